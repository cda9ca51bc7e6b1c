/// Decompressors, safe on hostile bytes: of single blocks of known bounds ([org.selfsame.codec.Codec]), and of whole
/// streams of members that are read at random ([org.selfsame.codec.CompressedStream]). Sequences of blocks in images
/// are the formats' matter.
@NullMarked
package org.selfsame.codec;

import org.jspecify.annotations.NullMarked;
