/// Where the program starts, and what its two front doors share.
@NullMarked
package org.selfsame.app;

import org.jspecify.annotations.NullMarked;
