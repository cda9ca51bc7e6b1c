package org.selfsame.format.ar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Writes a Debian package from the two archives in it. Source: deb(5).
public final class DebWriter {
    private static final byte[] VERSION = "2.0\n".getBytes(StandardCharsets.US_ASCII);

    private DebWriter() {}

    /// Writes the package to `out`, which is not closed. Equal archives give the bytes of dpkg-deb.
    ///
    /// @param control the archive of control files, compressed as its name says
    /// @param data the archive of files, compressed as its name says
    /// @param suffix the end of both names: empty, `.gz`, `.xz` or `.zst`
    /// @param time the modification time of the members, `SOURCE_DATE_EPOCH` for dpkg-deb
    /// @throws IllegalArgumentException if a name would be too long, or the time is before 1970
    /// @throws IOException if an archive cannot be read, or `out` fails
    public static void write(Content control, Content data, String suffix, Instant time, OutputStream out, Task task)
            throws IOException {
        if (suffix.length() > 4) {
            throw new IllegalArgumentException("a suffix of more than 4 characters: " + suffix);
        }
        var members = List.of(member("debian-binary", new BytesContent(VERSION)),
                member("control.tar" + suffix, control),
                member("data.tar" + suffix, data));
        long bytes = members.stream().mapToLong(Entry.File::size).sum();
        try (var meter = task.begin(Activity.PACK, bytes)) {
            var archive = new ArOutput(out, ArOptions.debian(time), meter);
            for (var member : members) {
                archive.add(member.name().bytes(), member);
            }
        }
    }

    private static Entry.File member(String name, Content content) {
        return MemoryTree.file(Name.of(name), Metadata.NONE, content);
    }
}
