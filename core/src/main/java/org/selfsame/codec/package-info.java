/// Decompressors for single blocks of known bounds, safe on hostile bytes. Sequences of blocks are the formats' matter.
@NullMarked
package org.selfsame.codec;

import org.jspecify.annotations.NullMarked;
