/// zlib as the judge of the deflate encoder.
@NullMarked
package org.selfsame.codec.deflate;

import org.jspecify.annotations.NullMarked;
