package org.selfsame.format.ar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// ar archives with the names of System V and GNU, and of BSD; GNU's thin ones, which hold names only. A Debian package
/// is one: its members are opened by the readers of their own formats.
public final class ArFormat implements Format {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] THIN = "!<thin>\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return ArReader.FORMAT;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        if (content.size() < MAGIC.length) {
            return false;
        }
        var start = content.bytes(0, MAGIC.length);
        return Arrays.equals(start, MAGIC) || Arrays.equals(start, THIN);
    }

    /// @throws FormatException if it has no magic, or the tree is too large
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        if (!recognizes(content)) {
            throw new FormatException(ArReader.FORMAT, 0, "it begins neither as an archive nor as a thin one");
        }
        return new ArReader(content, limits, Arrays.equals(content.bytes(0, THIN.length), THIN));
    }
}
