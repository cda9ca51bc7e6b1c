package org.selfsame.format.initrd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.CompressedStream;
import org.selfsame.codec.Compression;
import org.selfsame.codec.Compressions;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Limits;

/// Finds the segments of an initrd one after the other, each once: of an archive by its headers, of a compressed one
/// by what its members say, or by decoding it where they say nothing.
final class Segments {
    private static final int PIECE = 1 << 16;
    private static final int MAGIC = 6;
    /// An initrd that is put together of more parts than this is none.
    private static final int MOST = 1_000;

    private final Content content;

    Segments(Content content) {
        this.content = content;
    }

    /// Whether there are at least two segments.
    ///
    /// @throws IOException if the content cannot be read
    boolean areSeveral() throws IOException {
        var kind = kind(0);
        if (kind == null) {
            return false;
        }
        var first = segment(kind, 0);
        if (first.damage() != null) {
            return false;
        }
        long next = zerosEnd(first.end());
        return next < content.size() && kind(next) != null;
    }

    /// All segments.
    ///
    /// @throws IOException if the content cannot be read
    List<Segment> all() throws IOException {
        var segments = new ArrayList<Segment>();
        long at = 0;
        while (at < content.size() && segments.size() < MOST) {
            var kind = kind(at);
            if (kind == null) {
                break;
            }
            var segment = segment(kind, at);
            segments.add(segment);
            at = zerosEnd(segment.end());
        }
        return segments;
    }

    /// What begins at `at`; the compression is null for an archive that is not compressed.
    private record Kind(String name, @Nullable Compression compression) {}

    private @Nullable Kind kind(long at) throws IOException {
        if (content.size() - at < MAGIC) {
            return null;
        }
        if (CpioEnd.isMagic(content.bytes(at, MAGIC))) {
            return new Kind("cpio", null);
        }
        var compression = Compressions.at(content, at);
        return compression != null && holdsArchive(compression, at) ? new Kind(compression.name(), compression) : null;
    }

    /// Whether the member at `at` decodes to the start of an archive.
    private boolean holdsArchive(Compression compression, long at) throws IOException {
        var start = new byte[MAGIC];
        try (var decoder = compression.open(content, at, null)) {
            int done = 0;
            while (done < MAGIC) {
                int count = decoder.read(start, done, MAGIC - done);
                if (count < 0) {
                    return false;
                }
                done += count;
            }
            return CpioEnd.isMagic(start);
        } catch (FormatException _) {
            return false;
        }
    }

    private Segment segment(Kind kind, long at) throws IOException {
        var compression = kind.compression;
        try {
            return new Segment(kind.name, at, compression == null ? CpioEnd.of(content, at) : end(compression, at),
                    null);
        } catch (FormatException e) {
            return new Segment(kind.name, at, content.size(), e);
        }
    }

    /// The end of the last member at or after `at` that goes on with the archive of the first one.
    private long end(Compression compression, long at) throws IOException {
        long most = Limits.decodedBytes(content.size());
        var member = CompressedStream.member(compression, content, at, most);
        long decoded = member.length();
        while (member.end() < content.size() && compression.begins(content, member.end())
                && !holdsArchive(compression, member.end())) {
            member = CompressedStream.member(compression, content, member.end(), most - decoded);
            decoded += member.length();
        }
        return member.end();
    }

    /// The first offset from `from` on whose byte is not zero, or the size of the content.
    long zerosEnd(long from) throws IOException {
        var piece = new byte[(int) Math.min(PIECE, content.size() - from)];
        for (long at = from; at < content.size(); at += piece.length) {
            int count = (int) Math.min(piece.length, content.size() - at);
            content.read(at, piece, 0, count);
            for (int i = 0; i < count; i++) {
                if (piece[i] != 0) {
                    return at + i;
                }
            }
        }
        return content.size();
    }
}
