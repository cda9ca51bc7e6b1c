package org.selfsame.iuk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarOutput;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.Name;

/// Archives as GNU tar writes them with `--numeric-owner --owner=root --group=root --sort=name`: the container of format 1,
/// and the two archives in it. An archive is put together of headers and contents; nothing is copied.
final class KitTar {
    private static final int BLOCK = 512;
    private static final TarOptions OPTIONS = TarOptions.gnu(EntryTimes.keep(Instant.EPOCH))
            .owners(TarOptions.Owners.ROOT)
            .dotted(false);

    private final SplicedContent.Builder parts = new SplicedContent.Builder();

    /// Adds a file.
    ///
    /// @throws IOException if it cannot be read
    KitTar file(String directory, Entry.File file) throws IOException {
        var content = file.content();
        header(join(directory, file), file);
        parts.add(content, 0, content.size());
        pad(BLOCK);
        return this;
    }

    /// Adds entries and all that is below them.
    ///
    /// @throws IOException if one cannot be read
    KitTar all(String directory, List<Entry> entries) throws IOException {
        for (var entry : entries) {
            switch (entry) {
                case Entry.File file -> file(directory, file);
                case Entry.Directory below -> {
                    var path = join(directory, below);
                    header(path, below);
                    all(new String(path.bytes(), StandardCharsets.UTF_8) + "/", below.children());
                }
                default -> throw new IllegalArgumentException("boot files are files and directories");
            }
        }
        return this;
    }

    /// The archive: two blocks of zeros, and more up to a whole record, end it.
    ///
    /// @throws IOException never: all parts were checked as they came
    Content archive() throws IOException {
        parts.add(new byte[2 * BLOCK]);
        pad(OPTIONS.recordBytes());
        return parts.build();
    }

    private static Name join(String directory, Entry entry) {
        var path = new ByteArrayOutputStream();
        path.writeBytes(directory.getBytes(StandardCharsets.UTF_8));
        path.writeBytes(entry.name().bytes());
        return Name.of(path.toByteArray());
    }

    private void header(Name path, Entry entry) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var meter = Task.silent().begin(Activity.PACK, 0)) {
            new TarOutput(bytes, OPTIONS, meter).addHeader(new Member(path, entry, 1, null));
        }
        parts.add(bytes.toByteArray());
    }

    private void pad(int unit) {
        int rest = (int) (parts.size() % unit);
        if (rest > 0) {
            parts.add(new byte[unit - rest]);
        }
    }
}
