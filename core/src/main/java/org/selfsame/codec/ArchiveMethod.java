package org.selfsame.codec;

import java.util.List;
import org.selfsame.content.Content;

/// How archives compress their members, other than by deflate. They state the size that a member decodes to, so nothing is
/// decoded before somebody reads.
public enum ArchiveMethod {
    /// deflate with a window of 64 KiB.
    DEFLATE64,
    /// A bzip2 file.
    BZIP2,
    /// An LZMA-alone file.
    LZMA,
    /// A Zstandard frame.
    ZSTD,
    /// An xz stream.
    XZ;

    /// What `stored` decodes to. Reading it throws a [org.selfsame.content.FormatException] if that is damaged, or has
    /// another size; the end is checked when it is reached.
    ///
    /// @param size bytes that come out, as the archive states it
    public Content decoded(Content stored, long size) {
        var members = new MemberList(List.of(new Member(0, stored.size(), size)));
        return new DecodedContent(new StreamId(), compression(), stored, members, null);
    }

    private Compression compression() {
        return switch (this) {
            case DEFLATE64 -> new Deflate64Compression();
            case BZIP2 -> new Bzip2Compression();
            case LZMA -> new LzmaCompression();
            case ZSTD -> new ZstdCompression();
            case XZ -> new XzCompression();
        };
    }
}
