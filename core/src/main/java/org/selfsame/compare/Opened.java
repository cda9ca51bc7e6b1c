package org.selfsame.compare;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// Something that both sides were opened as: a container, or the trees themselves that were compared.
///
/// @param path as in [Difference#path]; empty for the image itself
/// @param format the name of the format
/// @param left the trees of the left side by their names
/// @param right the same of the right side
/// @param leftContent what was opened, or null if there are only trees
/// @param rightContent the same of the right side
/// @param leftReader what reads the left side, or null if there are only trees
/// @param rightReader the same of the right side
public record Opened(String path, String format, Map<String, Tree> left, Map<String, Tree> right,
        @Nullable Content leftContent, @Nullable Content rightContent, @Nullable Reader leftReader,
        @Nullable Reader rightReader) {

    /// The main tree of one side.
    public Tree tree(Side side) {
        return (side == Side.LEFT ? left : right).values().iterator().next();
    }

    /// What was opened on one side, or null if there are only trees.
    public @Nullable Content content(Side side) {
        return side == Side.LEFT ? leftContent : rightContent;
    }
}
