/// Compression to xz, block by block, with the bytes that liblzma gives.
///
/// An LZMA2 stream may be written in many ways that all decode to the same bytes. This encoder makes every choice as
/// liblzma makes it in its normal mode (match finder BT4), so that images packed by tools that use liblzma can be made
/// again. Where the choices are not in the LZMA specification (the method of optimal parsing, when prices are computed
/// anew, where a chunk ends), they are facts about liblzma 5.2 to 5.8, checked block by block against it in tests.
@NullMarked
package org.selfsame.codec.xz;

import org.jspecify.annotations.NullMarked;
