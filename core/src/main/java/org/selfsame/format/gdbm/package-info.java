/// GNU dbm databases, such as man-db's index.
@NullMarked
package org.selfsame.format.gdbm;

import org.jspecify.annotations.NullMarked;
