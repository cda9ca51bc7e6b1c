package org.selfsame.format.ext4;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.selfsame.content.FormatException;

/// Access control lists: on disk a version and entries of tag and permissions, with an id only where a tag needs one;
/// turned into what Linux shows (`posix_acl_xattr.h`: version 2, every entry with an id). Source: the Linux kernel's
/// fs/ext4/acl.h.
final class AccessList {
    private static final int ON_DISK = 1;
    private static final int SHOWN = 2;
    private static final int USER = 0x02;
    private static final int GROUP = 0x08;
    private static final int NO_ID = -1;

    private AccessList() {}

    /// @param offset where the list is, for the exception
    /// @throws FormatException if it is none
    static byte[] convert(byte[] list, long offset) throws FormatException {
        var in = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
        if (list.length < 4 || in.getInt() != ON_DISK) {
            throw new FormatException(Ext4Reader.FORMAT, offset, "an access control list of an unknown version");
        }
        var out = ByteBuffer.allocate(4 + list.length / 4 * 8).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(SHOWN);
        while (in.remaining() >= 4) {
            short tag = in.getShort();
            out.putShort(tag).putShort(in.getShort());
            boolean hasId = tag == USER || tag == GROUP;
            if (hasId && in.remaining() < 4) {
                break;
            }
            out.putInt(hasId ? in.getInt() : NO_ID);
        }
        if (in.hasRemaining()) {
            throw new FormatException(Ext4Reader.FORMAT, offset, "an entry of an access control list is cut");
        }
        var shown = new byte[out.position()];
        out.flip();
        out.get(shown);
        return shown;
    }
}
