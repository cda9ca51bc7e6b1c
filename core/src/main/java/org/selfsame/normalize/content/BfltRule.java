package org.selfsame.normalize.content;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.normalize.Work;

/// Flat binaries of uClinux: the date of the build, where there is one. Source: `include/linux/flat.h` of Linux,
/// `struct flat_hdr`.
public final class BfltRule extends FieldRule {
    private static final int LENGTH = 64;
    private static final int DATE = 40;

    /// The one instance needed.
    public BfltRule() {
        super(LENGTH);
    }

    @Override
    public String id() {
        return "bflt";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= LENGTH && Bytes.has(content, 0, "bFLT");
    }

    @Override
    void change(Content content, byte[] header, Work work) {
        long date = Bytes.u32be(header, DATE);
        if (date != 0) {
            Bytes.put32be(header, DATE, work.epoch().of(date));
        }
    }

    @Override
    void blank(byte[] header) {
        Bytes.put32be(header, DATE, 0);
    }
}
