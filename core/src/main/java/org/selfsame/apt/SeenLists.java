package org.selfsame.apt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;

/// The latest signed list that was seen of each archive, in a file to which lines are only added: nobody who answers for
/// an archive can go back behind it. A line is
/// `DATE SHA256 PLACE`.
public final class SeenLists {
    private static final long MOST_BYTES = 64L << 20;

    private final Path file;

    /// Those in `file`, which need not be there yet.
    public SeenLists(Path file) {
        this.file = file;
    }

    /// A list that was seen.
    ///
    /// @param date its `Date`
    public record Seen(Instant date, Digest sha256) {}

    /// What a list is remembered under: the suite, the last part of the address, and each certificate that signed it. So
    /// mirrors of one archive share it, and a new keyring changes nothing.
    public static List<String> places(Lock.Archive archive) {
        var parts = archive.uri().replaceAll("/+$", "").split("/", -1);
        return archive.inRelease().signers().stream()
                .map(signer -> archive.suite() + " " + parts[parts.length - 1] + " " + signer).toList();
    }

    /// The latest list of each place. Lines that cannot be read count as nothing: a run may have been killed in one.
    ///
    /// @throws IOException if the file cannot be read, or is too large
    public Map<String, Seen> latest() throws IOException {
        var latest = new HashMap<String, Seen>();
        if (!Files.exists(file)) {
            return latest;
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has more than " + MOST_BYTES + " bytes");
        }
        for (var line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            var words = line.split(" ", 3);
            if (words.length == 3 && LockWord.TIME.fits(words[0]) && LockWord.SHA256.fits(words[1])) {
                try {
                    latest.merge(words[2], new Seen(Instant.parse(words[0]), new Digest(DigestAlgorithm.SHA256,
                            words[1])), (one, other) -> other.date().isAfter(one.date()) ? other : one);
                } catch (DateTimeException _) {
                    // not a line of ours
                }
            }
        }
        return latest;
    }

    /// Remembers the lists of a lock that was proven. Archives at a snapshot are left out: that they are old is meant.
    ///
    /// @throws IOException if the file cannot be written
    public void remember(Lock lock) throws IOException {
        var before = latest();
        var lines = new StringBuilder();
        for (var archive : lock.archives()) {
            var seen = new Seen(archive.inRelease().date(), archive.inRelease().sha256());
            for (var place : places(archive)) {
                if (archive.snapshot() == null && !seen.equals(before.get(place))) {
                    // the line feed before it ends a line in which a run was killed
                    lines.append('\n').append(seen.date()).append(' ').append(seen.sha256().hex()).append(' ')
                            .append(place).append('\n');
                }
            }
        }
        if (!lines.isEmpty()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                // one write: lines of two runs at a time do not mix
                out.write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
                out.force(true);
            }
        }
    }
}
