@NullMarked
package org.selfsame.format.cpio;

import org.jspecify.annotations.NullMarked;
