package org.selfsame.compare;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Encoded;
import org.selfsame.task.Task;

/// Whether two contents have the same bytes, found out by the cheapest way that proves it: the same place, known
/// digests, equal stored blocks, and only then by decoding. Thread-safe.
final class Equality {
    private static final int BUFFER = 1 << 17;

    private final @Nullable RawDifference known;
    private final Task task;
    /// Stored blocks that were compared before: the ends of many files lie in one block.
    private final Map<StoredPair, Boolean> stored = new ConcurrentHashMap<>();

    /// @param known what is known of the outermost contents, or null
    Equality(@Nullable RawDifference known, Task task) {
        this.known = known;
        this.task = task;
    }

    private record StoredPair(Content.Span left, Content.Span right, long length) {}

    /// Whether it is known without reading anything that `left` and `right` have the same bytes.
    boolean isFree(Content left, Content right) {
        return left.size() == right.size()
                && (left.size() == 0 || left.span().equals(right.span()) || proven(left, right, 0, left.size()));
    }

    /// How like two contents are.
    enum Likeness {
        /// The same bytes, stored in the same way.
        STORED_ALIKE,
        /// The same bytes, stored in another way.
        SAME,
        /// Other bytes.
        DIFFERENT
    }

    /// How like `left` and `right` are.
    ///
    /// @throws IOException if one of them cannot be read or decoded where that is needed
    Likeness of(Content left, Content right) throws IOException {
        if (left.size() != right.size()) {
            return Likeness.DIFFERENT;
        }
        if (isFree(left, right)) {
            return Likeness.STORED_ALIKE;
        }
        var a = left.knownDigest();
        var b = right.knownDigest();
        if (a != null && b != null) {
            return a.equals(b) ? Likeness.STORED_ALIKE : Likeness.DIFFERENT;
        }
        if (left instanceof Encoded l && right instanceof Encoded r) {
            return ofPieces(l, r);
        }
        return sameBytes(left, right, 0, left.size()) ? Likeness.STORED_ALIKE : Likeness.DIFFERENT;
    }

    private boolean proven(Content left, Content right, long offset, long length) {
        return known != null && known.proves(left, right, offset, length);
    }

    private Likeness ofPieces(Encoded left, Encoded right) throws IOException {
        var likeness = Likeness.STORED_ALIKE;
        for (long at = 0; at < left.size();) {
            task.checkCancelled();
            var l = left.piece(at);
            var r = right.piece(at);
            long end = Math.min(l.end(), r.end());
            if (!sameStored(l, r)) {
                likeness = Likeness.SAME;
                if (!sameBytes(left, right, at, end)) {
                    return Likeness.DIFFERENT;
                }
            }
            at = end;
        }
        return likeness;
    }

    /// Whether two pieces are decoded from the same stored bytes in the same way.
    ///
    /// @throws IOException if they cannot be read
    boolean sameStored(Encoded.Piece left, Encoded.Piece right) throws IOException {
        if (left.start() != right.start() || left.length() != right.length() || left.within() != right.within()
                || left.storedLength() != right.storedLength() || !left.encoding().equals(right.encoding())) {
            return false;
        }
        if (left.storedLength() == 0) {
            return true;
        }
        if (left.within() == 0 && left.length() >= left.storedLength()) {
            return sameStoredBytes(left, right);
        }
        // the ends of files share blocks, which are looked at once
        var pair = new StoredPair(place(left), place(right), left.storedLength());
        var before = stored.get(pair);
        if (before == null) {
            before = sameStoredBytes(left, right);
            stored.put(pair, before);
        }
        return before;
    }

    private static Content.Span place(Encoded.Piece piece) {
        var whole = piece.stored().span();
        return new Content.Span(whole.root(), whole.offset() + piece.storedOffset());
    }

    private boolean sameStoredBytes(Encoded.Piece left, Encoded.Piece right) throws IOException {
        var a = left.stored().slice(left.storedOffset(), left.storedLength());
        var b = right.stored().slice(right.storedOffset(), right.storedLength());
        return proven(a, b, 0, a.size()) || sameBytes(a, b, 0, a.size());
    }

    /// Whether the range `from` to `to`, which both contents have, is the same.
    private boolean sameBytes(Content left, Content right, long from, long to) throws IOException {
        int size = (int) Math.min(BUFFER, to - from);
        var a = new byte[size];
        var b = new byte[size];
        for (long at = from; at < to; at += size) {
            task.checkCancelled();
            int length = (int) Math.min(size, to - at);
            left.read(at, a, 0, length);
            right.read(at, b, 0, length);
            if (Arrays.mismatch(a, 0, length, b, 0, length) >= 0) {
                return false;
            }
        }
        return true;
    }
}
