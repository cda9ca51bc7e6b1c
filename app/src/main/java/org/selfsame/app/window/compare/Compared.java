package org.selfsame.app.window.compare;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Side;
import org.selfsame.content.Content;
import org.selfsame.report.compare.Party;

/// Two files that were compared, still open: what is shown of them is read when it is asked for.
///
/// @param changed the sides whose file was changed meanwhile
/// @param files closes both
public record Compared(Party left, Party right, Content leftContent, Content rightContent, Comparison comparison,
        List<Side> changed, Closeable files) implements Closeable {

    /// One side's name and size.
    Party party(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /// The bytes of one side.
    Content content(Side side) {
        return side == Side.LEFT ? leftContent : rightContent;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
