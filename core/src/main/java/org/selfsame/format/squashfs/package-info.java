/// SquashFS 4.0: the compressed, read-only file system of live images.
@NullMarked
package org.selfsame.format.squashfs;

import org.jspecify.annotations.NullMarked;
