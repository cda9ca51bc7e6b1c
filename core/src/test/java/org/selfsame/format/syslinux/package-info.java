@NullMarked
package org.selfsame.format.syslinux;

import org.jspecify.annotations.NullMarked;
