/// FAT12, FAT16 and FAT32 with long names, as in EFI boot images and on USB sticks.
@NullMarked
package org.selfsame.format.fat;

import org.jspecify.annotations.NullMarked;
