/// The file systems ext2, ext3 and ext4.
@NullMarked
package org.selfsame.format.ext4;

import org.jspecify.annotations.NullMarked;
