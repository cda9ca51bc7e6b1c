package org.selfsame.normalize.content;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.normalize.Work;

/// Key boxes of GnuPG: when the box was made and last looked after. When a key came into it stays: the blob of the key has
/// a checksum over it. Source: the comment at the start of `kbx/keybox-blob.c` of GnuPG 2.2.40.
public final class KeyboxRule extends FieldRule {
    private static final int LENGTH = 32;
    private static final int CREATED = 16;
    private static final int MAINTAINED = 20;

    /// The one instance needed.
    public KeyboxRule() {
        super(LENGTH);
    }

    @Override
    public String id() {
        return "keybox";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= LENGTH && Bytes.has(content, 0, "\0\0\0 \u0001\u0001")
                && Bytes.has(content, 8, "KBXf");
    }

    @Override
    void change(Content content, byte[] header, Work work) {
        for (int at : new int[]{CREATED, MAINTAINED}) {
            long time = Bytes.u32be(header, at);
            if (time != 0) {
                Bytes.put32be(header, at, work.epoch().of(time));
            }
        }
    }

    @Override
    void blank(byte[] header) {
        Bytes.put32be(header, CREATED, 0);
        Bytes.put32be(header, MAINTAINED, 0);
    }
}
