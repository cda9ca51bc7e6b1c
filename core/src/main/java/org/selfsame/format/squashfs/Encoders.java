package org.selfsame.format.squashfs;

import java.io.IOException;
import org.selfsame.codec.BlockEncoder;
import org.selfsame.codec.BlockEncoders;

/// Makes the encoders of an image. Each may hold native memory: whoever asks for one closes it.
interface Encoders {
    /// An encoder of data blocks and fragment blocks.
    ///
    /// @throws IOException if there is none on this machine
    BlockEncoder data() throws IOException;

    /// An encoder of metadata blocks.
    ///
    /// @throws IOException if there is none on this machine
    BlockEncoder metadata() throws IOException;

    /// The encoders that these options ask for.
    static Encoders of(SquashfsOptions options) {
        return new Encoders() {
            @Override
            public BlockEncoder data() throws IOException {
                return create(options.compressor(), options.blockSize(), true);
            }

            @Override
            public BlockEncoder metadata() throws IOException {
                return create(options.compressor(), options.blockSize(), false);
            }
        };
    }

    private static BlockEncoder create(SquashfsCompressor compressor, int blockSize, boolean data) throws IOException {
        return switch (compressor) {
            case SquashfsCompressor.Gzip gzip -> BlockEncoders.zlib(gzip.level());
            // metadata blocks have a dictionary of their own size, and never a filter
            case SquashfsCompressor.Xz xz -> data
                    ? BlockEncoders.xz(xz.dictionary(blockSize), xz.x86())
                    : BlockEncoders.xz(Image.METADATA_SIZE, false);
            case SquashfsCompressor.Zstd zstd -> BlockEncoders.zstd(zstd.level());
            case SquashfsCompressor.Lz4 _ -> BlockEncoders.lz4();
        };
    }
}
