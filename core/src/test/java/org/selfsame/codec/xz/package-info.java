/// liblzma and XZ for Java as judges of the xz encoder.
@NullMarked
package org.selfsame.codec.xz;

import org.jspecify.annotations.NullMarked;
