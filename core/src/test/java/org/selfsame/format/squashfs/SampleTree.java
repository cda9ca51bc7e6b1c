package org.selfsame.format.squashfs;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.selfsame.testing.Tool;

/// A small tree on disk in which everything occurs that an image can hold and an ordinary user can make; devices and
/// owners come in by mksquashfs' pseudo files.
final class SampleTree {
    /// Devices, owners and set-id bits for mksquashfs.
    static final String[] PSEUDO = {"-p", "dev d 755 0 0", "-p", "dev/console c 620 65534 100000 5 1", "-p",
            "dev/sda b 660 0 6 8 0", "-p",
            "set-id f 4755 0 0 echo set-id"};
    private static final long TIME = 1_700_000_000_000L;

    private final Path root;
    private final Random random = new Random(20261124);

    private SampleTree(Path root) {
        this.root = root;
    }

    /// Makes the tree below `root`, with `many` entries in its largest directory.
    static Path create(Path root, int many) throws IOException {
        var sample = new SampleTree(Files.createDirectories(root));
        sample.files();
        sample.links();
        sample.directories(many);
        sample.xattrs();
        sample.setTimes();
        return root;
    }

    private void files() throws IOException {
        file("empty", new byte[0]);
        file("one", new byte[]{'1'});
        file("text", "All work and no play makes Jack a dull boy.\n".repeat(700).getBytes(StandardCharsets.UTF_8));
        file("block-4096", noise(4096));
        file("block-131072", mixed(131072));
        file("block-and-tail", mixed(131072 + 777));
        file("several-blocks", mixed((1 << 20) + 212345));
        file("noise", noise(150_000));
        file("duplicate/1", mixedOf(7, 200_001));
        file("duplicate/2", mixedOf(7, 200_001));
        file("duplicate/small-1", mixedOf(8, 900));
        file("duplicate/small-2", mixedOf(8, 900));
        file("zeros", new byte[400_000]);
        file("short-zeros", new byte[1000]);
        sparse("sparse", 5_000_000, 2_000_000);
        sparse("sparse-end", 3 << 20, 0);
        file("code", Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("nio"))));
    }

    private void links() throws IOException {
        Files.createLink(root.resolve("hard-link"), root.resolve("text"));
        Files.createLink(root.resolve("duplicate/hard-link"), root.resolve("text"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("text"));
        Files.createSymbolicLink(root.resolve("long-link"), Path.of("../".repeat(500) + "nowhere"));
        Files.createSymbolicLink(root.resolve("absolute-link"), Path.of("/etc/passwd"));
        Tool.run(root, "mkfifo", "pipe");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
        }
    }

    private void directories(int many) throws IOException {
        Files.createDirectories(root.resolve("empty-directory"));
        Files.createDirectories(root.resolve("a/b/c/d/e/f/g"));
        file("a/b/c/d/e/f/g/deep", noise(10));
        for (int i = 0; i < many; i++) {
            file("many/entry-" + i, i % 100 == 0 ? mixed(5000) : Integer.toString(i).getBytes(StandardCharsets.UTF_8));
        }
        file("names/" + "n".repeat(255), noise(3));
        file("names/with space", noise(3));
        file("names/ü-漢字", noise(3));
        file("names/-dash", noise(3));
        file("names/sorted.1", noise(3));
        file("names/sorted", noise(3));
        file("names/sorted-2", noise(3));
        Files.setPosixFilePermissions(root.resolve("names"), PosixFilePermissions.fromString("rwx------"));
    }

    private void xattrs() throws IOException {
        xattr("text", "small", "value");
        xattr("text", "empty", "");
        xattr("empty-directory", "on-directory", "value");
        xattr("one", "large", "large ".repeat(300));
        for (int i = 0; i < 20; i++) {
            xattr("many/entry-" + i, "same", "same value, stored once ".repeat(5));
            xattr("many/entry-" + i, "number", Integer.toString(i));
        }
    }

    private void xattr(String path, String name, String value) throws IOException {
        Files.setAttribute(root.resolve(path), "user:" + name,
                ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    private void setTimes() throws IOException {
        try (var all = Files.walk(root)) {
            long time = TIME;
            for (var path : all.sorted().toList()) {
                // opening a pipe to set its time would wait for a writer
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.setLastModifiedTime(path, FileTime.fromMillis(time));
                }
                time += 1000;
            }
        }
    }

    private void sparse(String path, long size, long data) throws IOException {
        try (var channel = FileChannel.open(root.resolve(path), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(noise(1000)), data);
            channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
        }
    }

    private void file(String path, byte[] bytes) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mixed(int length) {
        return mixedOf(random.nextInt(), length);
    }

    /// Bytes that compress to about the half.
    private static byte[] mixedOf(int seed, int length) {
        var own = new Random(seed);
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) "etaoin shrdlu".charAt(own.nextInt(13));
        }
        return bytes;
    }

    /// Whether two paths are names of one file.
    static Object identity(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }
}
