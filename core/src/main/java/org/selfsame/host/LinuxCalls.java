package org.selfsame.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Name;

/// The Linux calls that the JDK has no methods for: entries are made relative to an open directory, by names of any
/// bytes, with owners, nanosecond times, devices and extended attributes.
///
/// All go through `syscall(2)`, because one shape of call is linked (and warmed up) once. An instance holds the memory
/// that its arguments pass through, so each thread needs its own ([#forThread]).
final class LinuxCalls {
    /// Bytes that one [#write] or extended attribute value can have.
    static final int BUFFER = 1 << 20;
    /// `AT_FDCWD`: paths are relative to the working directory.
    static final int WORKING_DIRECTORY = -100;
    static final int REGULAR = 0100000;
    static final int CHARACTER_DEVICE = 0020000;
    static final int BLOCK_DEVICE = 0060000;
    static final int FIFO = 0010000;
    static final int SOCKET = 0140000;
    static final int DIRECTORY = 0040000;
    static final int SYMLINK = 0120000;
    static final int TYPE = 0170000;

    private static final int CREATE_FILE = 0x1 | 0x40 | 0x80 | 0x80000; // O_WRONLY|O_CREAT|O_EXCL|O_CLOEXEC
    private static final int NO_FOLLOW = 0x100;
    private static final int EMPTY_PATH = 0x1000;
    private static final long OMIT_TIME = 0x3ffffffe;
    private static final int PATH = 4096;
    private static final int FRONT = 1 << 16;

    private static final @Nullable Numbers NUMBERS = Numbers.ofThisMachine();
    private static final @Nullable MethodHandle SYSCALL = NUMBERS == null ? null : link();
    private static final ThreadLocal<LinuxCalls> OF_THREAD = ThreadLocal.withInitial(LinuxCalls::new);

    private final Numbers numbers;
    private final MethodHandle syscall;
    private final MemorySegment errno;
    private final MemorySegment first;
    private final MemorySegment second;
    private final MemorySegment times;
    private final MemorySegment buffer;
    /// What passes between segments and arrays goes in one piece: to get or set single bytes of a segment takes the virtual
    /// machine long, until its second compiler has seen it.
    private final byte[] text = new byte[PATH];
    private final byte[] front = new byte[FRONT];

    private LinuxCalls() {
        if (NUMBERS == null || SYSCALL == null) {
            throw new IllegalStateException("not available: ask isAvailable() first");
        }
        numbers = NUMBERS;
        syscall = SYSCALL;
        var arena = Arena.ofAuto();
        errno = arena.allocate(Linker.Option.captureStateLayout());
        first = arena.allocate(PATH);
        second = arena.allocate(PATH);
        times = arena.allocate(32, 8);
        // an arena would clear it word by word
        buffer = MemorySegment.ofBuffer(ByteBuffer.allocateDirect(BUFFER));
    }

    /// The numbers of the calls; they differ by architecture and never change.
    private record Numbers(int openat, int mkdirat, int mknodat, int symlinkat, int linkat, int unlinkat, int fchownat,
            int fchmodat, int fchmod, int utimensat, int fsetxattr, int lsetxattr, int fgetxattr, int pwrite,
            int ftruncate, int close, int geteuid, int getegid, int directoryFlag, int noFollowFlag) {

        static @Nullable Numbers ofThisMachine() {
            if (!System.getProperty("os.name", "").equals("Linux")) {
                return null;
            }
            return switch (System.getProperty("os.arch", "")) {
                case "amd64" -> new Numbers(257, 258, 259, 266, 265, 263, 260, 268, 91, 280, 190, 189, 193, 18, 77, 3,
                        107, 108, 0x10000, 0x20000);
                case "aarch64" -> new Numbers(56, 34, 33, 36, 37, 35, 54, 53, 52, 88, 7, 6, 10, 68, 46, 57, 175, 177,
                        0x4000, 0x8000);
                default -> null;
            };
        }
    }

    @SuppressWarnings("restricted") // here we leave the virtual machine; elsewhere only for liblz4
    private static @Nullable MethodHandle link() {
        try {
            var linker = Linker.nativeLinker();
            var function = linker.defaultLookup().find("syscall").orElse(null);
            if (function == null) {
                return null;
            }
            var word = ValueLayout.JAVA_LONG;
            return linker.downcallHandle(function, FunctionDescriptor.of(word, word, word, word, word, word, word),
                    Linker.Option.firstVariadicArg(1), Linker.Option.captureCallState("errno"));
        } catch (IllegalCallerException | UnsupportedOperationException _) {
            // native access is denied to us, or there is no linker here: the portable way remains
            return null;
        }
    }

    /// Whether this machine has these calls, and we may use them.
    static boolean isAvailable() {
        return SYSCALL != null;
    }

    /// The instance of the calling thread.
    static LinuxCalls forThread() {
        return OF_THREAD.get();
    }

    /// Makes calls that change nothing, so that all is linked and loaded that the others need.
    static void warmUp() {
        if (isAvailable()) {
            var calls = forThread();
            calls.times(null, null);
            try {
                calls.close(calls.openDirectory(new byte[]{'/'}));
                calls.close(-1);
            } catch (HostException _) {
                // the last one is meant to fail: what is said of errors has been loaded then, too
            }
        }
    }

    /// The user that decides what this process may do.
    int effectiveUser() throws HostException {
        return (int) call("geteuid", numbers.geteuid, 0, 0, 0, 0, 0);
    }

    /// The group that new files get.
    int effectiveGroup() throws HostException {
        return (int) call("getegid", numbers.getegid, 0, 0, 0, 0, 0);
    }

    /// Opens a directory that is not a symbolic link itself.
    int openDirectory(int directory, Name name) throws HostException {
        return (int) call("openat", numbers.openat, directory, text(first, name.bytes()),
                numbers.directoryFlag | numbers.noFollowFlag | 0x80000, 0, 0);
    }

    /// Opens a directory that is not a symbolic link itself, as a place to go on from: that takes no permission to read it.
    int findDirectory(int directory, Name name) throws HostException {
        return (int) call("openat", numbers.openat, directory, text(first, name.bytes()),
                numbers.directoryFlag | numbers.noFollowFlag | 0x280000, 0, 0);
    }

    /// Opens the directory at a path that the user chose; symbolic links are followed.
    int openDirectory(byte[] path) throws HostException {
        return (int) call("openat", numbers.openat, WORKING_DIRECTORY, text(first, path),
                numbers.directoryFlag | 0x80000, 0, 0);
    }

    /// Makes a file that was not there, and opens it for writing.
    int createFile(int directory, Name name, int mode) throws HostException {
        return (int) call("openat", numbers.openat, directory, text(first, name.bytes()),
                CREATE_FILE | numbers.noFollowFlag, mode, 0);
    }

    void makeDirectory(int directory, Name name, int mode) throws HostException {
        call("mkdirat", numbers.mkdirat, directory, text(first, name.bytes()), mode, 0, 0);
    }

    /// Makes a device, FIFO or socket. The kernel stores 12 bits of major and 20 of minor.
    void makeNode(int directory, Name name, int typeAndMode, long major, long minor) throws HostException {
        if (major >>> 12 != 0 || minor >>> 20 != 0) {
            throw new HostException(HostError.TOO_LARGE, "device " + major + ", " + minor);
        }
        long device = minor & 0xff | major << 8 | (minor & ~0xffL) << 12;
        call("mknodat", numbers.mknodat, directory, text(first, name.bytes()), typeAndMode, device, 0);
    }

    void makeSymlink(int directory, Name name, Name target) throws HostException {
        call("symlinkat", numbers.symlinkat, text(first, target.bytes()), directory, text(second, name.bytes()), 0, 0);
    }

    /// Makes a further name of the entry at `path` (relative to `from`), which is not followed if it is a link.
    void makeLink(int from, byte[] path, int directory, Name name) throws HostException {
        call("linkat", numbers.linkat, from, text(first, path), directory, text(second, name.bytes()), 0);
    }

    /// Removes what is not a directory.
    void remove(int directory, byte[] path) throws HostException {
        call("unlinkat", numbers.unlinkat, directory, text(first, path), 0, 0, 0);
    }

    void changeOwner(int file, long user, long group) throws HostException {
        call("fchownat", numbers.fchownat, file, text(first, new byte[0]), user, group, EMPTY_PATH);
    }

    void changeOwner(int directory, Name name, long user, long group) throws HostException {
        call("fchownat", numbers.fchownat, directory, text(first, name.bytes()), user, group, NO_FOLLOW);
    }

    void changeMode(int file, int mode) throws HostException {
        call("fchmod", numbers.fchmod, file, mode, 0, 0, 0);
    }

    /// Follows symbolic links: only for names that were made as something else.
    void changeMode(int directory, Name name, int mode) throws HostException {
        call("fchmodat", numbers.fchmodat, directory, text(first, name.bytes()), mode, 0, 0);
    }

    /// Sets the times of an open file; null leaves one as it is.
    void changeTimes(int file, @Nullable Instant accessed, @Nullable Instant modified) throws HostException {
        call("utimensat", numbers.utimensat, file, 0, times(accessed, modified), 0, 0);
    }

    /// Sets the times of what is named, of a symbolic link too; null leaves one as it is.
    void changeTimes(int directory, Name name, @Nullable Instant accessed, @Nullable Instant modified)
            throws HostException {
        call("utimensat", numbers.utimensat, directory, text(first, name.bytes()), times(accessed, modified), NO_FOLLOW,
                0);
    }

    void setAttribute(int file, Name attribute, byte[] value) throws HostException {
        call("fsetxattr", numbers.fsetxattr, file, text(first, attribute.bytes()), value(value), value.length, 0);
    }

    /// Sets an attribute of what is named; a symbolic link is not followed.
    void setAttribute(int directory, Name name, Name attribute, byte[] value) throws HostException {
        // Linux has no fsetxattrat before 6.13; /proc names an open directory
        var path = concat(("/proc/self/fd/" + directory + "/").getBytes(StandardCharsets.US_ASCII),
                name.bytes());
        call("lsetxattr", numbers.lsetxattr, text(first, path), text(second, attribute.bytes()), value(value),
                value.length, 0);
    }

    /// Whether an open file has an attribute.
    boolean hasAttribute(int file, Name attribute) {
        try {
            call("fgetxattr", numbers.fgetxattr, file, text(first, attribute.bytes()), 0, 0, 0);
            return true;
        } catch (HostException _) {
            return false;
        }
    }

    /// Writes `length` bytes, at most [#BUFFER], at `offset` of the file.
    void write(int file, long offset, byte[] bytes, int from, int length) throws HostException {
        MemorySegment.copy(bytes, from, buffer, ValueLayout.JAVA_BYTE, 0, length);
        for (int done = 0; done < length;) {
            done += (int) call("pwrite64", numbers.pwrite, file, buffer.address() + done, length - done, offset + done,
                    0);
        }
    }

    void truncate(int file, long size) throws HostException {
        call("ftruncate", numbers.ftruncate, file, size, 0, 0, 0);
    }

    /// Closes an open file. On Linux it is closed even when this throws.
    void close(int file) throws HostException {
        call("close", numbers.close, file, 0, 0, 0, 0);
    }

    private long times(@Nullable Instant accessed, @Nullable Instant modified) {
        time(0, accessed);
        time(16, modified);
        return times.address();
    }

    private void time(int at, @Nullable Instant time) {
        times.set(ValueLayout.JAVA_LONG, at, time == null ? 0 : time.getEpochSecond());
        times.set(ValueLayout.JAVA_LONG, at + 8, time == null ? OMIT_TIME : time.getNano());
    }

    private long value(byte[] value) throws HostException {
        if (value.length > BUFFER) {
            throw new HostException(HostError.TOO_LARGE, "an attribute of " + value.length + " bytes");
        }
        MemorySegment.copy(value, 0, buffer, ValueLayout.JAVA_BYTE, 0, value.length);
        return buffer.address();
    }

    /// Where the argument buffer holds `path`, until the next call.
    long path(byte[] path) throws HostException {
        return text(first, path);
    }

    /// Where the second argument buffer holds `text`, until the next call.
    long second(byte[] text) throws HostException {
        return text(second, text);
    }

    /// The buffer of [#BUFFER] bytes, in which the calls leave what they read.
    MemorySegment buffer() {
        return buffer;
    }

    /// The first `length` bytes of the buffer, at most 64 KiB, in an array that is good until this is asked again.
    byte[] front(int length) {
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, front, 0, length);
        return front;
    }

    private long text(MemorySegment at, byte[] bytes) throws HostException {
        if (bytes.length >= PATH) {
            throw new HostException(HostError.NAME_TOO_LONG, "a name of " + bytes.length + " bytes");
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                throw new HostException(HostError.NAME_NOT_STORABLE, "a name with a NUL byte");
            }
            text[i] = bytes[i];
        }
        text[bytes.length] = 0;
        MemorySegment.copy(text, 0, at, ValueLayout.JAVA_BYTE, 0, bytes.length + 1);
        return at.address();
    }

    static byte[] concat(byte[] start, byte[] end) {
        var whole = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, whole, start.length, end.length);
        return whole;
    }

    /// Makes a call, again if a signal interrupts it.
    ///
    /// @throws HostException if it fails
    long call(String name, long number, long a, long b, long c, long d, long e) throws HostException {
        while (true) {
            long result = invoke(number, a, b, c, d, e);
            if (result >= 0) {
                return result;
            }
            int error = errno.get(ValueLayout.JAVA_INT, 0);
            if (error != 4 /* EINTR */) {
                throw new HostException(error(error), name + ": error " + error, error);
            }
            if (number == numbers.close) {
                return 0;
            }
        }
    }

    private long invoke(long number, long a, long b, long c, long d, long e) {
        try {
            return (long) syscall.invokeExact(errno, number, a, b, c, d, e);
        } catch (RuntimeException | Error problem) {
            throw problem;
        } catch (Throwable problem) {
            throw new IllegalStateException(problem);
        }
    }

    /// The numbers of the errors are the same on the architectures of [Numbers].
    private static HostError error(int number) {
        return switch (number) {
            case 17 -> HostError.EXISTS; // EEXIST
            case 28, 122 -> HostError.NO_SPACE; // ENOSPC, EDQUOT
            case 30 -> HostError.READ_ONLY; // EROFS
            case 1, 13 -> HostError.NOT_PERMITTED; // EPERM, EACCES
            case 36 -> HostError.NAME_TOO_LONG; // ENAMETOOLONG
            case 84 -> HostError.NAME_NOT_STORABLE; // EILSEQ
            case 95, 38, 18, 31 -> HostError.NOT_SUPPORTED; // EOPNOTSUPP, ENOSYS, EXDEV, EMLINK
            case 7, 27, 34 -> HostError.TOO_LARGE; // E2BIG, EFBIG, ERANGE
            case 23, 24 -> HostError.TOO_MANY_OPEN; // ENFILE, EMFILE
            case 5 -> HostError.INPUT_OUTPUT; // EIO
            default -> HostError.OTHER;
        };
    }
}
