package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.normalize.Work;

/// Compiled XML of libxmlb, as AppStream caches it: the random number of the silo, which versions before 0.3.7 write.
/// Source: `src/xb-silo-private.h` of libxmlb, `XbSiloHeader`.
public final class XmlbRule extends FieldRule {
    private static final int LENGTH = 24;
    private static final int GUID = 8;

    /// The one instance needed.
    public XmlbRule() {
        super(LENGTH);
    }

    @Override
    public String id() {
        return "xmlb";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= LENGTH && Bytes.has(content, 0, "XMLb");
    }

    @Override
    void change(Content content, byte[] header, Work work) {
        blank(header);
    }

    @Override
    void blank(byte[] header) {
        Arrays.fill(header, GUID, LENGTH, (byte) 0);
    }
}
