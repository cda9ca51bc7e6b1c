@NullMarked
package org.selfsame.format.squashfs;

import org.jspecify.annotations.NullMarked;
