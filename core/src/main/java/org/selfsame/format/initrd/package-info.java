/// Initial RAM file systems of several archives one after the other.
@NullMarked
package org.selfsame.format.initrd;

import org.jspecify.annotations.NullMarked;
