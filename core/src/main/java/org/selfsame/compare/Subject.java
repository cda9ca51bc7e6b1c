package org.selfsame.compare;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;

/// What a difference is a difference of: the two entries, or the two contents where they have no entry.
///
/// @param left the entry on the left side, or null
/// @param right the entry on the right side, or null
/// @param leftContent the content on the left side where there is no entry (an image itself), or null
/// @param rightContent the same on the right side
/// @param container the format of the container that the entries lie in, or of the contents; empty if there is none
public record Subject(@Nullable Entry left, @Nullable Entry right, @Nullable Content leftContent,
        @Nullable Content rightContent, String container) {

    static Subject of(@Nullable Entry left, @Nullable Entry right, String container) {
        return new Subject(left, right, null, null, container);
    }

    static Subject of(Content left, Content right, String container) {
        return new Subject(null, null, left, right, container);
    }

    /// The bytes on one side, or null if there are none.
    ///
    /// @throws IOException as [Entry.File#content] does
    public @Nullable Content content(Side side) throws IOException {
        var entry = side == Side.LEFT ? left : right;
        if (entry == null) {
            return side == Side.LEFT ? leftContent : rightContent;
        }
        return entry instanceof Entry.File file ? file.content() : null;
    }
}
