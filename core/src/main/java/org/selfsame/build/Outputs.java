package org.selfsame.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.host.NewFile;
import org.selfsame.host.TargetException;
import org.selfsame.recipe.Recipe.Output;
import org.selfsame.recipe.Recipe;
import org.selfsame.task.Task;

/// The files that a build makes: complete, or not there.
final class Outputs {
    /// How the name of the record ends, the one file that is not the same in two builds: it says what took how long.
    static final String RECORD = ".record.json";

    private final Recipe recipe;
    private final Lock lock;
    private final BuildOptions options;
    private final Task task;
    private final List<Artifact> made = new ArrayList<>();

    Outputs(Recipe recipe, Lock lock, BuildOptions options, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.options = options;
        this.task = task;
    }

    /// Writes a file from its start.
    @FunctionalInterface
    interface Writer {
        /// @throws IOException if it cannot be made or written
        void write(FileChannel target) throws IOException;
    }

    private String name(String suffix) {
        return recipe.name() + "-" + recipe.version() + "-" + lock.architecture() + suffix;
    }

    private Path path(String suffix) {
        return options.output().resolve(name(suffix));
    }

    static String suffix(Output output) {
        return switch (output) {
            case ISO -> ".iso";
            case USB -> ".img";
            case TAR -> ".tar";
            case SQUASHFS -> ".squashfs";
        };
    }

    /// Before the work: whether the results can be written.
    ///
    /// @param kits the ends of the names of upgrade kits
    /// @throws TargetException if one is there already, or there can be no such directory
    /// @throws IOException if the directory cannot be made
    void check(List<String> kits) throws IOException {
        makeDirectory();
        checkFree(kits);
    }

    /// Whether none of the results is there already.
    ///
    /// @param kits the ends of the names of upgrade kits
    /// @throws TargetException if one is
    void checkFree(List<String> kits) throws TargetException {
        var suffixes = new ArrayList<>(List.of(".packages", ".spdx.json", RECORD));
        recipe.image().outputs().forEach(output -> suffixes.add(suffix(output)));
        suffixes.addAll(kits);
        for (var suffix : suffixes) {
            if (!options.replace() && Files.exists(path(suffix), LinkOption.NOFOLLOW_LINKS)) {
                throw new TargetException(path(suffix), TargetException.Reason.EXISTS);
            }
        }
    }

    private void makeDirectory() throws IOException {
        var directory = options.output();
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException _) {
            throw new TargetException(directory, TargetException.Reason.NOT_A_DIRECTORY);
        } catch (AccessDeniedException _) {
            throw new TargetException(directory, TargetException.Reason.NO_PERMISSION);
        } catch (NoSuchFileException _) {
            // in some directories, such as /proc, nothing can be made
            throw new TargetException(directory, TargetException.Reason.NOT_USABLE);
        }
    }

    /// Writes a file.
    ///
    /// @throws IOException as the writer, or if the disk is full
    Artifact write(String suffix, Writer writer) throws IOException {
        var target = path(suffix);
        try (var file = NewFile.create(target, options.replace())) {
            try {
                writer.write(file.channel());
                Artifact artifact;
                try (var content = FileContent.open(file.path())) {
                    artifact = new Artifact(name(suffix), target, content.size(),
                            Digests.of(content, DigestAlgorithm.SHA256, _ -> task.checkCancelled()));
                }
                file.complete();
                made.add(artifact);
                return artifact;
            } catch (IOException e) {
                throw file.explained(e);
            }
        }
    }

    /// Writes a copy of a content.
    ///
    /// @throws IOException if it cannot be read, or the disk is full
    Artifact copy(String suffix, Content content) throws IOException {
        return write(suffix, target -> {
            if (content instanceof FileContent file) {
                try (var from = FileChannel.open(file.path())) {
                    for (long at = 0; at < file.size();) {
                        task.checkCancelled();
                        at += from.transferTo(at, Math.min(64L << 20, file.size() - at), target);
                    }
                }
            } else {
                bytes(target, content.bytes(0, (int) content.size()));
            }
        });
    }

    private static void bytes(FileChannel target, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            target.write(buffer);
        }
    }

    /// Writes the list of packages, the bill of materials and the record.
    ///
    /// @param clean the clean system
    /// @throws IOException if something cannot be read or written
    BuildResult record(Progressing progress, Images images, List<BuiltSource> built, CleanSystem clean)
            throws IOException {
        var lockDigest = lockDigest(lock);
        progress.run(StepName.RECORD, () -> {
            copy(".packages", new BytesContent(Manifest.text(images.installed())
                    .getBytes(StandardCharsets.UTF_8)));
            copy(".spdx.json",
                    new BytesContent(Spdx.of(BuiltSource.locked(lock, built), lockDigest, images.installed())));
        });
        var record = new BuildRecord(lock, lockDigest, options.surroundings(), progress.done(), clean.rules(),
                clean.skipped(), clean.digest(), images.installed().size(), built, made);
        copy(RECORD, new BytesContent(RecordJson.whole(record)));
        return new BuildResult(made, record);
    }

    /// The digest of a lock as JSON.
    ///
    /// @throws IOException if it has something that a lock must not have
    static Digest lockDigest(Lock lock) throws IOException {
        return Digests.of(new BytesContent(LockJson.write(lock)), DigestAlgorithm.SHA256, _ -> {});
    }
}
