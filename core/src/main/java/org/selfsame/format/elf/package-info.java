/// Programs, libraries, kernels and kernel modules: ELF of 32 and 64 bits in both byte orders.
@NullMarked
package org.selfsame.format.elf;

import org.jspecify.annotations.NullMarked;
