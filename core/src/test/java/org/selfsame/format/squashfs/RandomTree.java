package org.selfsame.format.squashfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// A tree of anything that SquashFS has a place for, by a seed.
final class RandomTree {
    private static final int DEEPEST = 6;
    private static final int MOST = 600;

    private final Random random;
    private final List<byte[]> contents = new ArrayList<>();
    private final List<Entry> linked = new ArrayList<>();
    private long inodes;
    private int left = MOST;

    private RandomTree(long seed) {
        random = new Random(seed);
    }

    static Tree of(long seed) {
        var tree = new RandomTree(seed);
        return new Tree(tree.directory(Name.of(""), 0));
    }

    private Entry.Directory directory(Name name, int depth) {
        var names = new TreeSet<Name>();
        int count = random.nextInt(10) == 0
                ? 0
                : random.nextInt(Math.clamp(left, 1, random.nextInt(8) == 0 ? 400 : 30));
        left -= count;
        while (names.size() < count) {
            names.add(name());
        }
        var children = new ArrayList<Entry>();
        for (var child : names) {
            children.add(entry(child, depth));
        }
        Collections.shuffle(children, random);
        return MemoryTree.directory(name, metadata(0), children);
    }

    private Entry entry(Name name, int depth) {
        if (!linked.isEmpty() && random.nextInt(8) == 0) {
            return again(name, linked.get(random.nextInt(linked.size())));
        }
        long inode = random.nextInt(4) == 0 ? ++inodes : 0;
        var metadata = metadata(inode);
        var entry = switch (random.nextInt(12)) {
            case 0, 1 -> depth < DEEPEST ? directory(name, depth + 1) : new Entry.Fifo(name, metadata);
            case 2 -> new Entry.Symlink(name, metadata, Name.of("x".repeat(random.nextInt(1, 300))));
            case 3 -> new Entry.Device(name, metadata, random.nextBoolean(), random.nextInt(4096),
                    // of larger ones, unsquashfs lists other numbers
                    random.nextInt(256));
            case 4 -> new Entry.Fifo(name, metadata);
            case 5 -> new Entry.Socket(name, metadata);
            default -> MemoryTree.file(name, metadata, content());
        };
        if (inode != 0 && !(entry instanceof Entry.Directory)) {
            linked.add(entry);
        }
        return entry;
    }

    /// Another name of the same file.
    private static Entry again(Name name, Entry entry) {
        return switch (entry) {
            case Entry.File file -> {
                try {
                    yield MemoryTree.file(name, file.metadata(), file.content());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            case Entry.Symlink link -> new Entry.Symlink(name, link.metadata(), link.target());
            case Entry.Device device -> new Entry.Device(name, device.metadata(), device.block(), device.major(),
                    device.minor());
            case Entry.Fifo fifo -> new Entry.Fifo(name, fifo.metadata());
            case Entry.Socket socket -> new Entry.Socket(name, socket.metadata());
            case Entry.Directory _ -> throw new IllegalArgumentException();
        };
    }

    private Content content() {
        if (!contents.isEmpty() && random.nextInt(5) == 0) {
            return new BytesContent(contents.get(random.nextInt(contents.size())));
        }
        int length = switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1, 100);
            case 2 -> 4096 * random.nextInt(1, 5) + random.nextInt(-1, 2);
            case 3 -> random.nextInt(1, 100_000);
            default -> random.nextInt(1, 5000);
        };
        var bytes = new byte[length];
        if (random.nextInt(4) > 0) {
            for (int i = 0; i < length; i++) {
                bytes[i] = (byte) random.nextInt(random.nextInt(20) == 0 ? 256 : 4);
            }
        }
        for (int holes = random.nextInt(3); holes > 0 && length > 0; holes--) {
            int from = random.nextInt(length);
            Arrays.fill(bytes, from, random.nextInt(from, length + 1), (byte) 0);
        }
        contents.add(bytes);
        return random.nextBoolean() ? new BytesContent(bytes) : new WithHoles(new BytesContent(bytes), bytes);
    }

    /// Tells of each of its zeros that it is a hole.
    private record WithHoles(BytesContent inner, @SuppressWarnings("ArrayRecordComponent") byte[] bytes)
            implements
                Content {
        @Override
        public long size() {
            return inner.size();
        }

        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            inner.read(offset, target, targetOffset, length);
        }

        @Override
        public long nextData(long offset) {
            int at = (int) offset;
            while (at < bytes.length && bytes[at] == 0) {
                at++;
            }
            return at;
        }
    }

    /// Names that other programs list as they are, and some that are long.
    private Name name() {
        if (random.nextInt(30) == 0) {
            return Name.of("n".repeat(random.nextInt(200, 256)));
        }
        var names = List.of("a", "b", "file", "ü", "漢字", "-x", "a b", "#", "..x", "z.gz", "%s", "'q'", "$HOME", "~");
        return Name.of(names.get(random.nextInt(names.size())) + random.nextInt(1000));
    }

    private Metadata metadata(long inode) {
        var builder = Metadata.builder().permissions(random.nextInt(010000)).inode(inode)
                .owner(random.nextInt(5) * 1000L, random.nextInt(5) == 0 ? 0xfffffffeL : random.nextInt(20))
                .modified(Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)));
        if (random.nextInt(6) == 0) {
            var xattrs = new TreeMap<Name, byte[]>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                xattrs.put(Name.of("user." + "k".repeat(random.nextInt(1, 40)) + i),
                        "v".repeat(random.nextInt(random.nextInt(5) == 0 ? 3000 : 140))
                                .getBytes(StandardCharsets.UTF_8));
            }
            builder.xattrs(xattrs);
        }
        return builder.build();
    }
}
