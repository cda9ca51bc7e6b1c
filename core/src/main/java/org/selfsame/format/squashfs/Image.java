package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.selfsame.codec.CodecException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Limits;

/// The bytes of an image and how its blocks are decoded. Thread-safe.
final class Image {
    /// Bytes of a whole metadata block, decoded.
    static final int METADATA_SIZE = 8192;
    static final int METADATA_STORED = 0x8000;
    static final int DATA_STORED = 1 << 24;
    private static final int DATA_SIZE_MASK = DATA_STORED - 1;

    private final Content content;
    private final Superblock superblock;
    private final Limits limits;
    private final MetadataCache metadata = new MetadataCache();
    /// Of metadata blocks that were decoded, those with bytes behind their compressed data, and how many.
    private final Map<Long, Integer> tails = new ConcurrentHashMap<>();
    private final ArrayBlockingQueue<byte[]> scratch = new ArrayBlockingQueue<>(
            Runtime.getRuntime().availableProcessors());

    Image(Content content, Superblock superblock, Limits limits) {
        this.content = content;
        this.superblock = superblock;
        this.limits = limits;
    }

    Content content() {
        return content;
    }

    Superblock superblock() {
        return superblock;
    }

    Limits limits() {
        return limits;
    }

    /// `length` bytes of the image as they are.
    byte[] raw(long offset, int length) throws IOException {
        Ranges.check(SquashfsFormat.NAME, offset, length, superblock.bytesUsed());
        return content.bytes(offset, length);
    }

    FormatException broken(long offset, String rule) {
        return new FormatException(SquashfsFormat.NAME, offset, rule);
    }

    /// Bytes that a metadata block with this header takes in the image, header included.
    long metadataLength(long position, int header) throws FormatException {
        int size = header & ~METADATA_STORED;
        if (size == 0 || size > METADATA_SIZE) {
            throw broken(position, "a metadata block of " + size + " bytes, where 1 to " + METADATA_SIZE
                    + " are possible");
        }
        return 2L + size;
    }

    /// The header of the metadata block at `position`, which must lie before `end` as a whole.
    int metadataHeader(long position, long end) throws IOException {
        int header = LittleEndian.u16(raw(position, 2), 0);
        if (metadataLength(position, header) > Math.min(end, superblock.bytesUsed()) - position) {
            throw broken(position, "a metadata block of " + (metadataLength(position, header) - 2)
                    + " bytes reaches beyond the end of its table at " + end);
        }
        return header;
    }

    static boolean isStored(int header) {
        return (header & METADATA_STORED) != 0;
    }

    /// The decoded metadata block at `position`, which must end at `end` or before. Not to be changed.
    byte[] metadataBlock(long position, long end) throws IOException {
        byte[] known = metadata.get(position);
        if (known != null) {
            return known;
        }
        int room = (int) Math.min(2 + METADATA_SIZE, Math.min(end, superblock.bytesUsed()) - position);
        if (room <= 2) {
            throw broken(position, "a metadata block would reach beyond the end of its table at " + end);
        }
        byte[] bytes = raw(position, room);
        int header = LittleEndian.u16(bytes, 0);
        int length = (int) metadataLength(position, header);
        if (length > room) {
            throw broken(position, "a metadata block of " + (length - 2) + " bytes reaches beyond the end of its table"
                    + " at " + end);
        }
        byte[] block = isStored(header)
                ? Arrays.copyOfRange(bytes, 2, length)
                : decodeMetadata(position, bytes, length);
        metadata.put(position, block);
        return block;
    }

    private byte[] decodeMetadata(long position, byte[] bytes, int length) throws FormatException {
        var block = new byte[METADATA_SIZE];
        try {
            var decoded = superblock.codec().decodeCounting(bytes, 2, length - 2, block, 0, METADATA_SIZE);
            if (decoded.consumed() < length - 2) {
                tails.put(position, length - 2 - decoded.consumed());
            }
            return decoded.produced() == METADATA_SIZE ? block : Arrays.copyOf(block, decoded.produced());
        } catch (CodecException e) {
            throw damaged(position, length - 2, e);
        }
    }

    /// How many bytes of the metadata block at `position`, which must end at `end` or before, lie behind its compressed
    /// data.
    int metadataTail(long position, long end) throws IOException {
        metadataBlock(position, end);
        return tails.getOrDefault(position, 0);
    }

    static boolean isStoredData(int word) {
        return (word & DATA_STORED) != 0;
    }

    /// Bytes that a data block or fragment block with this size word takes in the image.
    int dataLength(long position, int word) throws FormatException {
        int length = word & DATA_SIZE_MASK;
        if ((word & ~(DATA_STORED | DATA_SIZE_MASK)) != 0 || length > superblock.blockSize()) {
            throw broken(position, "a block with the size word 0x" + Integer.toHexString(word) + " where blocks have "
                    + superblock.blockSize() + " bytes");
        }
        return length;
    }

    /// Reads bytes of a stored block.
    void readStored(long position, byte[] target, int offset, int length) throws IOException {
        Ranges.check(SquashfsFormat.NAME, position, length, superblock.bytesUsed());
        content.read(position, target, offset, length);
    }

    /// Decodes the compressed or stored block at `position`, at most `limit` bytes.
    ///
    /// @return the number of bytes
    int readBlock(long position, int word, byte[] target, int offset, int limit) throws IOException {
        int length = dataLength(position, word);
        Ranges.check(SquashfsFormat.NAME, position, length, superblock.bytesUsed());
        if (isStoredData(word)) {
            if (length > limit) {
                throw broken(position, "a stored block of " + length + " bytes where " + limit + " are expected");
            }
            content.read(position, target, offset, length);
            return length;
        }
        byte[] input = scratch.poll();
        if (input == null || input.length < length) {
            input = new byte[superblock.blockSize()];
        }
        try {
            content.read(position, input, 0, length);
            return decode(position, input, 0, length, target, offset, limit);
        } finally {
            scratch.offer(input);
        }
    }

    /// Decodes the compressed bytes at `position` to `out`, at most as many as it holds.
    ///
    /// @return how many of the `length` bytes the compressed data takes
    int consumed(long position, int length, byte[] out) throws IOException {
        Ranges.check(SquashfsFormat.NAME, position, length, superblock.bytesUsed());
        byte[] input = scratch.poll();
        if (input == null || input.length < length) {
            input = new byte[Math.max(superblock.blockSize(), METADATA_SIZE)];
        }
        try {
            content.read(position, input, 0, length);
            return superblock.codec().decodeCounting(input, 0, length, out, 0, out.length).consumed();
        } catch (CodecException e) {
            throw damaged(position, length, e);
        } finally {
            scratch.offer(input);
        }
    }

    private int decode(long position, byte[] in, int inOffset, int length, byte[] out, int outOffset, int limit)
            throws FormatException {
        try {
            return superblock.codec().decode(in, inOffset, length, out, outOffset, limit);
        } catch (CodecException e) {
            throw damaged(position, length, e);
        }
    }

    private static FormatException damaged(long position, int length, CodecException e) {
        var problem = new FormatException(SquashfsFormat.NAME, position, length, String.valueOf(e.getMessage()));
        problem.initCause(e);
        return problem;
    }
}
