package org.selfsame.format.cpio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.FileBytes;
import org.selfsame.tree.Members;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// Writes a tree as a cpio archive in the "new ASCII" format, with or without checksums, equal in bytes to what GNU cpio
/// makes of the sorted paths with `--reproducible`. Source: cpio(5) of FreeBSD; what it leaves open is as GNU cpio 2.13 does
/// it.
///
/// Inodes are numbered from 0 in the order of the paths, devices are 0, and a directory has as many links as ext4 would
/// count. The names of a file that has several stand together, where the last of them would stand: first the others, the
/// later ones before, without data, then the last with the data.
public final class CpioWriter {
    private static final long MOST = 0xffffffffL;
    private static final int PIECE = 1 << 16;
    private static final Name TRAILER = Name.of("TRAILER!!!");
    private static final String FORMAT = "cpio";

    private final CpioOptions options;
    private final OutputStream out;
    private final Task task;
    private final Task.Meter meter;
    private long written;

    private CpioWriter(CpioOptions options, OutputStream out, Task task, Task.Meter meter) {
        this.options = options;
        this.out = out;
        this.task = task;
        this.meter = meter;
    }

    /// A member and the number of its inode.
    private record Numbered(Member member, long inode) {}

    /// Writes the archive to `out`, which is not closed.
    ///
    /// @throws NotStorableException before anything is written, if the tree has a file of 4 GiB or more, a time before 1970
    ///         or after 2106, or a name that is none or ends archives
    /// @throws IOException if the tree cannot be read, a file is not as long as it says, or `out` fails
    public static void write(Tree tree, CpioOptions options, OutputStream out, Task task) throws IOException {
        var members = Members.of(tree, FORMAT, Members.Order.PATH, task);
        if (!options.root()) {
            members = members.subList(1, members.size());
        }
        long bytes = 0;
        for (var member : members) {
            check(member, options);
            bytes += member.entry() instanceof Entry.File file && member.first() == null ? file.size() : 0;
        }
        try (var meter = task.begin(Activity.PACK, bytes)) {
            new CpioWriter(options, out, task, meter).write(members);
        }
    }

    private static void check(Member member, CpioOptions options) throws NotStorableException {
        var path = Text.printable(member.path());
        if (member.entry() instanceof Entry.File file && file.size() > MOST) {
            throw new NotStorableException(FORMAT, path, "it has " + file.size() + " bytes, " + MOST + " are the most");
        }
        long time = options.times().of(member.entry().metadata()).getEpochSecond();
        if (time < 0 || time > MOST) {
            throw new NotStorableException(FORMAT, path, "its time is " + time + " seconds after 1970, 0 to " + MOST
                    + " can be stated");
        }
        if (member.path().equals(TRAILER)) {
            throw new NotStorableException(FORMAT, path, "this name ends an archive");
        }
    }

    private void write(List<Member> members) throws IOException {
        Map<Long, Long> inodes = new HashMap<>();
        Map<Long, List<Numbered>> waiting = new HashMap<>();
        long next = 0;
        for (var member : members) {
            task.checkCancelled();
            long own = member.entry().metadata().inode();
            boolean several = member.links() > 1 && !(member.entry() instanceof Entry.Directory);
            long inode = several ? inodes.getOrDefault(own, next) : next;
            if (inode == next) {
                next++;
            }
            var numbered = new Numbered(member, inode);
            if (!several) {
                member(numbered, true);
                continue;
            }
            inodes.put(own, inode);
            if (!(member.entry() instanceof Entry.File)) {
                member(numbered, true);
                continue;
            }
            var names = waiting.computeIfAbsent(own, none -> new ArrayList<>());
            names.add(numbered);
            if (names.size() == member.links()) {
                waiting.remove(own);
                for (var earlier : names.subList(0, names.size() - 1).reversed()) {
                    member(earlier, false);
                }
                member(numbered, true);
            }
        }
        header(TRAILER, 0, 0, Metadata.Owner.ROOT, 1, 0, 0, 0, 0, 0);
        pad(options.blockBytes());
    }

    private void member(Numbered numbered, boolean withData) throws IOException {
        var member = numbered.member();
        var entry = member.entry();
        long size = entry instanceof Entry.Symlink link
                ? link.target().length()
                : entry instanceof Entry.File file && withData ? file.size() : 0;
        var device = entry instanceof Entry.Device found ? found : null;
        header(member.path().length() == 0 ? Name.of(".") : member.path(), numbered.inode(),
                type(entry) | member.permissions(), options.allRoot() ? Metadata.Owner.ROOT : member.owner(),
                member.links(), options.times().of(entry.metadata()).getEpochSecond(), size,
                device == null ? 0 : device.major(), device == null ? 0 : device.minor(),
                options.checksums() && withData && entry instanceof Entry.File file ? sum(file) : 0);
        if (entry instanceof Entry.Symlink link) {
            put(link.target().bytes());
        } else if (entry instanceof Entry.File file && withData) {
            FileBytes.write(file, size, out, meter);
            written += size;
        }
        pad(Integer.BYTES);
    }

    private static int type(Entry entry) {
        return switch (entry) {
            case Entry.Fifo _ -> 0010000;
            case Entry.Device device -> device.block() ? 0060000 : 0020000;
            case Entry.Directory _ -> 0040000;
            case Entry.File _ -> 0100000;
            case Entry.Symlink _ -> 0120000;
            case Entry.Socket _ -> 0140000;
        };
    }

    private void header(Name path, long inode, long mode, Metadata.Owner owner, long links, long time, long size,
            long major, long minor, long sum) throws IOException {
        var text = new StringBuilder(options.checksums() ? "070702" : "070701");
        for (long field : new long[]{inode, mode, owner.user(), owner.group(), links, time, size, 0, 0, major, minor,
                path.length() + 1L, sum}) {
            text.append(String.format(Locale.ROOT, "%08X", field));
        }
        put(text.toString().getBytes(StandardCharsets.US_ASCII));
        put(path.bytes());
        put(new byte[1]);
        pad(Integer.BYTES);
    }

    /// The sum of all bytes, which stands before them.
    private long sum(Entry.File file) throws IOException {
        long sum = 0;
        var piece = new byte[PIECE];
        try (var in = file.content().stream()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                task.checkCancelled();
                for (int i = 0; i < count; i++) {
                    sum += piece[i] & 0xff;
                }
            }
        }
        return sum & MOST;
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void pad(int unit) throws IOException {
        put(new byte[(int) ((unit - written % unit) % unit)]);
    }
}
