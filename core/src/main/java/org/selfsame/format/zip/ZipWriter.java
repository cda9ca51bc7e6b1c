package org.selfsame.format.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.content.DosTime;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Members;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// Writes a tree as a zip archive from start to end: a directory before what is in it, by name, without data descriptors
/// and without extra fields but zip64's. The bytes depend on the tree and the options alone.
/// Source: PKWARE's APPNOTE 6.3.10.
///
/// Names of one file become files of their own. Owners and extended attributes are not kept.
public final class ZipWriter {
    private static final String FORMAT = "zip";
    private static final int NAME = 0xffff;
    private static final int MANY = 0xffff;
    private static final long LARGE = 0xffffffffL;
    private static final int UTF8 = 0x0800;
    private static final int UNIX = 3 << 8;
    private static final int DOS_DIRECTORY = 0x10;
    private static final int ZIP64_FIELD = 1;
    private static final int PLAIN_VERSION = 10;
    private static final int DEFLATE_VERSION = 20;
    private static final int ZIP64_VERSION = 45;

    private final ZipOptions options;
    private final OutputStream out;
    private final Task task;
    private final List<byte[]> directory = new ArrayList<>();
    private long written;

    private ZipWriter(ZipOptions options, OutputStream out, Task task) {
        this.options = options;
        this.out = out;
        this.task = task;
    }

    /// Writes the archive to `out`, which is not closed.
    ///
    /// @throws NotStorableException before anything is written, if the tree has a device, a pipe or a socket, a symbolic
    ///         link while modes are not stated, or a name that is not UTF-8 or longer than 65,535 bytes with its path
    /// @throws IOException if the tree cannot be read, a file changes while it is read, or `out` fails
    public static void write(Tree tree, ZipOptions options, OutputStream out, Task task) throws IOException {
        var members = new ArrayList<>(Members.of(tree, FORMAT, Members.Order.TREE, task));
        members.removeFirst();
        if (!options.directories()) {
            members.removeIf(member -> member.entry() instanceof Entry.Directory);
        }
        if (options.manifestFirst()) {
            members.sort(Comparator.comparingInt(ZipWriter::rank));
        }
        long bytes = 0;
        for (var member : members) {
            check(member, options);
            bytes += member.entry() instanceof Entry.File file ? file.size() : 0;
        }
        var writer = new ZipWriter(options, out, task);
        try (var meter = task.begin(Activity.PACK, bytes)) {
            for (var member : members) {
                task.checkCancelled();
                writer.member(member, meter);
            }
            writer.end();
        }
    }

    private static int rank(Member member) {
        return switch (member.path().toString()) {
            case "META-INF" -> 0;
            case "META-INF/MANIFEST.MF" -> 1;
            default -> 2;
        };
    }

    private static void check(Member member, ZipOptions options) throws NotStorableException {
        var problem = switch (member.entry()) {
            case Entry.Device _ -> "it is a device";
            case Entry.Fifo _ -> "it is a named pipe";
            case Entry.Socket _ -> "it is a socket";
            case Entry.Symlink _ -> options.modes() ? "" : "it is a symbolic link, and modes are not stated";
            case Entry.File _,Entry.Directory _ -> "";
        };
        if (problem.isEmpty() && !member.path().isUtf8()) {
            problem = "the name is no text in UTF-8";
        }
        if (problem.isEmpty() && member.path().length() >= NAME) {
            problem = "the path has " + member.path().length() + " bytes, " + NAME + " are the most";
        }
        if (!problem.isEmpty()) {
            throw new NotStorableException(FORMAT, Text.printable(member.path()), problem);
        }
    }

    private void member(Member member, Task.Meter meter) throws IOException {
        var entry = member.entry();
        var content = switch (entry) {
            case Entry.File file -> file.content();
            case Entry.Symlink link -> new BytesContent(link.target().bytes());
            default -> new BytesContent(new byte[0]);
        };
        if (entry instanceof Entry.File file && file.size() != content.size()) {
            throw new IOException("\"" + Text.printable(entry.name()) + "\" has " + content.size()
                    + " bytes, not the " + file.size() + " that it states");
        }
        var data = PackedFile.of(entry.name(), content, entry instanceof Entry.File ? options.level() : 0, task);
        long offset = written;
        var name = name(member);
        put(local(member, name, data));
        data.writeTo(out, meter);
        written += data.stored();
        directory.add(central(member, name, data, offset));
    }

    private static byte[] name(Member member) {
        var path = member.path().bytes();
        if (!(member.entry() instanceof Entry.Directory)) {
            return path;
        }
        var name = Arrays.copyOf(path, path.length + 1);
        name[path.length] = '/';
        return name;
    }

    private byte[] local(Member member, byte[] name, PackedFile data) {
        boolean large = data.size() >= LARGE || data.stored() >= LARGE;
        var buffer = ByteBuffer.allocate(30 + name.length + (large ? 20 : 0)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(0x04034b50);
        common(buffer, member, name, data, large);
        buffer.putShort((short) (large ? 20 : 0)).put(name);
        if (large) {
            buffer.putShort((short) ZIP64_FIELD).putShort((short) 16).putLong(data.size()).putLong(data.stored());
        }
        return buffer.array();
    }

    /// What both headers have: from the version to the length of the name.
    private void common(ByteBuffer buffer, Member member, byte[] name, PackedFile data, boolean large) {
        boolean folder = member.entry() instanceof Entry.Directory;
        int version = large ? ZIP64_VERSION : folder || data.isDeflated() ? DEFLATE_VERSION : PLAIN_VERSION;
        boolean ascii = new String(name, StandardCharsets.ISO_8859_1).chars().allMatch(c -> c < 0x80);
        var time = options.times().of(member.entry().metadata());
        buffer.putShort((short) version).putShort((short) (ascii ? 0 : UTF8))
                .putShort((short) (data.isDeflated() ? 8 : 0)).putShort((short) DosTime.time(time))
                .putShort((short) DosTime.date(time)).putInt((int) data.checksum())
                .putInt((int) (large ? LARGE : data.stored())).putInt((int) (large ? LARGE : data.size()))
                .putShort((short) name.length);
    }

    private byte[] central(Member member, byte[] name, PackedFile data, long offset) {
        boolean large = data.size() >= LARGE || data.stored() >= LARGE;
        boolean far = offset >= LARGE;
        int field = (large ? 16 : 0) + (far ? 8 : 0);
        int extra = field == 0 ? 0 : 4 + field;
        var buffer = ByteBuffer.allocate(46 + name.length + extra).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(0x02014b50)
                .putShort((short) ((options.modes() ? UNIX : 0) | (field == 0 ? DEFLATE_VERSION : ZIP64_VERSION)));
        common(buffer, member, name, data, large);
        if (far && !large) {
            buffer.putShort(6, (short) ZIP64_VERSION);
        }
        buffer.putShort((short) extra).putShort((short) 0).putShort((short) 0).putShort((short) 0)
                .putInt(attributes(member)).putInt((int) (far ? LARGE : offset)).put(name);
        if (field > 0) {
            buffer.putShort((short) ZIP64_FIELD).putShort((short) field);
            if (large) {
                buffer.putLong(data.size()).putLong(data.stored());
            }
            if (far) {
                buffer.putLong(offset);
            }
        }
        return buffer.array();
    }

    private int attributes(Member member) {
        int dos = member.entry() instanceof Entry.Directory ? DOS_DIRECTORY : 0;
        if (!options.modes()) {
            return dos;
        }
        int type = switch (member.entry()) {
            case Entry.Directory _ -> 0040000;
            case Entry.Symlink _ -> 0120000;
            default -> 0100000;
        };
        return (type | member.permissions()) << 16 | dos;
    }

    private void end() throws IOException {
        long start = written;
        for (var header : directory) {
            put(header);
        }
        long size = written - start;
        int entries = directory.size();
        if (entries >= MANY || start >= LARGE || size >= LARGE) {
            long record = written;
            put(ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN).putInt(0x06064b50).putLong(44)
                    .putShort((short) ((options.modes() ? UNIX : 0) | ZIP64_VERSION))
                    .putShort((short) ZIP64_VERSION).putInt(0).putInt(0).putLong(entries).putLong(entries).putLong(size)
                    .putLong(start).array());
            put(ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putInt(0x07064b50).putInt(0).putLong(record)
                    .putInt(1).array());
        }
        short stated = (short) Math.min(entries, MANY);
        put(ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN).putInt(0x06054b50).putInt(0).putShort(stated)
                .putShort(stated).putInt((int) Math.min(size, LARGE))
                .putInt((int) Math.min(start, LARGE)).putShort((short) 0).array());
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
