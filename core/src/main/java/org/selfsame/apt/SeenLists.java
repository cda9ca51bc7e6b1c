package org.selfsame.apt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.ProofRules.Seen;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.recipe.Recipe.ArchiveRequest;

/// The latest signed list of each archive that was ever seen: apt itself takes an older one without a word when it begins
/// with nothing, as it does for each lock. The file is only ever added to, a line a list:
///
/// ```
/// 2026-07-11T08:45:13Z 64-digits-of-its-SHA-256 SUITE ADDRESS
/// ```
final class SeenLists {
    private static final long MOST_BYTES = 16 << 20;

    private final Path file;
    private final Map<String, Seen> latest = new HashMap<>();
    /// Whether the last line lacks its end, after a loss of power: what is added must not become a part of it.
    private boolean cut;

    private SeenLists(Path file) {
        this.file = file;
    }

    /// Reads what was seen. Lines that are none, such as the last one after a loss of power, are passed over.
    ///
    /// @throws IOException if the file cannot be read
    static SeenLists read(Path file) throws IOException {
        var seen = new SeenLists(file);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException(file + " has more than " + MOST_BYTES + " bytes");
            }
            var text = Files.readString(file, StandardCharsets.UTF_8);
            seen.cut = !text.isEmpty() && !text.endsWith("\n");
            for (var line : text.lines().toList()) {
                var parts = line.split(" ", 3);
                if (parts.length == 3 && LockWord.SHA256.fits(parts[1])) {
                    seen.take(parts[0], new Digest(DigestAlgorithm.SHA256, parts[1]), parts[2]);
                }
            }
        } catch (NoSuchFileException _) {
            // the first time
        }
        return seen;
    }

    private void take(String date, Digest sha256, String archive) {
        try {
            latest.merge(archive, new Seen(Instant.parse(date), sha256), (a, b) -> b.date().isAfter(a.date()) ? b : a);
        } catch (DateTimeParseException _) {
            // not one of our lines
        }
    }

    /// The latest list of this archive, or null.
    @Nullable
    Seen latest(ArchiveRequest request) {
        return latest.get(key(request));
    }

    /// The latest list of each of these archives that was seen, by their names.
    Map<String, Seen> latest(List<ArchiveRequest> requests) {
        var seen = new HashMap<String, Seen>();
        for (var request : requests) {
            var list = latest(request);
            if (list != null) {
                seen.put(request.name(), list);
            }
        }
        return seen;
    }

    /// Adds what is later than anything before.
    ///
    /// @throws IOException if it cannot be written
    void add(List<PinnedArchive> archives) throws IOException {
        var lines = new StringBuilder();
        for (var archive : archives) {
            var date = archive.inRelease().date();
            var before = latest(archive.request());
            // a snapshot says nothing of what the archive offers now, but nobody had its list before its date
            if (before == null || date.isAfter(before.date())) {
                lines.append(date).append(' ').append(archive.inRelease().sha256().hex()).append(' ')
                        .append(key(archive.request())).append('\n');
                latest.put(key(archive.request()), new Seen(date, archive.inRelease().sha256()));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap((cut ? "\n" + lines : lines.toString()).getBytes(StandardCharsets.UTF_8));
            // in one piece, so that two processes do not mix their lines
            out.write(bytes);
            out.force(true);
            cut = false;
        }
    }

    private static String key(ArchiveRequest request) {
        return request.suite() + " " + request.uris().getFirst().replaceFirst("/*$", "");
    }
}
