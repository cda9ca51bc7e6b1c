package org.selfsame.normalize.content;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;

/// SquashFS images: when they were made. The times of inodes lie in compressed tables, so they are a matter of whoever
/// writes the image. Source: squashfs-tools-ng's doc/format.adoc, "The Superblock".
public final class SquashfsRule extends FieldRule {
    private static final int LENGTH = 96;
    private static final int MKFS_TIME = 8;
    private static final int BYTES_USED = 40;

    /// The one instance needed.
    public SquashfsRule() {
        super(LENGTH);
    }

    @Override
    public String id() {
        return "squashfs";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= LENGTH && Bytes.has(content, 0, "hsqs") && Bytes.has(content, 28, "\u0004\0\0\0");
    }

    @Override
    void change(Content content, byte[] header, Work work) throws LeftAloneException {
        long used = LittleEndian.i64(header, BYTES_USED);
        if (used < LENGTH || used > content.size()) {
            throw new LeftAloneException(Reason.DAMAGED, "the image says it has " + Long.toUnsignedString(used)
                    + " bytes, there are " + content.size());
        }
        Bytes.put32(header, MKFS_TIME, work.epoch().of(LittleEndian.u32(header, MKFS_TIME)));
    }

    @Override
    void blank(byte[] header) {
        Bytes.put32(header, MKFS_TIME, 0);
    }
}
