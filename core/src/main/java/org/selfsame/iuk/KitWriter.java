package org.selfsame.iuk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.host.NewFile;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Makes a kit of two releases. The bytes depend on the two images and the options alone.
public final class KitWriter {
    private static final int BZIP2_LEVEL = 9;
    private static final String BOOT = "boot.tar.bz2";
    /// The boot files are compressed in memory; those of a release are some 50 MiB.
    private static final long LARGEST_BOOT = 512L << 20;
    private static final int PIECE = 1 << 20;

    private final LiveImage old;
    private final LiveImage now;
    private final Options options;
    private final Task task;

    private KitWriter(LiveImage old, LiveImage now, Options options, Task task) {
        this.old = old;
        this.now = now;
        this.options = options;
        this.task = task;
    }

    /// How a kit is made.
    ///
    /// @param union what the diff is for
    /// @param time the time of everything in a kit of format 2, and what no time in one of format 1 is later than; whole
    ///        seconds
    /// @param diffName the name of the diff in `live/`
    /// @param ignored patterns of files of the system that are not shipped if the old one has the same bytes
    public record Options(KitFormat format, Union union, Instant time, String diffName, List<String> ignored) {

        /// @throws IllegalArgumentException if FAT cannot hold the name of the diff, or it does not end in `.squashfs`
        public Options {
            if (!isDiffName(diffName)) {
                throw new IllegalArgumentException("not a name for a diff: " + diffName);
            }
            ignored = List.copyOf(ignored);
        }

        /// Whether a diff can have that name: one that FAT can hold, ends in `.squashfs`, and is not that of the system.
        public static boolean isDiffName(String name) {
            return FatNames.holds(Name.of(name)) && name.endsWith(".squashfs") && !name.equals("filesystem.squashfs");
        }
    }

    /// Writes the kit that makes `now` of `old`.
    ///
    /// @param scratch a file that the diff is written to meanwhile; it must not exist, and is gone afterwards
    /// @throws KitException if there is no kit that does that
    /// @throws IOException if an image cannot be read, or the kit not be written
    public static void write(LiveImage old, LiveImage now, Options options, Path scratch, FileChannel target,
            Task task) throws IOException {
        var writer = new KitWriter(old, now, options, task);
        var deletions = Deletions.of(old.medium(), now.medium(), options.format());
        var boot = new BootFiles(options.time(), options.format() == KitFormat.TAR, Limits.DEFAULT);
        var bootFiles = boot.of(now.medium());
        var kernels = boot.kernels(old.medium(), now.medium(), task);
        try (var file = NewFile.create(scratch, false)) {
            try {
                KitImages.diff(writer.diff(), options, file.channel(), task);
            } catch (IOException e) {
                throw file.explained(e);
            }
            try (var diff = FileContent.open(file.path())) {
                writer.write(deletions, bootFiles, kernels, diff, target);
            }
        }
    }

    private Tree diff() throws IOException {
        return SystemDiff.of(old.system(), now.system(), options.union(), options.time(),
                options.format() == KitFormat.TAR, options.ignored(), Limits.DEFAULT, task);
    }

    private void write(List<String> deletions, List<Entry> bootFiles, List<Entry.File> kernels, Content diff,
            FileChannel target) throws IOException {
        byte[] format = String.valueOf(options.format().digit()).getBytes(StandardCharsets.US_ASCII);
        var head = List.of(file("FORMAT", new BytesContent(format)),
                file(ControlFile.NAME, new BytesContent(ControlFile.write(deletions))));
        var shipped = new ArrayList<Entry.File>();
        shipped.add(file(options.diffName(), diff));
        shipped.addAll(kernels);
        switch (options.format()) {
            case SQUASHFS -> {
                var overlay = new ArrayList<>(bootFiles);
                overlay.add(directory("live", List.copyOf(shipped)));
                var root = new ArrayList<Entry>(head);
                root.add(directory("overlay", overlay));
                KitImages.outer(new Tree(directory("", root)), options, target, task);
            }
            case TAR -> copy(tar(head, bootFiles, shipped), target);
        }
    }

    /// The container of format 1: the boot files compressed by bzip2, diff and kernels as they are.
    private Content tar(List<Entry.File> head, List<Entry> bootFiles, List<Entry.File> shipped) throws IOException {
        var files = new KitTar().all("", bootFiles).archive();
        if (files.size() > LARGEST_BOOT) {
            throw new KitException(KitException.Reason.TOO_LARGE, BOOT);
        }
        var boot = new ByteArrayOutputStream();
        try (var compressed = new BZip2CompressorOutputStream(boot, BZIP2_LEVEL); var archive = files.stream()) {
            archive.transferTo(compressed);
        }
        var system = new KitTar();
        for (var file : shipped) {
            system.file("live/", file);
        }
        var container = new KitTar();
        for (var file : head) {
            container.file("", file);
        }
        return container.file("", file(BOOT, new BytesContent(boot.toByteArray())))
                .file("", file("system.tar", system.archive())).archive();
    }

    private void copy(Content content, FileChannel target) throws IOException {
        var buffer = new byte[PIECE];
        try (var meter = task.begin(Activity.PACK, content.size())) {
            for (long at = 0; at < content.size();) {
                int length = (int) Math.min(PIECE, content.size() - at);
                content.read(at, buffer, 0, length);
                for (var piece = ByteBuffer.wrap(buffer, 0, length); piece.hasRemaining();) {
                    target.write(piece);
                }
                at += length;
                meter.add(length);
            }
        }
    }

    private Entry.File file(String name, Content content) {
        return MemoryTree.file(Name.of(name), metadata(0644), content);
    }

    private Entry.Directory directory(String name, List<Entry> children) {
        return MemoryTree.directory(Name.of(name), metadata(0755), children);
    }

    private Metadata metadata(int permissions) {
        return Metadata.builder().permissions(permissions).owner(0, 0).modified(options.time()).build();
    }
}
