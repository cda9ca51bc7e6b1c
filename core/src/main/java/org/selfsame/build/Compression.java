package org.selfsame.build;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileContent;
import org.selfsame.format.squashfs.BlockIndex;
import org.selfsame.format.squashfs.KnownBlocks;
import org.selfsame.format.squashfs.SortList;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.pack.Shape;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.Output;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// The system as a SquashFS image. Encoding its blocks is the longest part of most builds, so no block is encoded that is
/// encoded already: in the last image of the recipe, which the store has with an index of its blocks, or in an image of the
/// packages alone, which is made on the processors that hooks leave idle. Neither has an influence on the bytes.
final class Compression implements Closeable {
    private static final String ANYWHERE = "... ";

    private final Recipe recipe;
    private final Lock lock;
    private final Store store;
    private final BuildOptions options;
    private final Keys keys;
    private final Results results;
    private final WorkDirectory work;
    private final Task task;
    private @Nullable EncodedAhead ahead;

    Compression(Recipe recipe, Lock lock, Store store, BuildOptions options, Keys keys, Results results,
            WorkDirectory work, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.store = store;
        this.options = options;
        this.keys = keys;
        this.results = results;
        this.work = work;
        this.task = task;
    }

    /// Whether there is such an image.
    boolean isNeeded() {
        return recipe.image().outputs().contains(Output.SQUASHFS) || Steps.isMedium(recipe);
    }

    /// Begins to encode, beside what the caller does, what the system has before its hooks run; unless it is in the last
    /// image.
    ///
    /// @param root the system with all packages
    /// @throws IOException if it cannot be opened, or the options of the recipe are no options
    void begin(Digest root) throws IOException {
        int idle = Runtime.getRuntime().availableProcessors() - 1;
        if (isNeeded() && idle > 0 && last().isEmpty()) {
            var squashfs = squashfsOptions().with().threads(Math.min(idle, SquashfsOptions.MOST_THREADS)).build();
            // not verified: what is taken of it is compared
            var content = work.opened(store.path(root));
            ahead = EncodedAhead.start(
                    own -> shaped(new TarFormat().open(content, Limits.DEFAULT).tree(), CleanSystem.LEFT_OVER, own),
                    squashfs, work.file());
        }
    }

    /// The image that an earlier build made of the same system.
    ///
    /// @param system the digest of the clean system
    /// @throws IOException if the store cannot be read
    Optional<Digest> known(Digest system) throws IOException {
        return results.known(key(system));
    }

    /// Whether the store names such an image.
    boolean isLikelyKnown(Digest system) {
        try {
            return options.reuse() && store.result(key(system)).isPresent();
        } catch (IOException _) {
            // it is made, then
            return false;
        }
    }

    private Digest key(Digest system) throws IOException {
        return keys.squashfs(system, lock.sourceDate().getEpochSecond());
    }

    /// An image that is not in the store yet.
    ///
    /// @param index its blocks
    record Encoded(FileContent image, BlockIndex index) {}

    /// Makes the image.
    ///
    /// @param system the clean system
    /// @param making ends it
    /// @throws BuildException if the options of the recipe are no options
    /// @throws IOException if it cannot be read or written
    Encoded encoded(Tree system, Task making) throws IOException {
        var squashfs = squashfsOptions();
        var known = KnownBlocks.none(squashfs.compressor());
        var last = last();
        if (last.isPresent()) {
            known = known(known, last.get());
        }
        if (ahead != null) {
            known = ahead.stopped(known);
        }
        var index = new BlockIndex();
        var file = work.file();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            SquashfsWriter.write(shaped(system, List.of(), making), channel, squashfs, known, index, making);
        }
        return new Encoded(work.opened(file), index);
    }

    /// Keeps the image of a system for later builds.
    ///
    /// @param system the digest of the clean system
    /// @throws IOException if it cannot be stored
    FileContent kept(Encoded encoded, Digest system) throws IOException {
        var image = store.addResult(encoded.image.stream()::transferTo, task);
        results.remember(key(system), image);
        store.remember(keys.blocks(), add(image, encoded.index));
        return results.open(image);
    }

    private Tree shaped(Tree tree, List<String> leftOut, Task watched) throws IOException {
        var excluded = new ArrayList<>(leftOut);
        recipe.image().excludes().forEach(pattern -> excluded.add(anchored(pattern)));
        return new Shape(null, false, true, excluded).apply(tree, Limits.DEFAULT, watched).tree();
    }

    /// mksquashfs takes a pattern from the root on, unless three dots are before it.
    private static String anchored(String pattern) {
        if (pattern.startsWith(ANYWHERE)) {
            return pattern.substring(ANYWHERE.length());
        }
        return pattern.startsWith("/") ? pattern : "/" + pattern;
    }

    /// The index of the last image, which begins with the digest of the image.
    private Optional<Digest> last() throws IOException {
        return options.reuse() ? store.result(keys.blocks()) : Optional.empty();
    }

    private Digest add(Digest image, BlockIndex index) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(HexFormat.of().parseHex(image.hex()));
        index.write(out);
        return store.addResult(out::writeTo, task);
    }

    /// `known`, and the blocks of the last image, if it is still in the store and as it was.
    private KnownBlocks known(KnownBlocks known, Digest last) throws IOException {
        try (var content = store.open(last, task); var in = new DataInputStream(content.stream())) {
            var digest = new byte[DigestAlgorithm.SHA256.length()];
            in.readFully(digest);
            var index = BlockIndex.read(in);
            var image = work.held(store.open(Digest.of(DigestAlgorithm.SHA256, digest), task));
            return known.with(image, index);
        } catch (IOException _) {
            // what is gone, or was changed, or cannot be read, is encoded
            return known;
        }
    }

    private SquashfsOptions squashfsOptions() throws IOException {
        var image = recipe.image();
        try {
            var sort = image.sort();
            return SquashfsOptions.of(lock.sourceDate()).with().compressor(compressor(image.compression(),
                    image.level())).blockSize(image.blockSize())
                    .xattrs(SquashfsOptions.Xattrs.STORABLE)
                    .sort(sort == null ? SortList.NONE : SortList.parse(sort.bytes(0, (int) sort.size()))).build();
        } catch (IllegalArgumentException e) {
            throw new BuildException(BuildException.Reason.BAD_VALUE, StepName.SQUASHFS, image.compression(),
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    private static SquashfsCompressor compressor(String name, @Nullable Integer level) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "gzip" -> level == null ? SquashfsCompressor.GZIP : new SquashfsCompressor.Gzip(level);
            case "zstd" -> level == null ? SquashfsCompressor.ZSTD : new SquashfsCompressor.Zstd(level);
            case "xz" -> SquashfsCompressor.XZ;
            case "lz4" -> SquashfsCompressor.LZ4;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// Ends what runs beside.
    @Override
    public void close() throws IOException {
        if (ahead != null) {
            ahead.close();
        }
    }
}
