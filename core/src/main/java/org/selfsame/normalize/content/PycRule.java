package org.selfsame.normalize.content;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.format.pyc.PycFormat;
import org.selfsame.normalize.Work;

/// Compiled Python that knows its source by time: the time of the source, where it is later than the epoch. Sources that
/// are later get the time of the epoch, too, so Python goes on to take the file for fresh. Source: PEP 552.
public final class PycRule extends FieldRule {
    private static final int LENGTH = 16;
    private static final int FLAGS = 4;
    private static final int TIME = 8;

    /// The one instance needed.
    public PycRule() {
        super(LENGTH);
    }

    @Override
    public String id() {
        return "pyc";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() > LENGTH && Bytes.has(content, 2, "\r\n") && new PycFormat().recognizes(content);
    }

    @Override
    void change(Content content, byte[] header, Work work) {
        if (LittleEndian.u32(header, FLAGS) == 0) {
            Bytes.put32(header, TIME, work.epoch().clamped(LittleEndian.u32(header, TIME)));
        }
    }

    @Override
    void blank(byte[] header) {
        Bytes.put32(header, TIME, 0);
    }
}
