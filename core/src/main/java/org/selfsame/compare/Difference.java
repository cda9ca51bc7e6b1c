package org.selfsame.compare;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that is not the same on both sides.
///
/// @param number from 1, in the order of the result
/// @param path where, as an address within the left image (the right one where only that has it): `!/etc/passwd`,
///        `!/live/filesystem.squashfs!/etc/passwd`; empty for the image itself. Names are printable
/// @param movedTo the path on the right side of what has moved, or null
/// @param kind what sort of difference
/// @param field which field of metadata or layout, or empty
/// @param left the value on the left side as text, or null if it has none or is too long
/// @param right the same of the right side
/// @param bytes how many bytes of the container that `path` lies in this difference accounts for, both sides together
/// @param ranges the first of the bytes that differ: for [Kind#CONTENT] in the content at `path`, for [Kind#LAYOUT] in
///        the container
/// @param moreRanges how many ranges are not listed, at least
/// @param count how many entries, fields or ranges it stands for, at least 1
/// @param entries the paths of the entries that it stands for, where fields of many are told together; empty otherwise
/// @param moreEntries how many more entries there may be, at most: beyond thousands they are not told apart
/// @param subject what is compared
/// @param causes why, the surest first; empty before causes are looked for
public record Difference(int number, String path, @Nullable String movedTo, Kind kind, String field,
        @Nullable String left, @Nullable String right, long bytes, List<ByteRange> ranges, long moreRanges, long count,
        List<String> entries, long moreEntries, Subject subject, List<Cause> causes) {

    /// One that stands for no entries beside the one at `path`.
    public Difference(int number, String path, @Nullable String movedTo, Kind kind, String field, @Nullable String left,
            @Nullable String right, long bytes, List<ByteRange> ranges, long moreRanges, long count, Subject subject,
            List<Cause> causes) {
        this(number, path, movedTo, kind, field, left, right, bytes, ranges, moreRanges, count, List.of(), 0, subject,
                causes);
    }

    /// What sort of difference.
    public enum Kind {
        /// The bytes of a file.
        CONTENT,
        /// What the format records about an entry.
        METADATA,
        /// An entry that only the right side has.
        ADDED,
        /// An entry that only the left side has.
        REMOVED,
        /// An entry that has another path.
        MOVED,
        /// An entry that is of another type.
        TYPE,
        /// How a container stores its tree: fields, tables, order, filling.
        LAYOUT
    }

    /// The name of the kind in documents.
    public String kindName() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// A difference that is not numbered yet and has no causes, ranges or values.
    static Difference of(String path, Kind kind, String field, Subject subject) {
        return new Difference(0, path, null, kind, field, null, null, 0, List.of(), 0, 1, subject, List.of());
    }

    Difference values(@Nullable String leftValue, @Nullable String rightValue) {
        return new Difference(number, path, movedTo, kind, field, leftValue, rightValue, bytes, ranges, moreRanges,
                count, entries, moreEntries, subject, causes);
    }

    Difference ranges(List<ByteRange> first, long more) {
        return new Difference(number, path, movedTo, kind, field, left, right, bytes, first, more, count, entries,
                moreEntries, subject, causes);
    }

    Difference movedTo(String target) {
        return new Difference(number, path, target, kind, field, left, right, bytes, ranges, moreRanges, count, entries,
                moreEntries, subject, causes);
    }

    Difference counting(long things) {
        return new Difference(number, path, movedTo, kind, field, left, right, bytes, ranges, moreRanges, things,
                entries, moreEntries, subject, causes);
    }

    Difference ofEntries(List<String> paths, long more) {
        return new Difference(number, path, movedTo, kind, field, left, right, bytes, ranges, moreRanges, count,
                List.copyOf(paths), more, subject, causes);
    }

    Difference accountingFor(long accounted) {
        return new Difference(number, path, movedTo, kind, field, left, right, accounted, ranges, moreRanges, count,
                subject, causes);
    }

    Difference numbered(int place) {
        return new Difference(place, path, movedTo, kind, field, left, right, bytes, ranges, moreRanges, count, entries,
                moreEntries, subject, causes);
    }

    /// The same difference with these causes.
    public Difference because(List<Cause> found) {
        return new Difference(number, path, movedTo, kind, field, left, right, bytes, ranges, moreRanges, count,
                entries, moreEntries, subject, List.copyOf(found));
    }
}
