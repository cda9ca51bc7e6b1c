package org.selfsame.app;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.selfsame.codec.Codec;
import org.selfsame.content.BytesContent;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.sample.SampleImage;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Work that is large enough for the virtual machine to find out which methods it comes down to.
final class TrainingData {
    private static final int DIRECTORIES = 150;
    private static final int FILES = 40;
    private static final int LINES = 200;
    private static final int ARCHIVES = 300;
    private static final int MEMBERS = 8;
    private static final int BLOCK = 1 << 17;
    private static final int BLOCKS = 400;
    private static final Metadata METADATA = Metadata.builder().permissions(0755).owner(0, 0)
            .modified(SampleImage.DATE).build();

    private TrainingData() {}

    /// Commits a recipe to a new repository in the directory `path`.
    static void writeRecipe(Path path) throws IOException {
        var lists = Files.createDirectories(path.resolve("config/package-lists"));
        Files.writeString(lists.resolve("some.list.chroot"), "some\n");
        Files.writeString(path.resolve("selfsame.toml"), """
                name = "training"
                version = "1"
                suite = "some"
                source-date = 2024-11-01T00:00:00Z
                """);
        try (var git = Git.init().setDirectory(path.toFile()).call()) {
            // a hook of the user's is not for this
            git.getRepository().getConfig().setString("core", null, "hooksPath", path.resolve("no-hooks").toString());
            git.add().addFilepattern(".").call();
            git.commit().setSign(false).setAuthor("training", "").setCommitter("training", "").setMessage("").call();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }

    /// Writes a SquashFS of some thousand files to `path`.
    static void writeManyFiles(Path path) throws IOException {
        var directories = new ArrayList<Entry>();
        for (int i = 0; i < DIRECTORIES; i++) {
            var files = new ArrayList<Entry>();
            for (int j = 0; j < FILES; j++) {
                files.add(MemoryTree.file(Name.of("file" + j), METADATA, new BytesContent(text(i * FILES + j, LINES))));
            }
            directories.add(MemoryTree.directory(Name.of("directory" + i), METADATA, files));
        }
        try (var channel = Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(new Tree(MemoryTree.directory(Name.of(""), METADATA, directories)), channel,
                    SquashfsOptions.of(SampleImage.DATE).with().compressor(SquashfsCompressor.GZIP).build(),
                    Task.silent());
        }
    }

    /// Writes `size` bytes to `path`: those of `image`, and zeros that take no space.
    static void writeLargeFile(Path image, Path path, long size) throws IOException {
        Files.copy(image, path);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
    }

    /// Writes archives to `directory`, each kind some hundred times.
    static void writeArchives(Path directory) throws IOException {
        for (int i = 0; i < ARCHIVES; i++) {
            try (var gzip = new GZIPOutputStream(Files.newOutputStream(directory.resolve(i + ".gz")))) {
                gzip.write(text(i, LINES));
            }
            try (var zip = new ZipOutputStream(Files.newOutputStream(directory.resolve(i + ".zip")))) {
                for (int j = 0; j < MEMBERS; j++) {
                    zip.putNextEntry(new ZipEntry("member" + (MEMBERS - j)));
                    zip.write(text(i * MEMBERS + j, LINES));
                }
            }
        }
    }

    /// Decodes blocks that other tools write into a SquashFS.
    static void decode() throws IOException {
        byte[] block = new byte[BLOCK];
        System.arraycopy(text(0, BLOCK / 8), 0, block, 0, BLOCK);
        var xz = new ByteArrayOutputStream();
        var options = new LZMA2Options();
        options.setDictSize(BLOCK);
        try (var out = new XZOutputStream(xz, options)) {
            out.write(block);
        }
        for (int i = 0; i < BLOCKS; i++) {
            decode(Codec.XZ, xz.toByteArray());
        }
        byte[] zstd = Zstd.compress(block);
        for (int i = 0; i < BLOCKS; i++) {
            decode(Codec.ZSTD, zstd);
        }
    }

    private static void decode(Codec codec, byte[] encoded) throws IOException {
        codec.decode(encoded, 0, encoded.length, new byte[BLOCK], 0, BLOCK);
    }

    private static byte[] text(int seed, int lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("Line ").append((seed + 1) * 2654435761L * (i + 1) % 1000003).append(" of many\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
