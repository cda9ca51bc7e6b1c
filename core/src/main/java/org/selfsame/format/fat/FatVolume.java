package org.selfsame.format.fat;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Limits;

/// An opened volume: what reads chains, directories and files of it. Thread-safe.
record FatVolume(Content content, BootSector boot, Geometry geometry, Limits limits, DirectoryClaims claims) {
    /// Where the first cluster of the root directory is stated (FAT32).
    static final long ROOT_CLUSTER_OFFSET = 44;

    /// The most that a directory may take: 65,536 entries (Microsoft's FAT specification 1.03).
    private static final int DIRECTORY_BYTES = 65_536 * DirectoryEntry.SIZE;

    /// @throws FormatException if the boot sector makes no sense
    /// @throws IOException if the content cannot be read
    static FatVolume open(Content content, Limits limits) throws IOException {
        var boot = BootSector.read(content);
        return new FatVolume(content, boot, Geometry.of(boot, content), limits,
                new DirectoryClaims(limits.tableBytes()));
    }

    /// A new cursor on the file allocation table.
    TableCursor table() {
        return new TableCursor(content, geometry);
    }

    /// Whether the root directory has a place of its own, instead of being a chain.
    boolean hasFixedRoot() {
        return geometry.type() != FatType.FAT32;
    }

    /// The chain that begins at `cluster`, whole.
    ///
    /// @throws FormatException if the chain is not one
    /// @throws IOException if the table cannot be read
    Chain chain(TableCursor table, long cluster, long entryOffset) throws IOException {
        return Chain.follow(table, geometry, cluster, entryOffset, Long.MAX_VALUE, limits.tableBytes());
    }

    /// The chain of a directory.
    ///
    /// @throws FormatException if it is not one, longer than a directory may be, or shared with another directory
    /// @throws IOException if the table cannot be read
    Chain directoryChain(long cluster, long entryOffset) throws IOException {
        long maximum = Math.min(DIRECTORY_BYTES, limits.directoryBytes());
        var chain = Chain.follow(table(), geometry, cluster, entryOffset,
                Math.max(1, maximum / geometry.clusterBytes()), limits.tableBytes());
        if (!chain.isComplete()) {
            throw new FormatException("fat", entryOffset, "a directory of more than " + maximum + " bytes");
        }
        claims.claim(chain, entryOffset);
        return chain;
    }

    /// The root directory.
    ///
    /// @throws FormatException if its chain is not one
    /// @throws IOException if it cannot be read
    Listing root() throws IOException {
        if (hasFixedRoot()) {
            var bytes = content.bytes(geometry.rootOffset(), geometry.rootBytes());
            return Listing.parse(bytes, index -> geometry.rootOffset() + (long) index * DirectoryEntry.SIZE, false);
        }
        return listing(directoryChain(boot.rootCluster(), ROOT_CLUSTER_OFFSET));
    }

    /// The directory in `chain`.
    ///
    /// @throws FormatException if it lies after the end of the content
    /// @throws IOException if it cannot be read
    Listing listing(Chain chain) throws IOException {
        var bytes = new byte[(int) chain.bytes()];
        chain.read(content, 0, bytes, 0, bytes.length);
        return Listing.parse(bytes, index -> chain.offset((long) index * DirectoryEntry.SIZE), !hasFixedRoot());
    }

    /// The content of a file.
    ///
    /// @throws FormatException if its chain is not one, is too short, or lies after the end of the content
    /// @throws IOException if the table cannot be read
    Content file(DirectoryEntry entry) throws IOException {
        if (entry.size() == 0) {
            return content.slice(0, 0);
        }
        long needed = Math.ceilDiv(entry.size(), geometry.clusterBytes());
        var chain = Chain.follow(table(), geometry, entry.cluster(), entry.offset(), needed, limits.tableBytes());
        checkLength(entry, chain);
        long left = entry.size();
        for (int run = 0; run < chain.runs(); run++) {
            long length = Math.min(left, (long) chain.length(run) * geometry.clusterBytes());
            Ranges.check("fat", geometry.cluster(chain.first(run)), length, content.size());
            left -= length;
        }
        return new ChainContent(content, chain, entry.size());
    }

    /// @throws FormatException if a file is larger than its chain
    static void checkLength(DirectoryEntry entry, Chain chain) throws FormatException {
        if (chain.bytes() < entry.size()) {
            throw new FormatException("fat", entry.offset(), "a file of " + entry.size() + " bytes has a chain of only "
                    + chain.clusters() + " clusters, " + chain.bytes() + " bytes");
        }
    }
}
