package org.selfsame.format.cpio;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which members are names of one file: those with the same device and inode number that state more than one link. In
/// newc and crc only the last of them has the bytes, in the older formats each has them.
final class HardLinks {
    static final int FILE = 0100000;

    private final Map<Key, Member> data = new HashMap<>();
    private final Map<Key, Integer> names = new HashMap<>();

    private record Key(long major, long minor, long ino) {
        static Key of(Member member) {
            var header = member.header();
            return new Key(header.devMajor(), header.devMinor(), header.ino());
        }
    }

    HardLinks(List<Member> members) {
        for (var member : members) {
            if (mayBeLink(member)) {
                names.merge(Key.of(member), 1, Integer::sum);
                data.merge(Key.of(member), member, (first, next) -> next.header().size() > 0 ? next : first);
            }
        }
    }

    private static boolean mayBeLink(Member member) {
        return member.header().type() == FILE && member.header().nlink() > 1;
    }

    /// Whether the member is one of several names of a file.
    boolean isLink(Member member) {
        return mayBeLink(member) && names.getOrDefault(Key.of(member), 0) > 1;
    }

    /// The member that has the bytes of `member`.
    Member dataOf(Member member) {
        return member.header().size() == 0 && isLink(member) ? data.getOrDefault(Key.of(member), member) : member;
    }

    /// A number for the file that all its names share, other than 0; 0 for a file of one name.
    long inode(Member member) {
        return isLink(member) ? data.getOrDefault(Key.of(member), member).offset() + 1 : 0;
    }
}
