package org.selfsame.compare.detail;

import java.util.List;

/// A line of one side, or of both.
///
/// @param kind whose line it is
/// @param text without the line feed at its end, as it was found; of a long line the part that matters
/// @param marks the parts of `text` that the other side has otherwise, in order; none where the whole line differs
/// @param before characters of the line before `text`
/// @param after characters of the line after `text`
/// @param ended whether a line feed ends it; only the last line of a text may lack one
public record Line(Kind kind, String text, List<Mark> marks, int before, int after, boolean ended) {

    /// Whose line.
    public enum Kind {
        BOTH(' '), LEFT('-'), RIGHT('+');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        /// What a unified diff begins the line with.
        public char sign() {
            return sign;
        }
    }

    /// A part of a line.
    ///
    /// @param start its first character
    /// @param end the character after its last one
    public record Mark(int start, int end) {}
}
