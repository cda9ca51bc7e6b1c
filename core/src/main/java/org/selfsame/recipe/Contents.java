package org.selfsame.recipe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Name;

/// The bytes of the files that bear on a build, each read once. Small ones stay in memory; large ones go to a directory of
/// our own, by their SHA-256, so that a recipe needs neither its repository nor much memory.
final class Contents {
    /// Files up to this many bytes stay in memory, as long as [#MOST_MEMORY] is not reached.
    private static final int SMALL = 1 << 18;
    private static final long MOST_MEMORY = 64 << 20;
    /// The most bytes of all files together.
    private static final long MOST_BYTES = 16L << 30;
    private static final int LARGEST_POINTER = 1024;
    private static final byte[] POINTER = "version https://git-lfs.github.com/spec/"
            .getBytes(StandardCharsets.US_ASCII);

    private final Path directory;
    private final Task task;
    private final SortedMap<Name, Kept> kept = new TreeMap<>();
    private long memory;
    private long total;

    /// @param directory where large files go
    Contents(Path directory, Task task) {
        this.directory = directory;
        this.task = task;
    }

    /// The bytes of a file; it bears on the build from now on.
    ///
    /// @throws RecipeException if there are too many, they are damaged, or a pointer to bytes elsewhere
    Kept take(Listed file) throws IOException {
        var there = kept.get(file.path());
        if (there != null) {
            return there;
        }
        task.checkCancelled();
        if (file.kind() == Listed.Kind.SUBMODULE) {
            throw new RecipeException(Reason.SUBMODULE, file.path().toString(), "");
        }
        total += file.size();
        if (total > MOST_BYTES) {
            throw new RecipeException(Reason.TOO_LARGE, file.path().toString(), String.valueOf(MOST_BYTES));
        }
        var made = file.size() <= SMALL && memory + file.size() <= MOST_MEMORY ? inMemory(file) : onDisk(file);
        if (made.content().size() <= LARGEST_POINTER && file.kind() != Listed.Kind.SYMLINK && isPointer(made)) {
            throw new RecipeException(Reason.LFS_POINTER, file.path().toString(), "");
        }
        kept.put(file.path(), made);
        return made;
    }

    private Kept inMemory(Listed file) throws IOException {
        var bytes = new ByteArrayOutputStream((int) file.size());
        try (var in = file.opener().open()) {
            in.transferTo(bytes);
        }
        var array = bytes.toByteArray();
        checkSize(file, array.length);
        memory += array.length;
        var digest = Digest.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.start().digest(array));
        return new Kept(file, new BytesContent(array), digest);
    }

    private Kept onDisk(Listed file) throws IOException {
        var content = SpooledContent.write(directory, out -> {
            long written = 0;
            try (var in = file.opener().open()) {
                var buffer = new byte[1 << 16];
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    task.checkCancelled();
                    out.write(buffer, 0, count);
                    written += count;
                }
            }
            checkSize(file, written);
        });
        return new Kept(file, content, content.digest());
    }

    private static void checkSize(Listed file, long found) throws RecipeException {
        if (found != file.size()) {
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, file.path().toString(),
                    found + " instead of " + file.size());
        }
    }

    private static boolean isPointer(Kept file) throws IOException {
        var content = file.content();
        return content.size() >= POINTER.length
                && Arrays.equals(content.bytes(0, POINTER.length), POINTER);
    }

    /// A file whose bytes were read.
    ///
    /// @param listed what it is
    /// @param content its bytes
    /// @param digest their SHA-256
    record Kept(Listed listed, Content content, Digest digest) {}

    /// The digest of all files that were taken: SHA-256 over one record a file, in the order of the bytes of the paths, of
    /// mode, SHA-256 and path, as `100644 <64 hexadecimal digits> <path>` and a NUL.
    Digest digest() {
        var sha256 = DigestAlgorithm.SHA256.start();
        for (Map.Entry<Name, Kept> file : kept.entrySet()) {
            sha256.update((file.getValue().listed().kind().mode + " " + file.getValue().digest().hex() + " ")
                    .getBytes(StandardCharsets.US_ASCII));
            sha256.update(file.getKey().bytes());
            sha256.update((byte) 0);
        }
        return Digest.of(DigestAlgorithm.SHA256, sha256.digest());
    }

    /// The files that were taken, by their paths.
    SortedMap<Name, Kept> all() {
        return kept;
    }
}
