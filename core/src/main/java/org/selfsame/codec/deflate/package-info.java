/// Compression to deflate, block by block, with the bytes that zlib gives.
///
/// The format leaves open which of many matches is taken, where a block of codes ends and how its codes are told. This
/// encoder makes each of these choices as zlib makes it with a window of 32 KiB and its usual 8 as memory level, so that
/// its bytes do not depend on the library that a machine has. How it comes to a match is another matter: zlib looks at each
/// earlier place in turn; here most are passed over, because they cannot be the answer.
@NullMarked
package org.selfsame.codec.deflate;

import org.jspecify.annotations.NullMarked;
