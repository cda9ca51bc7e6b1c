@NullMarked
package org.selfsame.format.mimecache;

import org.jspecify.annotations.NullMarked;
