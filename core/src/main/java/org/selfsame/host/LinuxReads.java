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
import org.selfsame.content.LittleEndian;
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
    /// Bytes of `struct statx` up to where the last field that is looked at ends.
    private static final int STATUS = 144;
    private static final int NAMES = 1 << 16;
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
    /// @param modified last change of the content, in seconds, and nanoseconds beyond them
    /// @param changed last change of the inode
    record Status(int mode, long links, long user, long group, long device, long inode, long size, long modified,
            long modifiedNanos, long changed, long changedNanos, long major, long minor) {

        int type() {
            return mode & LinuxCalls.TYPE;
        }

        /// Whether this is the entry that was seen before, with nothing written to it since.
        boolean isUnchanged(Status before) {
            return device == before.device && inode == before.inode && type() == before.type() && size == before.size
                    && modified == before.modified && modifiedNanos == before.modifiedNanos;
        }

        /// Whether this is so, and nothing else was changed either.
        boolean isTheSame(Status before) {
            return isUnchanged(before) && changed == before.changed && changedNanos == before.changedNanos;
        }

        Metadata.Builder metadata() {
            return Metadata.builder().permissions(mode & 07777).owner(user, group)
                    .modified(Instant.ofEpochSecond(modified, modifiedNanos));
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
        calls.call("statx", NUMBERS.statx, directory, calls.path(name), flags, BASIC, calls.buffer().address());
        byte[] at = calls.front(STATUS);
        return new Status(LittleEndian.u16(at, 28), LittleEndian.u32(at, 16), LittleEndian.u32(at, 20),
                LittleEndian.u32(at, 24), LittleEndian.u32(at, 136) << 32 | LittleEndian.u32(at, 140),
                LittleEndian.i64(at, 32), LittleEndian.i64(at, 40), LittleEndian.i64(at, 112),
                LittleEndian.u32(at, 120), LittleEndian.i64(at, 96), LittleEndian.u32(at, 104),
                LittleEndian.u32(at, 128), LittleEndian.u32(at, 132));
    }

    /// Opens a file that is no symbolic link itself, for reading.
    int openFile(int directory, Name name) throws HostException {
        return (int) calls.call("openat", NUMBERS.openat, directory, calls.path(name.bytes()),
                READ | NUMBERS.noFollowFlag, 0, 0);
    }

    /// The names in an open directory, in any order, without `.` and `..`.
    ///
    /// @param again whether it was read before
    List<Name> names(int directory, boolean again) throws HostException {
        if (again) {
            calls.call("lseek", NUMBERS.lseek, directory, 0, SEEK_SET, 0, 0);
        }
        var names = new ArrayList<Name>();
        while (true) {
            int length = (int) calls.call("getdents64", NUMBERS.getdents, directory, calls.buffer().address(), NAMES,
                    0, 0);
            if (length == 0) {
                return names;
            }
            byte[] records = calls.front(length);
            for (int at = 0; at < length; at += LittleEndian.u16(records, at + 16)) {
                var name = Name.of(text(records, at + 19));
                if (name.isPlain()) {
                    names.add(name);
                }
            }
        }
    }

    private static byte[] text(byte[] bytes, int at) {
        int end = at;
        while (bytes[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(bytes, at, end);
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
