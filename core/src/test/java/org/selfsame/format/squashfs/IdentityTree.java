package org.selfsame.format.squashfs;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.selfsame.testing.Tool;

/// A tree on disk of everything that could make two writers disagree: files around the size of a block, equal files and
/// equal ends, zeros, directories around the sizes at which they get an index, hard links. Files have no holes, and one
/// extended attribute at most: for those mksquashfs asks the file system.
final class IdentityTree {
    /// Lines that mksquashfs' `-sort` takes.
    static final String SORT = """
            # some are listed twice, some are links, some are not there
            many/entry-5 10
            many/entry-6 10
             same 5
            same/3 -7
            text 32767
            several -32768
            names -1
            nothing/there 4
            many/entry-5 11
            """;

    /// Devices and owners for mksquashfs, which only root can make on disk.
    static final List<String> PSEUDO = List.of("-p", "dev d 755 0 0", "-p", "dev/console c 620 65534 100000 5 1", "-p",
            "dev/disk b 660 0 6 259 70000", "-p", "set-id f 4755 7 8 echo set-id");

    private static final int BLOCK = 1 << 17;

    private final Path root;
    private final Random random = new Random(20261126);

    private IdentityTree(Path root) {
        this.root = root;
    }

    /// Makes the tree below `root`.
    static Path create(Path root) throws IOException {
        var tree = new IdentityTree(Files.createDirectories(root));
        tree.files();
        tree.zeros();
        tree.directories();
        tree.specials();
        tree.xattrs();
        tree.setTimes();
        return root;
    }

    private void files() throws IOException {
        file("empty", new byte[0]);
        file("one", new byte[]{'1'});
        file("text", text(14_700));
        file("block-4096", noise(4096));
        file("block", text(BLOCK));
        file("block-and-one", text(BLOCK + 1));
        file("several", text((1 << 20) + 212_345));
        file("noise", noise(150_000));
        byte[] same = text(200_001);
        byte[] end = text(900);
        file("same/1", same);
        file("same/2", same);
        file("same/3", Arrays.copyOf(same, BLOCK));
        file("same/4", join(Arrays.copyOf(same, BLOCK), text(5)));
        file("same/5", join(Arrays.copyOf(same, BLOCK), end));
        file("same/small-1", end);
        file("same/small-2", end);
        file("same/small-3", Arrays.copyOf(end, 899));
        file("end", join(text(BLOCK), end));
    }

    private void zeros() throws IOException {
        byte[] block = text(BLOCK);
        file("zeros/a", new byte[1000]);
        file("zeros/b", new byte[400_000]);
        file("zeros/c", text(300_000));
        file("zeros/d", new byte[1000]);
        file("zeros/e", new byte[400_001]);
        file("zeros/f", join(block, new byte[1000]));
        file("zeros/g", join(new byte[BLOCK], block, new byte[200_000]));
        file("zeros/h", join(block, new byte[BLOCK], text(900)));
    }

    private void directories() throws IOException {
        Files.createDirectories(root.resolve("empty-directory"));
        for (int i = 0; i < 3100; i++) {
            file("many/entry-" + i, i % 100 == 0 ? text(5000) : Integer.toString(i).getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 300; i++) {
            file("long/" + i + "-" + "n".repeat(i % 240), noise(i % 50));
        }
        for (int count : new int[]{256, 257}) {
            for (int i = 0; i < count; i++) {
                file("of-" + count + "/" + i, new byte[0]);
            }
        }
        file("names/" + "n".repeat(255), noise(3));
        file("names/ü-漢字", noise(3));
        file("names/sorted.1", noise(3));
        file("names/sorted", noise(3));
        file("names/sorted-2", noise(3));
        file("p/q/r/s/deep", noise(10));
    }

    private void specials() throws IOException {
        Files.createLink(root.resolve("hard-link"), root.resolve("text"));
        Files.createLink(root.resolve("same/hard-link"), root.resolve("text"));
        Files.createLink(root.resolve("a-hard-link"), root.resolve("several"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("text"));
        Files.createSymbolicLink(root.resolve("long-link"), Path.of("../".repeat(500) + "nowhere"));
        Tool.run(root, "mkfifo", "pipe", "pipe-1");
        Files.createLink(root.resolve("pipe-2"), root.resolve("pipe-1"));
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
        }
    }

    private void xattrs() throws IOException {
        xattr("text", "v");
        xattr("one", "large ".repeat(300));
        xattr("block-4096", "large ".repeat(300));
        xattr("empty-directory", "on a directory");
        for (int i = 120; i < 140; i++) {
            xattr("many/entry-" + i, "a".repeat(i));
            xattr("many/entry-" + (i + 100), "the same");
        }
    }

    private void xattr(String path, String value) throws IOException {
        Files.setAttribute(root.resolve(path), "user:x", ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    private void setTimes() throws IOException {
        try (var all = Files.walk(root)) {
            long time = 1_600_000_000_000L;
            for (var path : all.sorted().toList()) {
                // opening a pipe to set its time would wait for a writer
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.setLastModifiedTime(path, FileTime.fromMillis(time));
                }
                time += 100_000;
            }
        }
    }

    private void file(String path, byte[] bytes) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static byte[] join(byte[]... parts) {
        var joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(joined::put);
        return joined.array();
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Words of a small language, and now and then something else.
    private byte[] text(int length) {
        var bytes = new byte[length];
        for (int at = 0; at < length;) {
            var word = Integer.toString(random.nextInt(400), 26).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < word.length && at < length; i++) {
                bytes[at++] = word[i];
            }
            if (at < length) {
                bytes[at++] = random.nextInt(50) == 0 ? (byte) random.nextInt() : (byte) ' ';
            }
        }
        return bytes;
    }
}
