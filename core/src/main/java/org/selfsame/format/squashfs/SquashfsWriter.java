package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.BlockEncoder;
import org.selfsame.codec.EncoderUnavailableException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// Writes a tree as a SquashFS image. The bytes depend on the tree and the options alone, and are laid out as mksquashfs
/// does it, so that with the same compressor the image is the one that mksquashfs makes: names by their bytes, data as it
/// is met, the inode of a directory after those of its children (docs/formats/squashfs.md).
///
/// Files are read ahead on one thread and encoded on several; the calling thread puts everything into its place. In
/// memory there are some blocks for each thread, the compressed tables, and a sum for each file.
public final class SquashfsWriter {
    private static final int PADDING = 4096;

    private final SquashfsOptions options;
    private final ImageOutput output;
    private final @Nullable BlockEncoder encoder;
    private final IdOutput ids = new IdOutput();
    private final XattrOutput xattrs;
    private final MetadataOutput inodeTable;
    private final MetadataOutput directoryTable;
    private final FragmentOutput fragments;
    private final InodeOutput inodes;
    private final FileOutput files;
    private final long[] exports;
    /// Files that have no inode yet.
    private final Map<Node, FileOutput.Placed> placed = new HashMap<>();

    private SquashfsWriter(Plan plan, ImageOutput output, SquashfsOptions options, BlockEncoder encoder,
            ReadAhead ahead, EncoderThreads threads, Task.Meter meter) {
        this.options = options;
        this.output = output;
        this.encoder = encoder;
        this.xattrs = new XattrOutput(options.xattrs(), table(SquashfsOptions.Stored.XATTRS),
                table(SquashfsOptions.Stored.XATTRS));
        this.inodeTable = table(SquashfsOptions.Stored.INODES);
        this.directoryTable = table(SquashfsOptions.Stored.INODES);
        this.fragments = new FragmentOutput(output, threads, options);
        this.inodes = new InodeOutput(inodeTable, directoryTable, ids, xattrs, options);
        this.files = new FileOutput(output, ahead, threads, fragments, options, meter);
        this.exports = new long[Math.toIntExact(plan.inodes())];
    }

    private MetadataOutput table(SquashfsOptions.Stored part) {
        return new MetadataOutput(options.stored().contains(part) ? null : encoder);
    }

    /// Writes `tree` to `target`, from its start on, and leaves its position after the last byte. Entries with the same
    /// [org.selfsame.tree.Metadata#inode] become names of one file. What the tree does not record becomes 0 (times,
    /// owners) or the usual permissions.
    ///
    /// @throws SquashfsLimitException if the tree has something that SquashFS has no place for; nothing is written then
    /// @throws EncoderUnavailableException if there is no encoder here that gives the bytes of the compressor; nothing is
    ///         written then
    /// @throws SizeChangedException if a file has another size when it is read
    /// @throws IOException if a content cannot be read or the image not be written
    /// @throws CancellationException if the task is cancelled
    public static void write(Tree tree, SeekableByteChannel target, SquashfsOptions options, Task task)
            throws IOException {
        write(tree, target, options, Encoders.of(options), null, null, task);
    }

    /// As the other method, and gives the same image, but does not encode blocks that are known.
    ///
    /// @param known images of the same compressor and block size
    /// @param index takes where the image has its blocks; if this ends early, those that were written by then
    /// @throws IOException as the other method
    public static void write(Tree tree, SeekableByteChannel target, SquashfsOptions options, KnownBlocks known,
            BlockIndex index, Task task) throws IOException {
        write(tree, target, options, Encoders.of(options), known, index, task);
    }

    /// As the other method, with encoders that are not among those of the options.
    static void write(Tree tree, SeekableByteChannel target, SquashfsOptions options, Encoders encoders,
            @Nullable KnownBlocks known, @Nullable BlockIndex index, Task task) throws IOException {
        var plan = Planner.plan(tree.root(), options, task);
        try (var meter = task.begin(Activity.PACK, plan.bytes());
                var encoder = encoders.metadata();
                var threads = new EncoderThreads(encoders, options.blockSize(), options.threads(), known);
                var ahead = ReadAhead.start(plan, options, threads, task)) {
            new SquashfsWriter(plan, new ImageOutput(target, index), options, encoder, ahead, threads, meter)
                    .write(plan);
        }
    }

    private void write(Plan plan) throws IOException {
        output.write(new byte[Superblock.SIZE]);
        byte[] compressorOptions = CompressorOptions.encode(options);
        output.write(compressorOptions);
        if (plan.sorted()) {
            writeFirst(plan.files());
        }
        writeDirectory(plan.root(), plan.inodes() + 1);
        fragments.finish();
        long inodeStart = inodeTable.writeTable(output);
        long directoryStart = directoryTable.writeTable(output);
        long fragmentStart = fragments.writeTable(table(SquashfsOptions.Stored.FRAGMENTS));
        long exportStart = options.exported() ? writeExports() : Superblock.ABSENT;
        long idStart = ids.write(table(SquashfsOptions.Stored.IDS), output);
        long xattrStart = xattrs.write(output);
        var superblock = new Encoder().u32(Superblock.MAGIC).u32(plan.inodes())
                .u32(InodeOutput.seconds(options.time())).u32(options.blockSize()).u32(fragments.count())
                .u16(Superblock.number(options.compressor().codec()))
                .u16(Integer.numberOfTrailingZeros(options.blockSize())).u16(flags(compressorOptions.length > 0))
                .u16(ids.count()).u16(4).u16(0).i64(plan.root().reference()).i64(output.position()).i64(idStart)
                .i64(xattrStart).i64(inodeStart).i64(directoryStart).i64(fragmentStart).i64(exportStart);
        output.finish(options.padded() ? PADDING : 1, superblock.toBytes());
    }

    /// Writes files in another order than that of the tree; up to mksquashfs 4.6 with their inodes.
    private void writeFirst(List<Node> sorted) throws IOException {
        for (var node : sorted) {
            if (options.release() != SquashfsOptions.Release.R4_7) {
                writeEntry(node, 0);
            } else if (node.entry() instanceof Entry.File file) {
                placed.put(node, files.write(file));
            }
        }
    }

    private void writeDirectory(Node node, long parent) throws IOException {
        for (var child : node.children()) {
            if (!child.isWritten()) {
                writeEntry(child, node.number());
            }
        }
        inodes.directory(node, parent);
        export(node);
    }

    private void writeEntry(Node node, long parent) throws IOException {
        // no switch: one over patterns is put together when it is first met, which takes milliseconds
        if (node.entry() instanceof Entry.File file) {
            var before = placed.remove(node.first());
            inodes.file(node, file.size(), before == null ? files.write(file) : before);
            export(node);
        } else if (node.type() == InodeType.DIRECTORY) {
            writeDirectory(node, parent);
        } else {
            inodes.other(node);
            export(node);
        }
    }

    private void export(Node node) {
        exports[(int) node.number() - 1] = node.reference();
    }

    private long writeExports() throws IOException {
        var table = table(SquashfsOptions.Stored.INODES);
        var references = new Encoder();
        for (long reference : exports) {
            references.i64(reference);
        }
        table.write(references.toBytes());
        return table.writeLookup(output);
    }

    private int flags(boolean compressorOptions) {
        int flags = options.exported() ? Flag.EXPORTABLE.bit() : 0;
        flags |= options.sharing() ? Flag.DUPLICATES_REMOVED.bit() : 0;
        flags |= compressorOptions ? Flag.COMPRESSOR_OPTIONS.bit() : 0;
        flags |= options.xattrs() == SquashfsOptions.Xattrs.NONE ? Flag.NO_XATTRS.bit() : 0;
        flags |= switch (options.fragments()) {
            case NONE -> Flag.NO_FRAGMENTS.bit();
            case SMALL_FILES -> 0;
            case TAILS -> Flag.ALWAYS_FRAGMENTS.bit();
        };
        for (var part : options.stored()) {
            flags |= part.flag().bit();
        }
        return flags;
    }
}
