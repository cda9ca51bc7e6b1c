/// Evidence about a file, and the one verdict that it adds up to.
@NullMarked
package org.selfsame.verify;

import org.jspecify.annotations.NullMarked;
