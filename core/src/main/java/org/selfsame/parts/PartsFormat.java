package org.selfsame.parts;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// A format whose reader is a [Survey].
public abstract class PartsFormat implements Format {
    /// In so many bytes, nearly every binary file has one that no text has.
    private static final int START = 64;

    private final String name;

    /// For the format of this name.
    protected PartsFormat(String name) {
        this.name = name;
    }

    /// A new run over one content.
    protected abstract Survey survey();

    @Override
    public final String name() {
        return name;
    }

    /// @throws FormatException if the headers break a rule of the format
    @Override
    public final Reader open(Content content, Limits limits) throws IOException {
        return PartsReader.open(name, content, limits, this::survey);
    }

    /// Whether `content` has the bytes `magic` (each char a byte) at `offset`.
    ///
    /// @throws IOException if the content cannot be read
    protected static boolean has(Content content, int offset, String magic) throws IOException {
        if (content.size() < offset + magic.length()) {
            return false;
        }
        var bytes = content.bytes(offset, magic.length());
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the first bytes of `content` could be those of a text: for a first look at formats of lines.
    ///
    /// @throws IOException if the content cannot be read
    protected static boolean isText(Content content) throws IOException {
        for (byte b : content.bytes(0, (int) Math.min(START, content.size()))) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\t') {
                return false;
            }
        }
        return content.size() > 0;
    }

    /// Whether the headers can be read: for formats that their first bytes alone do not tell.
    ///
    /// @throws IOException if the content cannot be read
    protected final boolean opens(Content content) throws IOException {
        return PartsReader.opens(name, content, survey());
    }
}
