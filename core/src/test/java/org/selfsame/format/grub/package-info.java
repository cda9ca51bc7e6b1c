@NullMarked
package org.selfsame.format.grub;

import org.jspecify.annotations.NullMarked;
