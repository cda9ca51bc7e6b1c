package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// AAIP's compact form of POSIX access control lists, turned into the attributes in which Linux keeps them
/// (`posix_acl_xattr.h`: version 2, then tag, permissions and id of each entry, little-endian).
final class AccessControlList {
    private static final int VERSION = 2;
    private static final int NO_ID = -1;
    private static final int QUALIFIER = 8;
    private static final int SWITCH = 8;
    private static final int QUALIFIER_CONTINUES = 0x80;

    private AccessControlList() {}

    /// Adds `system.posix_acl_access` and `system.posix_acl_default`, as far as `list` has them.
    ///
    /// @param offset where the list lies, for the exception
    /// @throws FormatException if an entry runs beyond the list
    static void addTo(SortedMap<Name, byte[]> attributes, byte[] list, long offset) throws FormatException {
        var access = new ByteArrayOutputStream();
        var inherited = new ByteArrayOutputStream();
        var current = access;
        for (int at = 0; at < list.length;) {
            int head = list[at++] & 0xff;
            long id = 0;
            if ((head & QUALIFIER) != 0) {
                for (var more = true; more;) {
                    if (at >= list.length || (list[at] & 0x7f) > list.length - at - 1) {
                        throw Iso.bad(offset, "a qualifier runs beyond its access control list");
                    }
                    more = (list[at] & QUALIFIER_CONTINUES) != 0;
                    for (int end = at + 1 + (list[at++] & 0x7f); at < end; at++) {
                        id = id << 8 | list[at] & 0xff;
                    }
                }
            }
            if (head >> 4 == SWITCH) {
                current = inherited;
            } else {
                add(current, head, (int) id);
            }
        }
        put(attributes, "system.posix_acl_access", access);
        put(attributes, "system.posix_acl_default", inherited);
    }

    private static void add(ByteArrayOutputStream out, int head, int id) {
        int tag = switch (head >> 4) {
            case 1 -> 1;
            case 10 -> 2;
            case 3 -> 4;
            case 12 -> 8;
            case 5 -> 0x10;
            case 6 -> 0x20;
            default -> 0;
        };
        if (tag == 0) {
            return;
        }
        var entry = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        entry.putShort((short) tag).putShort((short) (head & 7)).putInt(tag == 2 || tag == 8 ? id : NO_ID);
        out.writeBytes(entry.array());
    }

    private static void put(SortedMap<Name, byte[]> attributes, String name, ByteArrayOutputStream entries) {
        if (entries.size() > 0) {
            var value = ByteBuffer.allocate(4 + entries.size()).order(ByteOrder.LITTLE_ENDIAN);
            value.putInt(VERSION).put(entries.toByteArray());
            attributes.put(Name.of(name), value.array());
        }
    }
}
