package org.selfsame.codec;

import java.io.IOException;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// deflate64, which archives alone have: a stream of it has no header, and nothing tells where it begins. Decoded by Commons
/// Compress. Source: what PKWARE's APPNOTE 6.3.10, section 5.5 says of method 9.
final class Deflate64Compression implements Compression {
    static final String NAME = "deflate64";
    /// The window, and the tables of a block.
    private static final long MEMORY = (1 << 16) + (1 << 16);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean begins(Content stored, long offset) {
        return offset < stored.size();
    }

    @Override
    public Decoder open(Content stored, long offset, @Nullable Member member) throws IOException {
        return new LibraryDecoder(NAME, offset, new StoredInput(stored, offset, stored.size()), MEMORY,
                Deflate64CompressorInputStream::new);
    }

    @Override
    public long header(Content stored, long offset, Structures out) {
        return offset;
    }

    @Override
    public void describe(Content stored, Member member, Structures out) throws IOException {
        out.data(member.offset(), member.end() - member.offset());
    }
}
