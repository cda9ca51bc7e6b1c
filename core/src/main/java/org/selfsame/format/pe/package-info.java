/// Programs for UEFI (PE32, PE32+), and Linux kernels for x86 (bzImage), which usually are such programs too.
@NullMarked
package org.selfsame.format.pe;

import org.jspecify.annotations.NullMarked;
