package org.selfsame.format.tar;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// tar archives. Recognized by a first header whose checksum is right: V7 has no magic.
public final class TarFormat implements Format {

    @Override
    public String name() {
        return TarReader.FORMAT;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= TarHeader.SIZE && new TarHeader(0, content.bytes(0, TarHeader.SIZE)).isPlausible();
    }

    /// Reads all headers; where the content is decoded from start to end, all of it, once.
    ///
    /// @throws FormatException if it does not begin with a header, or the tree is too large
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        if (!recognizes(content)) {
            throw new FormatException(TarReader.FORMAT, 0, "the first 512 bytes are no header");
        }
        return new TarReader(content, limits);
    }
}
