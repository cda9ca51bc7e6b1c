package org.selfsame.format.squashfs;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// What an image that is written has beside its tree. Everything that would otherwise come from a clock or a host is
/// given here; [#threads] has no influence on the bytes.
///
/// @param compressor what blocks are compressed by; a block that does not get smaller is stored as it is
/// @param stored what is never compressed
/// @param blockSize bytes of a data block, a power of two from 4 KiB to 1 MiB
/// @param time when the image says it was made; kept in whole seconds from 1970 to 2106
/// @param times the times of the entries
/// @param rootOwned whether everything belongs to user and group 0, whatever the tree says
/// @param exported whether there is a table of inodes by number, which the kernel needs to export the image by NFS
/// @param sharing whether files of equal bytes share their blocks
/// @param fragments which ends of files share blocks
/// @param xattrs which extended attributes are kept
/// @param sort which files come first
/// @param padded whether the image is filled up with zeros to a multiple of 4 KiB, as loop devices need it
/// @param threads how many threads encode blocks
/// @param release whose layout the image has
public record SquashfsOptions(SquashfsCompressor compressor, Set<Stored> stored, int blockSize, Instant time,
        Times times,
        boolean rootOwned, boolean exported, boolean sharing, Fragments fragments, Xattrs xattrs, SortList sort,
        boolean padded, int threads, Release release) {

    /// The block size of mksquashfs, unless told otherwise.
    public static final int DEFAULT_BLOCK_SIZE = 1 << 17;
    /// The most threads that an image is written by.
    public static final int MOST_THREADS = 1 << 8;
    /// Enough for all encoders to stay busy while one block is waited for.
    private static final int BLOCKS_PER_THREAD = 4;
    /// For blocks that are read ahead, each with one that it is encoded to.
    private static final int READ_AHEAD = 64 << 20;

    /// @throws IllegalArgumentException if there are no such blocks or no such number of threads, or the dictionary of xz
    ///         is larger than a block
    public SquashfsOptions {
        if (!isBlockSize(blockSize)) {
            throw new IllegalArgumentException("the block size is " + blockSize + ", not a power of two from "
                    + Superblock.MIN_BLOCK + " to " + Superblock.MAX_BLOCK);
        }
        if (compressor instanceof SquashfsCompressor.Xz xz && xz.dictionary() > blockSize) {
            throw new IllegalArgumentException(
                    "a dictionary of " + xz.dictionary() + " bytes for blocks of " + blockSize);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(threads + " threads are not 1 to " + MOST_THREADS);
        }
        stored = Set.copyOf(stored);
    }

    /// Whether there are blocks of that size: a power of two from 4 KiB to 1 MiB.
    public static boolean isBlockSize(int bytes) {
        return Integer.bitCount(bytes) == 1 && bytes >= Superblock.MIN_BLOCK && bytes <= Superblock.MAX_BLOCK;
    }

    /// What is never compressed: mksquashfs' `-noI`, `-noD`, `-noF`, `-noX`, `-noId`.
    public enum Stored {
        /// The tables of inodes, directories and numbers.
        INODES(Flag.UNCOMPRESSED_INODES),
        /// Data blocks.
        DATA(Flag.UNCOMPRESSED_DATA),
        /// Fragment blocks, and their table.
        FRAGMENTS(Flag.UNCOMPRESSED_FRAGMENTS),
        /// The tables of extended attributes.
        XATTRS(Flag.UNCOMPRESSED_XATTRS),
        /// The table of owners.
        IDS(Flag.UNCOMPRESSED_IDS);

        private final Flag flag;

        Stored(Flag flag) {
            this.flag = flag;
        }

        Flag flag() {
            return flag;
        }
    }

    /// The times of entries. Those that the tree does not have are 1970.
    public sealed interface Times {
        /// As the tree has them.
        record Kept() implements Times {}

        /// As the tree has them, but none after `latest`: what mksquashfs does with SOURCE_DATE_EPOCH.
        record NotAfter(Instant latest) implements Times {}

        /// All the same: mksquashfs' `-all-time`.
        record All(Instant time) implements Times {}
    }

    /// Which ends of files share blocks with those of others.
    public enum Fragments {
        /// None: mksquashfs' `-no-fragments`.
        NONE,
        /// Files shorter than a block.
        SMALL_FILES,
        /// All: mksquashfs' `-tailends`.
        TAILS
    }

    /// Which extended attributes are kept. SquashFS has those of the name spaces user, trusted and security.
    public enum Xattrs {
        /// All; a tree that has others is refused.
        ALL,
        /// Those that SquashFS has a place for; others are left out, as mksquashfs does.
        STORABLE,
        /// None: mksquashfs' `-no-xattrs`.
        NONE
    }

    /// Releases of mksquashfs that lay images out differently. Each stands for itself and those before the next one.
    public enum Release {
        /// Shares the bytes of whole files only, and has one fragment block open for files and for ends of files.
        R4_4("4.4"),
        /// Shares blocks and ends apart from each other. 4.6.1 gives the same bytes as 4.5.1.
        R4_5("4.5"),
        /// With a sort list, has inodes in the order of the tree and only the bytes of files in that of the list; an end
        /// that needs a new fragment block may come before the blocks of its file.
        R4_7("4.7");

        private final String version;

        Release(String version) {
            this.version = version;
        }

        /// The first version with this layout.
        public String version() {
            return version;
        }
    }

    /// Zstandard, blocks of 128 KiB, laid out as by mksquashfs 4.5, everything kept and shared, as many threads as there are
    /// processors.
    ///
    /// @param time when the image says it was made
    public static SquashfsOptions of(Instant time) {
        return new Builder(time).build();
    }

    /// A builder that starts from these options.
    public Builder with() {
        var builder = new Builder(time);
        builder.compressor = compressor;
        builder.stored = stored;
        builder.blockSize = blockSize;
        builder.times = times;
        builder.rootOwned = rootOwned;
        builder.exported = exported;
        builder.sharing = sharing;
        builder.fragments = fragments;
        builder.xattrs = xattrs;
        builder.sort = sort;
        builder.padded = padded;
        builder.threads = threads;
        builder.release = release;
        return builder;
    }

    /// How many bytes of a file of `size` bytes go into blocks of its own; the others go into a fragment block.
    long bytesInBlocks(long size) {
        return switch (fragments) {
            case NONE -> size;
            case SMALL_FILES -> size < blockSize ? 0 : size;
            case TAILS -> size - size % blockSize;
        };
    }

    /// How many blocks are read ahead: few enough for the memory, and enough for all threads.
    int blocksAhead() {
        return Math.max(threads + 2, Math.min(BLOCKS_PER_THREAD * (threads + 1), READ_AHEAD / (2 * blockSize)));
    }

    /// Collects options.
    public static final class Builder {
        private final Instant time;
        private SquashfsCompressor compressor = SquashfsCompressor.ZSTD;
        private Set<Stored> stored = EnumSet.noneOf(Stored.class);
        private int blockSize = DEFAULT_BLOCK_SIZE;
        private Times times = new Times.Kept();
        private boolean rootOwned;
        private boolean exported = true;
        private boolean sharing = true;
        private Fragments fragments = Fragments.SMALL_FILES;
        private Xattrs xattrs = Xattrs.ALL;
        private SortList sort = SortList.NONE;
        private boolean padded = true;
        private int threads = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
        private Release release = Release.R4_5;

        private Builder(Instant time) {
            this.time = time;
        }

        public Builder compressor(SquashfsCompressor value) {
            compressor = value;
            return this;
        }

        public Builder stored(Set<Stored> value) {
            stored = value;
            return this;
        }

        /// Nothing is compressed.
        public Builder uncompressed() {
            return stored(EnumSet.complementOf(EnumSet.of(Stored.IDS)));
        }

        public Builder blockSize(int value) {
            blockSize = value;
            return this;
        }

        public Builder times(Times value) {
            times = value;
            return this;
        }

        public Builder rootOwned(boolean value) {
            rootOwned = value;
            return this;
        }

        public Builder exported(boolean value) {
            exported = value;
            return this;
        }

        public Builder sharing(boolean value) {
            sharing = value;
            return this;
        }

        public Builder fragments(Fragments value) {
            fragments = value;
            return this;
        }

        public Builder xattrs(Xattrs value) {
            xattrs = value;
            return this;
        }

        public Builder sort(SortList value) {
            sort = value;
            return this;
        }

        public Builder padded(boolean value) {
            padded = value;
            return this;
        }

        public Builder threads(int value) {
            threads = value;
            return this;
        }

        public Builder release(Release value) {
            release = value;
            return this;
        }

        /// @throws IllegalArgumentException if the options do not fit together
        public SquashfsOptions build() {
            return new SquashfsOptions(compressor, stored, blockSize, time, times, rootOwned, exported, sharing,
                    fragments, xattrs, sort, padded, threads, release);
        }
    }
}
