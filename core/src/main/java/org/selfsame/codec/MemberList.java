package org.selfsame.codec;

import java.util.List;

/// The members of a stream, and where what they decode to begins.
final class MemberList {
    private final List<Member> members;
    /// One more than there are members; the last is the size of the whole.
    private final long[] starts;

    MemberList(List<Member> members) {
        this.members = List.copyOf(members);
        starts = new long[members.size() + 1];
        for (int i = 0; i < members.size(); i++) {
            starts[i + 1] = starts[i] + members.get(i).length();
        }
    }

    List<Member> all() {
        return members;
    }

    Member get(int index) {
        return members.get(index);
    }

    /// The decoded offset of the first byte of the member at `index`; for the number of members the size.
    long start(int index) {
        return starts[index];
    }

    long size() {
        return starts[members.size()];
    }

    /// The index of the member that has the decoded byte at `position`, which is below the size.
    int holding(long position) {
        int low = 0;
        int high = members.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= position) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
