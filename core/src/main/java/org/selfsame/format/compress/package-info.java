/// Compressed streams, each a tree of one file: gzip, xz, Zstandard, LZ4, bzip2, lzop and LZMA-alone files.
@NullMarked
package org.selfsame.format.compress;

import org.jspecify.annotations.NullMarked;
