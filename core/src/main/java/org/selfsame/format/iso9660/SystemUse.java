package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Limits;

/// The system use entries of one directory record (SUSP 1.12): those in the record itself, then those in its
/// continuation areas.
///
/// @param entries in order, without `CE`, `PD` and `ST`
/// @param continuations the continuation areas, in order
record SystemUse(List<Bytes> entries, List<Bytes> continuations) {
    static final SystemUse EMPTY = new SystemUse(List.of(), List.of());
    /// Bytes of an entry before its data: signature, length, version.
    static final int HEADER = 4;
    private static final int CONTINUATION_LENGTH = 28;

    /// What continuation areas are read from.
    ///
    /// @param image the image
    /// @param base where block 0 of the volume lies, in bytes
    /// @param blockSize bytes of a logical block
    record Source(Content image, long base, int blockSize) {}

    /// How many bytes of continuation areas one directory may still name; without it, a small directory whose
    /// records all point at one large area would cost their product.
    static final class Budget {
        /// Enough for long attributes in a small directory.
        private static final long LEAST = 1L << 20;
        /// Linux follows up to 32 areas of a sector from one record; a record has 40 bytes or more, most need no area.
        private static final int FACTOR = 64;
        private long left;

        Budget(long bytes) {
            left = bytes;
        }

        /// For a directory of `length` bytes.
        static Budget of(long length, Limits limits) {
            return new Budget(Math.min(limits.directoryBytes(), LEAST + FACTOR * length));
        }

        private void take(long bytes, long offset) throws FormatException {
            if (bytes > left) {
                throw Iso.bad(offset, "the continuation areas of one directory exceed the limit, with one of " + bytes
                        + " bytes");
            }
            left -= bytes;
        }
    }

    /// Reads the entries of `area`.
    ///
    /// @throws FormatException if an entry other than SL runs beyond its area, continuation areas form a loop or `budget` is spent
    static SystemUse read(Bytes area, Source source, Budget budget, Notes notes) throws IOException {
        var entries = new ArrayList<Bytes>();
        var continuations = new ArrayList<Bytes>();
        var visited = new HashSet<Long>();
        for (var continuation = scan(area, entries, notes); continuation != null;) {
            var next = follow(continuation, source, budget);
            if (!visited.add(next.offset(0))) {
                throw Iso.bad(continuation.offset(0), "continuation areas form a loop");
            }
            continuations.add(next);
            continuation = scan(next, entries, notes);
        }
        return new SystemUse(entries, continuations);
    }

    /// The two letters of an entry as one number, to be compared with [#signature(String)].
    static int signature(Bytes entry) throws FormatException {
        return entry.u16be(0);
    }

    static int signature(String letters) {
        return letters.charAt(0) << 8 | letters.charAt(1);
    }

    /// Adds the entries of one area, and answers its `CE` entry or null.
    private static @Nullable Bytes scan(Bytes area, List<Bytes> entries, Notes notes) throws FormatException {
        Bytes continuation = null;
        // up to three bytes that cannot hold an entry are padding (SUSP 1.12 §4)
        for (int at = 0; area.length() - at >= HEADER;) {
            if (area.u16be(at) == 0) {
                break;
            }
            int length = area.u8(at + 2);
            if (length > area.length() - at && area.latin1(at, 2).equals("SL")) {
                // genisoimage cuts the targets of more than some 800 bytes so; a bad link must not hide its directory
                notes.add("symlink_target", area.offset(at), "an SL entry of " + length + " bytes, of which "
                        + (area.length() - at) + " are there");
                entries.add(area.from(at));
                return continuation;
            }
            boolean possible = length >= HEADER && length <= area.length() - at;
            if (!(possible && isSignature(area, at)) && hasLink(entries)) {
                // genisoimage states too short a length for the last SL entry of a long target, whose rest follows
                notes.add("symlink_target", area.offset(at), "no system use entry follows an SL entry");
                return continuation;
            }
            if (length < HEADER || length > area.length() - at) {
                throw Iso.bad(area.offset(at), "a system use entry of " + length + " bytes; it has at least " + HEADER
                        + " and " + (area.length() - at) + " are left");
            }
            var entry = area.slice(at, length);
            at += length;
            switch (entry.latin1(0, 2)) {
                case "ST" -> {
                    return continuation;
                }
                case "CE" -> continuation = entry;
                case "PD" -> {
                    // padding
                }
                default -> entries.add(entry);
            }
        }
        return continuation;
    }

    /// Whether two capital letters or digits are here, as in every signature that was ever given out.
    private static boolean isSignature(Bytes area, int at) throws FormatException {
        return isCapitalOrDigit(area.u8(at)) && isCapitalOrDigit(area.u8(at + 1));
    }

    private static boolean isCapitalOrDigit(int letter) {
        return letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9';
    }

    private static boolean hasLink(List<Bytes> entries) throws FormatException {
        for (var entry : entries) {
            if (signature(entry) == signature("SL")) {
                return true;
            }
        }
        return false;
    }

    private static Bytes follow(Bytes continuation, Source source, Budget budget) throws IOException {
        if (continuation.length() < CONTINUATION_LENGTH) {
            throw Iso.bad(continuation.offset(0), "a CE entry of " + continuation.length() + " bytes");
        }
        long offset = source.base() + continuation.u32le(4) * source.blockSize() + continuation.u32le(12);
        long length = continuation.u32le(20);
        // an area of no bytes still costs a step
        budget.take(Math.max(length, HEADER), continuation.offset(0));
        if (offset > source.image().size() - length) {
            throw Iso.bad(continuation.offset(0), "a continuation area of " + length + " bytes at " + offset
                    + " does not lie inside the " + source.image().size() + " bytes of the image");
        }
        return Bytes.read(source.image(), offset, (int) length);
    }
}
