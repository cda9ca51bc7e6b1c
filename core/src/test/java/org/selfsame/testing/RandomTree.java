package org.selfsame.testing;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Trees that nobody thought of, the same for the same seed: odd names, empty directories, hard links, devices.
public final class RandomTree {
    private static final String LETTERS = "abcXYZ019.-_ +~é中;=[]'😀";
    private static final int DEPTH = 5;
    private static final int MOST_NAMES = 12;

    private final Random random;
    private final boolean unix;
    private final int nameLength;
    private final List<Entry.File> linkable = new ArrayList<>();
    private long inodes;

    private RandomTree(long seed, boolean unix, int nameLength) {
        this.random = new Random(seed);
        this.unix = unix;
        this.nameLength = nameLength;
    }

    /// Directories and files alone, in names that differ by more than case.
    public static Tree files(long seed) {
        return new RandomTree(seed, false, 90).tree();
    }

    /// Everything that a Unix file system has, with names of any bytes.
    public static Tree unix(long seed) {
        return new RandomTree(seed, true, 200).tree();
    }

    /// The same tree from lists in another order.
    public static Tree shuffled(Tree tree, long seed) throws IOException {
        return new Tree(shuffled(tree.root(), new Random(seed)));
    }

    private static Entry.Directory shuffled(Entry.Directory directory, Random random) throws IOException {
        var children = new ArrayList<Entry>();
        for (var child : directory.children()) {
            children.add(child instanceof Entry.Directory below ? shuffled(below, random) : child);
        }
        Collections.shuffle(children, random);
        return MemoryTree.directory(directory.name(), directory.metadata(), children);
    }

    private Tree tree() {
        return new Tree(directory(Name.of(""), 0));
    }

    private Entry.Directory directory(Name name, int depth) {
        Map<String, Entry> children = new LinkedHashMap<>();
        for (int count = random.nextInt(MOST_NAMES); count > 0; count--) {
            var child = name();
            children.put(child.toString().toLowerCase(Locale.ROOT), entry(child, depth));
        }
        return MemoryTree.directory(name, metadata(), new ArrayList<>(children.values()));
    }

    private Name name() {
        int length = random.nextInt(8) == 0
                ? random.nextInt(nameLength / 2, nameLength / 2 + 5)
                : random.nextInt(1, 20);
        var name = new StringBuilder();
        int letters = LETTERS.codePointCount(0, LETTERS.length());
        random.ints(length, 0, letters).forEach(i -> name.appendCodePoint(LETTERS.codePointAt(
                LETTERS.offsetByCodePoints(0, i))));
        if (!unix) {
            return Name.of(name + "n");
        }
        var bytes = Name.of(name + "n").bytes();
        if (random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0xff : '\n');
        }
        return Name.of(bytes);
    }

    private Metadata metadata() {
        var metadata = Metadata.builder().modified(Instant.ofEpochSecond(random.nextInt(400_000_000, 2_000_000_000)));
        return unix
                ? metadata.permissions(random.nextInt(010000)).owner(random.nextInt(70_000), random.nextInt(70_000))
                        .build()
                : metadata.build();
    }

    private Entry entry(Name name, int depth) {
        int sort = random.nextInt(unix ? 12 : 8);
        return switch (sort) {
            case 0, 1, 2 -> depth < DEPTH ? directory(name, depth + 1) : file(name);
            case 8 -> new Entry.Symlink(name, metadata().with().permissions(0777).build(), name());
            case 9 -> new Entry.Device(name, metadata(), random.nextBoolean(), random.nextInt(1, 4096),
                    random.nextInt(1 << 20));
            case 10 -> new Entry.Fifo(name, metadata());
            case 11 -> link(name);
            default -> file(name);
        };
    }

    private Entry.File file(Name name) {
        var content = new byte[random.nextInt(5) == 0 ? random.nextInt(20_000) : random.nextInt(3)];
        random.nextBytes(content);
        var metadata = unix ? metadata().with().inode(++inodes).build() : metadata();
        var file = MemoryTree.file(name, metadata, new BytesContent(content));
        linkable.add(file);
        return file;
    }

    private Entry.File link(Name name) {
        if (linkable.isEmpty()) {
            return file(name);
        }
        var file = linkable.get(random.nextInt(linkable.size()));
        return new Named(name, file);
    }

    /// Another name of a file.
    private record Named(Name name, Entry.File file) implements Entry.File {
        @Override
        public Metadata metadata() {
            return file.metadata();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public Content content() throws IOException {
            return file.content();
        }
    }
}
