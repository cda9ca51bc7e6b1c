package org.selfsame.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.selfsame.content.BytesContent;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// A small live-style image: an ISO with a SquashFS inside, shaped like Debian's, declared here to the last byte. Two
/// runs give the same bytes.
public final class SampleImage {
    /// The date of everything in the image.
    public static final Instant DATE = Instant.parse("2026-01-01T00:00:00Z");
    /// The file, inside the SquashFS, that is large enough to be worth tampering with.
    public static final String PROGRAM = "usr/bin/greet";

    /// By zlib, whose streams have a checksum: so a changed byte is noticed.
    private static final SquashfsOptions OPTIONS = SquashfsOptions.of(DATE).with()
            .compressor(new SquashfsCompressor.Gzip(9)).build();
    private static final int PROGRAM_SIZE = 300_000;
    private static final String SQUASHFS = "filesystem.squashfs";

    private SampleImage() {}

    /// Writes the image to `iso`, which must not exist. A temporary file beside it holds the SquashFS meanwhile.
    ///
    /// @throws IOException if a file cannot be written
    public static void write(Path iso, Task task) throws IOException {
        var squashfs = Files.createTempFile(iso.toAbsolutePath().getParent(), "sample", ".squashfs");
        try {
            try (var channel = Files.newByteChannel(squashfs, StandardOpenOption.WRITE)) {
                SquashfsWriter.write(system(), channel, OPTIONS, task);
            }
            try (var content = FileContent.open(squashfs);
                    var out = new BufferedOutputStream(Files.newOutputStream(iso,
                            StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                IsoWriter.write(disc(content), IsoOptions.of("SELFSAME_SAMPLE", DATE), out, Limits.DEFAULT, task);
            }
        } finally {
            Files.delete(squashfs);
        }
    }

    private static Tree disc(FileContent squashfs) throws IOException {
        var kernel = text("vmlinuz", "This is where a kernel would be.\n");
        var info = text("info", "Selfsame Sample 1.0 \"First\" - Built from a declared tree\n");
        var live = MemoryTree.file(Name.of(SQUASHFS), metadata(0644), squashfs);
        var list = new StringBuilder();
        for (var listed : List.of(new Listed(".disk/info", info), new Listed("live/" + SQUASHFS, live),
                new Listed("live/vmlinuz", kernel))) {
            var digest = Digests.of(listed.file().content(), DigestAlgorithm.MD5, count -> {});
            list.append(digest.hex()).append("  ./").append(listed.path()).append('\n');
        }
        return new Tree(directory("", directory(".disk", info), directory("live", live, kernel),
                text("md5sum.txt", list.toString())));
    }

    private record Listed(String path, Entry.File file) {}

    private static Tree system() {
        return new Tree(directory("",
                directory("etc", text("hostname", "sample\n"), link("os-release", "../usr/lib/os-release")),
                directory("usr", directory("bin", program()), directory("lib", text("os-release", """
                        PRETTY_NAME="Selfsame Sample 1.0"
                        NAME="Selfsame Sample"
                        VERSION_ID="1.0"
                        VERSION="1.0 (First)"
                        ID=selfsame-sample
                        """)), directory("share", directory("doc", manual())))));
    }

    /// Bytes of 64 values, so that each block is stored compressed: then a changed byte breaks the block's own sum,
    /// and can be found without a good copy.
    private static Entry.File program() {
        var bytes = new byte[PROGRAM_SIZE];
        new Random(PROGRAM_SIZE).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= 0x3f;
        }
        return MemoryTree.file(Name.of("greet"), metadata(0755), new BytesContent(bytes));
    }

    private static Entry.File manual() {
        var lines = new ArrayList<String>();
        for (int i = 1; i <= 2_000; i++) {
            lines.add("Line " + i + " of a manual that nobody reads.");
        }
        return text("manual.txt", String.join("\n", lines) + "\n");
    }

    private static Entry.File text(String name, String text) {
        return MemoryTree.file(Name.of(name), metadata(0644), new BytesContent(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), metadata(0755), List.of(children));
    }

    private static Entry link(String name, String target) {
        return new Entry.Symlink(Name.of(name), metadata(0777), Name.of(target));
    }

    private static Metadata metadata(int permissions) {
        return Metadata.builder().permissions(permissions).owner(0, 0).modified(DATE).build();
    }
}
