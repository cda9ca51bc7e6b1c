/// ar archives: static libraries and Debian packages.
@NullMarked
package org.selfsame.format.ar;

import org.jspecify.annotations.NullMarked;
