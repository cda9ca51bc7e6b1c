package org.selfsame.host;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The Linux calls that read directories, metadata and files relative to an open directory; on top of [LinuxCalls].
final class LinuxReads {
    /// `O_RDONLY|O_NOFOLLOW|O_CLOEXEC|O_NONBLOCK`, without the second, which differs: opening never waits, whatever has
    /// taken the place of a file.
    private static final int READ = 0x80800;
    private static final int NO_FOLLOW = 0x100;
    private static final int EMPTY_PATH = 0x1000;
    /// `STATX_BASIC_STATS`.
    private static final int BASIC = 0x7ff;
    private static final int SEEK_SET = 0;
    private static final int SEEK_DATA = 3;
    private static final int NO_ENTRY = 2;
    private static final int NO_DEVICE = 6;
    private static final int NO_DATA = 61;

    private static final Numbers NUMBERS = Numbers.ofThisMachine();

    private final LinuxCalls calls;

    private LinuxReads(LinuxCalls calls) {
        this.calls = calls;
    }

    private record Numbers(int openat, int statx, int getdents, int readlinkat, int pread, int lseek, int llistxattr,
            int lgetxattr, int noFollowFlag) {

        static Numbers ofThisMachine() {
            return System.getProperty("os.arch", "").equals("aarch64")
                    ? new Numbers(56, 291, 61, 78, 67, 62, 12, 9, 0x8000)
                    : new Numbers(257, 332, 217, 267, 17, 8, 195, 192, 0x20000);
        }
    }

    /// The calls of this thread; only where [LinuxCalls#isAvailable].
    static LinuxReads forThread() {
        return new LinuxReads(LinuxCalls.forThread());
    }

    /// What the kernel says about an entry.
    ///
    /// @param device the file system that it is on
    /// @param changed last change of the inode
    record Status(int mode, long links, long user, long group, long device, long inode, long size, Instant modified,
            Instant changed, long major, long minor) {

        int type() {
            return mode & LinuxCalls.TYPE;
        }

        /// Whether this is the entry that was seen before, with nothing written to it since.
        boolean isUnchanged(Status before) {
            return device == before.device && inode == before.inode && type() == before.type() && size == before.size
                    && modified.equals(before.modified);
        }

        Metadata.Builder metadata() {
            return Metadata.builder().permissions(mode & 07777).owner(user, group).modified(modified);
        }
    }

    /// What is open.
    Status status(int file) throws HostException {
        return status(file, new byte[0], EMPTY_PATH);
    }

    /// What is named; a symbolic link is not followed.
    Status status(int directory, Name name) throws HostException {
        return status(directory, name.bytes(), NO_FOLLOW);
    }

    /// The offsets are those of `struct statx` in linux/stat.h.
    private Status status(int directory, byte[] name, int flags) throws HostException {
        var at = calls.buffer();
        calls.call("statx", NUMBERS.statx, directory, calls.path(name), flags, BASIC, at.address());
        return new Status(at.get(ValueLayout.JAVA_SHORT, 28) & 0xffff, u32(at, 16), u32(at, 20), u32(at, 24),
                u32(at, 136) << 32 | u32(at, 140), at.get(ValueLayout.JAVA_LONG, 32),
                at.get(ValueLayout.JAVA_LONG, 40), time(at, 112), time(at, 96), u32(at, 128), u32(at, 132));
    }

    private static long u32(MemorySegment at, long offset) {
        return at.get(ValueLayout.JAVA_INT, offset) & 0xffffffffL;
    }

    private static Instant time(MemorySegment at, long offset) {
        return Instant.ofEpochSecond(at.get(ValueLayout.JAVA_LONG, offset), u32(at, offset + 8));
    }

    /// Opens a file that is no symbolic link itself, for reading.
    int openFile(int directory, Name name) throws HostException {
        return (int) calls.call("openat", NUMBERS.openat, directory, calls.path(name.bytes()),
                READ | NUMBERS.noFollowFlag, 0, 0);
    }

    /// The names in an open directory, in any order, without `.` and `..`.
    List<Name> names(int directory) throws HostException {
        calls.call("lseek", NUMBERS.lseek, directory, 0, SEEK_SET, 0, 0);
        var names = new ArrayList<Name>();
        var buffer = calls.buffer();
        while (true) {
            long length = calls.call("getdents64", NUMBERS.getdents, directory, buffer.address(), 1 << 16, 0, 0);
            if (length == 0) {
                return names;
            }
            for (long at = 0; at < length;) {
                int record = buffer.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + 16) & 0xffff;
                var name = Name.of(text(buffer, at + 19));
                if (name.isPlain()) {
                    names.add(name);
                }
                at += record;
            }
        }
    }

    private static byte[] text(MemorySegment buffer, long at) {
        long end = at;
        while (buffer.get(ValueLayout.JAVA_BYTE, end) != 0) {
            end++;
        }
        return buffer.asSlice(at, end - at).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The target of a symbolic link.
    Name target(int directory, Name link) throws HostException {
        long length = calls.call("readlinkat", NUMBERS.readlinkat, directory, calls.path(link.bytes()),
                calls.buffer().address(), LinuxCalls.BUFFER, 0);
        return Name.of(bytes((int) length));
    }

    private byte[] bytes(int length) {
        return calls.buffer().asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The extended attributes of what is named; of the directory itself by the name `.`. A symbolic link is not followed.
    SortedMap<Name, byte[]> attributes(int directory, Name name) throws HostException {
        // Linux has no listxattrat before 6.13; /proc names an open directory
        var path = LinuxCalls.concat(("/proc/self/fd/" + directory + "/").getBytes(StandardCharsets.US_ASCII),
                name.bytes());
        var attributes = new TreeMap<Name, byte[]>();
        for (byte[] attribute : list(path)) {
            try {
                long length = calls.call("lgetxattr", NUMBERS.lgetxattr, calls.path(path), calls.second(attribute),
                        calls.buffer().address(), LinuxCalls.BUFFER, 0);
                attributes.put(Name.of(attribute), bytes((int) length));
            } catch (HostException e) {
                // an attribute that is listed to those who may not read it
                if (e.number() != NO_DATA) {
                    throw e;
                }
            }
        }
        return attributes;
    }

    private List<byte[]> list(byte[] path) throws HostException {
        long length;
        try {
            length = calls.call("llistxattr", NUMBERS.llistxattr, calls.path(path), calls.buffer().address(),
                    LinuxCalls.BUFFER, 0, 0);
        } catch (HostException e) {
            if (e.error() == HostError.NOT_SUPPORTED) {
                return List.of();
            }
            throw e;
        }
        var names = new ArrayList<byte[]>();
        byte[] all = bytes((int) length);
        for (int start = 0, end = 0; end < all.length; end++) {
            if (all[end] == 0) {
                names.add(Arrays.copyOfRange(all, start, end));
                start = end + 1;
            }
        }
        return names;
    }

    /// Reads some bytes, at most [LinuxCalls#BUFFER].
    ///
    /// @return how many, 0 at the end of the file
    int read(int file, long offset, byte[] target, int at, int length) throws HostException {
        int count = (int) calls.call("pread64", NUMBERS.pread, file, calls.buffer().address(),
                Math.min(length, LinuxCalls.BUFFER), offset, 0);
        MemorySegment.copy(calls.buffer(), ValueLayout.JAVA_BYTE, 0, target, at, count);
        return count;
    }

    /// The first offset at or after `offset` that is not in a hole, or `size` if only a hole follows.
    long nextData(int file, long offset, long size) throws HostException {
        try {
            return Math.min(size, calls.call("lseek", NUMBERS.lseek, file, offset, SEEK_DATA, 0, 0));
        } catch (HostException e) {
            if (e.number() == NO_DEVICE) {
                return size;
            }
            if (e.error() == HostError.OTHER) {
                return offset;
            }
            throw e;
        }
    }

    /// Whether the error says that what is named is not there any more, or is something else than before.
    static boolean isGone(HostException problem) {
        return switch (problem.number()) {
            case NO_ENTRY, NO_DEVICE, 20 /* ENOTDIR */, 21 /* EISDIR */, 40 /* ELOOP */, 116 /* ESTALE */ -> true;
            default -> false;
        };
    }
}
