package org.selfsame.format.ar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// Writes the files of a directory as an ar archive, by name, equal in bytes to `ar rcSD`. There is no index of symbols:
/// `ranlib -D` makes it where a linker asks for one.
public final class ArWriter {
    private static final String FORMAT = "ar";
    private static final int NAME = 16;
    /// Bytes of the table of long names, for which no more than memory has to be there.
    private static final int TABLE = 64 << 20;

    private final ArOptions options;
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();

    private ArWriter(ArOptions options) {
        this.options = options;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Planned(byte[] name, Entry.File file) {}

    /// Writes the archive to `out`, which is not closed.
    ///
    /// @throws NotStorableException before anything is written, if the tree has anything but files in its root, a file of
    ///         10 GB or more, or a name that the style cannot hold
    /// @throws IOException if the tree cannot be read, a file is not as long as it says, or `out` fails
    public static void write(Tree tree, ArOptions options, OutputStream out, Task task) throws IOException {
        var writer = new ArWriter(options);
        var planned = new ArrayList<Planned>();
        long bytes = 0;
        for (var entry : tree.root().children()) {
            task.checkCancelled();
            var file = checked(entry);
            planned.add(new Planned(writer.name(file), file));
            bytes += file.size();
        }
        writer.write(planned, bytes, out, task);
    }

    private void write(List<Planned> planned, long bytes, OutputStream out, Task task) throws IOException {
        try (var meter = task.begin(Activity.PACK, bytes)) {
            var archive = new ArOutput(out, options, meter);
            if (table.size() > 0) {
                if (table.size() % 2 != 0) {
                    table.write('\n');
                }
                archive.addNames(table.toByteArray());
            }
            for (var member : planned) {
                task.checkCancelled();
                archive.add(member.name(), member.file());
            }
        }
    }

    private static Entry.File checked(Entry entry) throws NotStorableException {
        if (!(entry instanceof Entry.File file)) {
            throw cannot(entry, "it is no file");
        }
        if (!file.name().isPlain()) {
            throw cannot(entry, "it can be the name of no entry");
        }
        if (file.size() > ArOutput.MOST_BYTES) {
            throw cannot(entry, "it has " + file.size() + " bytes, " + ArOutput.MOST_BYTES + " are the most");
        }
        return file;
    }

    /// What the header states as the name.
    private byte[] name(Entry.File file) throws NotStorableException {
        var name = file.name().bytes();
        if (options.style() == ArOptions.Style.COMMON) {
            if (name.length > NAME || file.name().toString().indexOf(' ') >= 0) {
                throw cannot(file, "names have at most 16 bytes without a space");
            }
            return name;
        }
        var ended = new ByteArrayOutputStream();
        ended.writeBytes(name);
        ended.write('/');
        if (ended.size() <= NAME) {
            return ended.toByteArray();
        }
        if (file.name().toString().indexOf('\n') >= 0 || table.size() > TABLE) {
            throw cannot(file, "the table of names cannot hold it");
        }
        var place = "/" + table.size();
        table.writeBytes(ended.toByteArray());
        table.write('\n');
        return place.getBytes(StandardCharsets.US_ASCII);
    }

    private static NotStorableException cannot(Entry entry, String rule) {
        return new NotStorableException(FORMAT, Text.printable(entry.name()), rule);
    }
}
