@NullMarked
package org.selfsame.format.initrd;

import org.jspecify.annotations.NullMarked;
