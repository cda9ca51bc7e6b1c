/// cpio archives: newc, crc, odc and the old binary format. Sources: cpio(5) of the BSDs, and
/// Documentation/driver-api/early-userspace/buffer-format.rst of the Linux kernel.
@NullMarked
package org.selfsame.format.cpio;

import org.jspecify.annotations.NullMarked;
