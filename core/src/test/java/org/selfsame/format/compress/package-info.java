@NullMarked
package org.selfsame.format.compress;

import org.jspecify.annotations.NullMarked;
