package org.selfsame.format.fat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.selfsame.testing.Tool;

/// A FAT image that dosfstools and mtools make, and what mtools says of it.
record FatImage(Path directory, Path image) {

    /// An empty volume of `kib` KiB, made by `mkfs.fat` with these options.
    static FatImage make(Path directory, long kib, String... options) {
        var image = empty(directory, kib);
        var command = Stream.of(Stream.of("mkfs.fat", "--invariant"), Stream.of(options), Stream.of("fat.img"))
                .flatMap(part -> part).toArray(String[]::new);
        Tool.run(directory, command);
        return image;
    }

    /// An image of zeros.
    static FatImage empty(Path directory, long kib) {
        try (var file = new RandomAccessFile(directory.resolve("fat.img").toFile(), "rw")) {
            file.setLength(kib << 10);
            Files.writeString(directory.resolve("mtoolsrc"), "default_codepage=437\nmtools_skip_check=1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FatImage(directory, directory.resolve("fat.img"));
    }

    /// Runs a program of mtools on the image.
    String mtools(String program, String... arguments) {
        var command = new ArrayList<>(List.of(program, "-i", image.toString()));
        command.addAll(List.of(arguments));
        var result = Tool.tryRun(directory, Map.of("MTOOLSRC", "mtoolsrc", "SOURCE_DATE_EPOCH", "1700000000"),
                command.toArray(String[]::new));
        if (result.exit() != 0) {
            throw new AssertionError(command + " exited with " + result.exit() + "\n" + result.out() + result.err());
        }
        return result.out();
    }

    /// Copies a new file of these bytes to `target` in the image.
    void put(String target, byte[] bytes) throws IOException {
        var source = Files.write(directory.resolve("source"), bytes);
        mtools("mcopy", "-Do", source.toString(), "::" + target);
    }

    /// The bytes of a file, as mtools reads them.
    byte[] get(String path) throws IOException {
        var copy = directory.resolve("copy");
        Files.deleteIfExists(copy);
        mtools("mcopy", "::" + path, copy.toString());
        return Files.readAllBytes(copy);
    }

    /// Every path in the image as `mdir` lists it, directories with a slash at the end.
    List<String> paths() {
        return mtools("mdir", "-b", "-/", "-a", "::").lines().filter(line -> !line.isBlank())
                .map(line -> line.substring("::/".length())).sorted().toList();
    }
}
