/// The boot loader ISOLINUX as it lies on CDs.
@NullMarked
package org.selfsame.format.syslinux;

import org.jspecify.annotations.NullMarked;
