package org.selfsame.format.squashfs;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.LittleEndian;
import org.selfsame.format.squashfs.SquashfsOptions.Fragments;
import org.selfsame.format.squashfs.SquashfsOptions.Release;
import org.selfsame.format.squashfs.SquashfsOptions.Stored;
import org.selfsame.format.squashfs.SquashfsOptions.Xattrs;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotWrittenException;

/// Reads off an image with which options mksquashfs would have made it: superblock and compressor options state all but
/// two. The release, which is one of a few, and a sort list, of which the order tells in which files were written: up to
/// mksquashfs 4.6 that is the order of their inodes, and later that of their bytes ([DataOrder]).
final class SquashfsLikeness {
    private static final int GZIP_WINDOW = 15;
    private static final int X86 = 1;
    /// Names in all paths of a sort list, which a small image can have very many of.
    private static final int MOST_NAMES = 1 << 23;

    private final Image image;
    private final Tables tables;
    private final SquashfsReader reader;
    private final Task task;
    private final List<File> files = new ArrayList<>();
    private final Map<Long, File> byInode = new HashMap<>();
    private int names;

    private SquashfsLikeness(Image image, Tables tables, SquashfsReader reader, Task task) {
        this.image = image;
        this.tables = tables;
        this.reader = reader;
        this.task = task;
    }

    /// A file of the image, by the first of its names.
    static final class File {
        private final Step path;
        final Inode.FileBody body;
        /// The place of its last name in the order of the tree.
        int last;

        private File(Step path, Inode.FileBody body) {
            this.path = path;
            this.body = body;
        }
    }

    /// A name, and the way to it.
    private record Step(@Nullable Step parent, Name name) {
        List<Name> path() {
            var path = new ArrayDeque<Name>();
            for (Step at = this; at != null; at = at.parent) {
                path.push(at.name);
            }
            return List.copyOf(path);
        }
    }

    /// The options with one of which the writer makes `reader`'s image of its tree if mksquashfs has made it, the likeliest
    /// first.
    ///
    /// @throws NotWrittenException if no options make such an image
    /// @throws IOException if the image cannot be read, or is broken
    static List<SquashfsOptions> of(SquashfsReader reader, Image image, Tables tables, long size, Task task)
            throws IOException {
        try {
            return new SquashfsLikeness(image, tables, reader, task).options(size);
        } catch (IllegalArgumentException e) {
            throw refused("an option, " + e.getMessage() + ",");
        }
    }

    private List<SquashfsOptions> options(long size) throws IOException {
        var superblock = image.superblock();
        var stored = EnumSet.noneOf(Stored.class);
        for (var part : Stored.values()) {
            if (superblock.has(part.flag())) {
                stored.add(part);
            }
        }
        if (superblock.has(Flag.CHECK)) {
            throw refused("the flag 0x4");
        }
        var stated = SquashfsOptions.of(Instant.ofEpochSecond(superblock.mkfsTime())).with().compressor(compressor())
                .stored(stored).blockSize(superblock.blockSize()).exported(superblock.has(Flag.EXPORTABLE))
                .sharing(superblock.has(Flag.DUPLICATES_REMOVED))
                .fragments(superblock.has(Flag.NO_FRAGMENTS)
                        ? Fragments.NONE
                        : superblock.has(Flag.ALWAYS_FRAGMENTS) ? Fragments.TAILS : Fragments.SMALL_FILES)
                .xattrs(superblock.has(Flag.NO_XATTRS) ? Xattrs.NONE : Xattrs.ALL)
                .padded(size != superblock.bytesUsed()).build();
        collect();
        var inOrderOfInodes = new ArrayList<>(files);
        inOrderOfInodes.sort(Comparator.comparingInt((File file) -> file.body.listBlock())
                .thenComparingInt(file -> file.body.listOffset()));
        if (!inOrderOfInodes.equals(files)) {
            var sorted = stated.with().sort(sort(inOrderOfInodes));
            return List.of(sorted.build(), sorted.release(Release.R4_4).build());
        }
        var all = new ArrayList<SquashfsOptions>();
        for (var release : List.of(Release.R4_5, Release.R4_7, Release.R4_4)) {
            all.add(stated.with().release(release).build());
        }
        var byData = DataOrder.of(files, image, tables, task);
        if (isOtherOrder(byData)) {
            all.add(stated.with().sort(sort(byData)).release(Release.R4_7).build());
        }
        return all;
    }

    private static NotWrittenException refused(String what) {
        return new NotWrittenException(SquashfsFormat.NAME, what);
    }

    private SquashfsCompressor compressor() throws IOException {
        var codec = image.superblock().codec();
        int length = CompressorOptions.read(image).length();
        byte[] options = length == 0 ? new byte[0] : image.raw(Superblock.SIZE + 2, length - 2);
        boolean usual = options.length == 0;
        return switch (codec) {
            case GZIP -> usual ? SquashfsCompressor.GZIP : gzip(options);
            case XZ -> usual ? SquashfsCompressor.XZ : xz(options);
            case ZSTD -> usual ? SquashfsCompressor.ZSTD : new SquashfsCompressor.Zstd(LittleEndian.i32(options, 0));
            case LZ4 -> {
                if (!usual && LittleEndian.i32(options, 4) != 0) {
                    throw refused("the high compression of lz4");
                }
                yield SquashfsCompressor.LZ4;
            }
            case LZO, LZMA -> throw refused("the compressor " + codec.commonName());
        };
    }

    private static SquashfsCompressor gzip(byte[] options) throws NotWrittenException {
        if (LittleEndian.u16(options, 4) != GZIP_WINDOW || LittleEndian.u16(options, 6) > 1) {
            throw refused("another window or strategy of gzip");
        }
        return new SquashfsCompressor.Gzip(LittleEndian.i32(options, 0));
    }

    private SquashfsCompressor xz(byte[] options) throws NotWrittenException {
        int dictionary = LittleEndian.i32(options, 0);
        int filters = LittleEndian.i32(options, 4);
        if ((filters & ~X86) != 0) {
            throw refused("a filter of xz for other machines than x86");
        }
        return new SquashfsCompressor.Xz(dictionary == image.superblock().blockSize() ? 0 : dictionary, filters == X86);
    }

    private static boolean isOtherOrder(List<File> written) {
        for (int i = 1; i < written.size(); i++) {
            if (written.get(i).last < written.get(i - 1).last) {
                return true;
            }
        }
        return false;
    }

    /// The list that puts files into the order in which they were written.
    private SortList sort(List<File> written) throws IOException {
        // files of one priority are written from the tree's end to its start
        var groups = new ArrayList<List<File>>();
        int before = -1;
        for (var file : written) {
            if (file.last > before) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(file);
            before = file.last;
        }
        if (groups.size() > SortList.MOST - SortList.LEAST) {
            throw refused("an order of files that takes " + groups.size() + " priorities");
        }
        int priority = Math.min(groups.size(), SortList.MOST);
        long pathNames = 0;
        var lines = new ArrayList<SortList.Line>();
        for (var group : groups) {
            for (var file : group) {
                var path = file.path.path();
                pathNames += path.size();
                if (pathNames > MOST_NAMES) {
                    throw refused("an order of files whose paths have more than " + MOST_NAMES + " names");
                }
                lines.add(new SortList.Line(path, priority));
            }
            priority--;
        }
        return new SortList(lines);
    }

    private record Pending(@Nullable Step step, Entry entry) {}

    private void collect() throws IOException {
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending(null, reader.tree().root()));
        long entries = 0;
        while (!stack.isEmpty()) {
            var at = stack.pop();
            if (++entries > Limits.DEFAULT.entries()) {
                throw image.broken(0, "more than " + Limits.DEFAULT.entries() + " entries");
            }
            if (at.entry instanceof Entry.Directory directory) {
                task.checkCancelled();
                for (var child : directory.children().reversed()) {
                    stack.push(new Pending(new Step(at.step, child.name()), child));
                }
            } else if (at.entry instanceof SquashfsFile file && at.step != null) {
                add(at.step, file);
            }
        }
    }

    private void add(Step step, SquashfsFile file) {
        long inode = file.metadata().inode();
        var known = inode == 0 ? null : byInode.get(inode);
        if (known == null) {
            known = new File(step, file.body());
            files.add(known);
            byInode.put(inode, known);
        }
        known.last = names++;
    }
}
