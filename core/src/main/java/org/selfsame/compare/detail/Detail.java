package org.selfsame.compare.detail;

import java.util.List;

/// What a difference looks like from near. Text in it is as it was found: whoever shows it makes it harmless.
public sealed interface Detail {

    /// Whether everything that differs is in it.
    boolean complete();

    /// Lines of two texts.
    ///
    /// @param leftEncoding how the left side is encoded, such as `UTF-8`; empty if that is not known
    /// @param rightEncoding the same of the right side
    /// @param hunks in the order of the text; none if only the encoding differs
    /// @param notes what else is to be said, from whoever made the detail
    record Text(String leftEncoding, String rightEncoding, List<Hunk> hunks, List<String> notes, boolean complete)
            implements
                Detail {}

    /// Bytes of two contents, compared by position.
    ///
    /// @param rows by offset; those that do not differ are there for orientation
    /// @param runs what differs in these rows and belongs to the difference, by offset
    record Binary(List<HexRow> rows, List<HexRun> runs, boolean complete) implements Detail {}

    /// There is nothing to show: the difference says it all, or the bytes cannot be read.
    record Nothing() implements Detail {
        static final Nothing INSTANCE = new Nothing();

        @Override
        public boolean complete() {
            return true;
        }
    }
}
