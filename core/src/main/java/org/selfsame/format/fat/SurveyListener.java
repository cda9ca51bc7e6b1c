package org.selfsame.format.fat;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// Is told by a [Survey] what it finds where.
interface SurveyListener {
    /// Does nothing.
    SurveyListener NONE = new SurveyListener() {
    };

    /// Sorts of clusters that no entry owns.
    enum Unowned {
        /// Free to use.
        FREE("free cluster"),
        /// Marked as bad.
        BAD("bad cluster"),
        /// Marked as used.
        LOST("lost cluster");

        private final String term;

        Unowned(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    /// A directory. `chain` is null for a fixed root.
    ///
    /// @throws FormatException to end the survey
    default void directory(String path, @Nullable Chain chain, Listing listing)
            throws FormatException {}

    /// An entry in a directory. `path` is its own.
    ///
    /// @throws FormatException to end the survey
    default void entry(String path, DirectoryEntry entry, Listing listing) throws FormatException {}

    /// A file with clusters.
    ///
    /// @throws FormatException to end the survey
    default void file(String path, DirectoryEntry entry, Chain chain) throws FormatException {}

    /// Neighbouring clusters that no entry owns.
    ///
    /// @throws FormatException to end the survey
    default void unowned(Unowned sort, long first, long count) throws FormatException {}
}
