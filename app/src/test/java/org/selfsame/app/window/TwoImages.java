package org.selfsame.app.window;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
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

/// Two live-style images, an ISO with a SquashFS in it, that differ as two builds of one source do, and in what somebody
/// has done to one of them.
final class TwoImages {
    static final String SQUASHFS = "!/live/filesystem.squashfs";
    static final String LONG_NAME = "a-module-with-a-name-as-long-as-only-generated-names-are-".repeat(3) + "0001.conf";
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-02-03T04:05:06Z");
    private static final Task TASK = new Task(_ -> {});

    private final boolean second;
    private final TreeMap<String, Entry> files = new TreeMap<>();

    private TwoImages(boolean second) {
        this.second = second;
    }

    /// Writes the first image.
    static Path first(Path file) {
        return new TwoImages(false).write(file);
    }

    /// Writes the second image.
    static Path second(Path file) {
        return new TwoImages(true).write(file);
    }

    private Path write(Path file) {
        try {
            system();
            var squashfs = Files.createTempFile(file.toAbsolutePath().getParent(), "two", ".squashfs");
            try (var channel = Files.newByteChannel(squashfs, StandardOpenOption.WRITE)) {
                SquashfsWriter.write(new Tree(tree("")), channel, SquashfsOptions.of(FIRST).with().compressor(SquashfsCompressor.GZIP).build(), TASK);
            }
            try (var content = FileContent.open(squashfs);
                    var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                files.clear();
                put("live/filesystem.squashfs", FIRST, 0644, content);
                text("live/vmlinuz", "This is where a kernel would be.\n");
                text(".disk/info", "Two images, made " + (second ? "2026-02-03" : "2026-01-01") + "\n");
                IsoWriter.write(new Tree(tree("")), IsoOptions.of("TWO_IMAGES", FIRST), out, Limits.DEFAULT, TASK);
            }
            Files.delete(squashfs);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void system() throws IOException {
        text("etc/hostname", "live\n");
        text("etc/motd", """
                Welcome to the live system.
                Built on %s by %s.
                Have a good time.
                """.formatted(second ? "2026-02-03 04:05:06" : "2026-01-01 00:00:00",
                second ? "builder-2" : "builder-1"));
        text("etc/modules/" + LONG_NAME, second ? "on\n" : "off\n");
        for (int i = 0; i < 40; i++) {
            put("usr/share/doc/page-" + i + ".txt", i % 10 == 0 && second ? SECOND : FIRST, 0644,
                    new BytesContent(("page " + i + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        var program = new byte[3000];
        for (int i = 0; i < program.length; i++) {
            program[i] = (byte) (i * 31 & 0x3f);
        }
        if (second) {
            program[1000] ^= 0x40;
            program[1001] ^= 0x41;
            program[1500] ^= 0x42;
        }
        put("usr/bin/greet", FIRST, second ? 04755 : 0755, new BytesContent(program));
        put("usr/share/pixmaps/logo.png", FIRST, 0644, new BytesContent(logo()));
        text(second ? "usr/lib/new-name.txt" : "usr/lib/old-name.txt",
                "a text that only has another name\n".repeat(20));
        if (second) {
            text("var/cache/index/one", "1\n");
            text("var/cache/index/two", "2\n");
        } else {
            text("var/log/installer.log", "installed\n");
        }
    }

    private byte[] logo() throws IOException {
        var image = new BufferedImage(120, 80, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(second ? new Color(0x7ba7f0) : new Color(0x2f6fde));
        pen.fillOval(10, 10, 60, 60);
        pen.setColor(Color.WHITE);
        pen.fillRect(second ? 80 : 70, 20, 30, 40);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private void text(String path, String text) {
        put(path, FIRST, 0644, new BytesContent(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void put(String path, Instant time, int permissions, Content content) {
        var name = Name.of(path.substring(path.lastIndexOf('/') + 1));
        files.put(path, MemoryTree.file(name, metadata(time, permissions), content));
    }

    private static Metadata metadata(Instant time, int permissions) {
        return Metadata.builder().modified(time).permissions(permissions).owner(0, 0).build();
    }

    private Entry.Directory tree(String prefix) {
        var children = new ArrayList<Entry>();
        var done = new ArrayList<String>();
        files.tailMap(prefix).forEach((path, entry) -> {
            if (!path.startsWith(prefix)) {
                return;
            }
            int slash = path.indexOf('/', prefix.length());
            if (slash < 0) {
                children.add(entry);
            } else if (!done.contains(path.substring(0, slash + 1))) {
                done.add(path.substring(0, slash + 1));
                children.add(tree(path.substring(0, slash + 1)));
            }
        });
        var parts = List.of(prefix.split("/"));
        return MemoryTree.directory(Name.of(parts.getLast()), metadata(FIRST, 0755), children);
    }
}
