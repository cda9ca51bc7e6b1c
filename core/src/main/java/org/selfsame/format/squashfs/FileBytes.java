package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Encoded;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;

/// The bytes of a file: whole blocks, of which those of zeros are holes, and perhaps a tail in a fragment block.
/// A read that covers a block decodes it straight to its target; only parts of blocks go through a cache.
final class FileBytes implements Encoded {
    private final FileBlocks files;
    private final Image image;
    private final Inode.FileBody body;
    private final BlockList blocks;
    private final FileBlocks.@Nullable Fragment fragment;
    private final int blockLog;

    FileBytes(FileBlocks files, Inode.FileBody body, BlockList blocks, FileBlocks.@Nullable Fragment fragment) {
        this.files = files;
        this.image = files.image();
        this.body = body;
        this.blocks = blocks;
        this.fragment = fragment;
        this.blockLog = image.superblock().blockLog();
    }

    @Override
    public long size() {
        return body.size();
    }

    @Override
    public long nextData(long offset) {
        long index = offset >>> blockLog;
        if (offset >= size() || index >= blocks.count() || blocks.word((int) index) != 0) {
            return offset;
        }
        while (index < blocks.count() && blocks.word((int) index) == 0) {
            index++;
        }
        return Math.min(index << blockLog, size());
    }

    @Override
    public Piece piece(long offset) throws IOException {
        int index = (int) (offset >>> blockLog);
        long start = (long) index << blockLog;
        long length = Math.min(image.superblock().blockSize(), size() - start);
        if (index < blocks.count()) {
            int word = blocks.word(index);
            return new Piece(start, length, image.content(), blocks.position(index),
                    image.dataLength(blocks.position(index), word), encoding(word), 0);
        }
        if (fragment == null) {
            throw image.broken(body.start(), "a file of " + size() + " bytes without blocks for all of them");
        }
        return new Piece(start, length, image.content(), fragment.position(),
                image.dataLength(fragment.position(), fragment.word()), encoding(fragment.word()),
                body.fragmentOffset());
    }

    @Override
    public int unseen(Piece piece) throws IOException {
        if (piece.encoding() instanceof Stored || piece.storedLength() == 0) {
            return 0;
        }
        int length = (int) piece.storedLength();
        return length - image.consumed(piece.storedOffset(), length, new byte[image.superblock().blockSize()]);
    }

    @Override
    public byte[] unclaimed(Piece piece) throws IOException {
        return fragment == null || piece.storedOffset() != fragment.position()
                ? new byte[0]
                : files.tails().unclaimed(body.fragment());
    }

    private Object encoding(int word) {
        return word == 0 ? Stored.HOLE : Image.isStoredData(word) ? Stored.AS_IT_IS : image.superblock().codec();
    }

    /// How blocks are stored that no compressor encoded.
    private enum Stored {
        HOLE, AS_IT_IS
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check(SquashfsFormat.NAME, offset, length, size());
        for (int done = 0; done < length;) {
            long at = offset + done;
            int index = (int) (at >>> blockLog);
            long blockStart = (long) index << blockLog;
            int within = (int) (at - blockStart);
            int blockLength = (int) Math.min(image.superblock().blockSize(), size() - blockStart);
            int count = Math.min(length - done, blockLength - within);
            if (index < blocks.count()) {
                readBlock(index, within, blockLength, target, targetOffset + done, count);
            } else {
                readTail(within, target, targetOffset + done, count);
            }
            done += count;
        }
    }

    private void readBlock(int index, int within, int blockLength, byte[] target, int targetOffset, int count)
            throws IOException {
        int word = blocks.word(index);
        if (word == 0) {
            Arrays.fill(target, targetOffset, targetOffset + count, (byte) 0);
            return;
        }
        long position = blocks.position(index);
        if (Image.isStoredData(word)) {
            checkLength(position, word, image.dataLength(position, word), blockLength);
            image.readStored(position + within, target, targetOffset, count);
        } else if (count == blockLength) {
            checkLength(position, word, image.readBlock(position, word, target, targetOffset, count), blockLength);
        } else {
            files.readData(position, word, (block, length) -> {
                checkLength(position, word, length, blockLength);
                System.arraycopy(block, within, target, targetOffset, count);
            });
        }
    }

    private void readTail(int within, byte[] target, int targetOffset, int count) throws IOException {
        if (fragment == null) {
            throw image.broken(body.start(), "a file of " + size() + " bytes without blocks for all of them");
        }
        var tail = fragment;
        long from = body.fragmentOffset() + within;
        files.readFragment(tail, (block, length) -> {
            if (from + count > length) {
                throw new FormatException(SquashfsFormat.NAME, tail.position(),
                        image.dataLength(tail.position(), tail.word()), "bytes " + from + " to " + (from + count)
                                + " of a fragment block that has " + length);
            }
            System.arraycopy(block, (int) from, target, targetOffset, count);
        });
    }

    private void checkLength(long position, int word, int length, int expected) throws FormatException {
        if (length != expected) {
            throw new FormatException(SquashfsFormat.NAME, position, image.dataLength(position, word),
                    "a block of " + length + " bytes where the file has " + expected);
        }
    }
}
