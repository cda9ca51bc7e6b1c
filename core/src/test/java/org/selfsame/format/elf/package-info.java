@NullMarked
package org.selfsame.format.elf;

import org.jspecify.annotations.NullMarked;
