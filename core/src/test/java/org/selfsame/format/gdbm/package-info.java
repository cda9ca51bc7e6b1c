@NullMarked
package org.selfsame.format.gdbm;

import org.jspecify.annotations.NullMarked;
