package org.selfsame.format.squashfs;

import java.util.concurrent.FutureTask;

/// A part of the bytes of all files, in the order in which they are written.
sealed interface Piece {
    /// Whole blocks of zeros, which were not even read.
    ///
    /// @param bytes a multiple of the block size, or up to the end of the blocks of the file
    record Hole(long bytes) implements Piece {}

    /// A block.
    record Block(FutureTask<BlockJob> job) implements Piece {}

    /// Parts that are shorter than a block.
    record Small(FutureTask<SmallFilesJob> job) implements Piece {}
}
