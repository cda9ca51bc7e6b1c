package org.selfsame.format.squashfs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.Deflater;

/// Writes an image from its start on, and compresses blocks. Not thread-safe.
final class BlockOutput implements Closeable {
    private final SeekableByteChannel channel;
    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    private final boolean compress;
    private final byte[] compressed;
    private int compressedLength;
    private long position;

    /// @param compress whether blocks are compressed at all
    /// @param blockSize the largest block
    BlockOutput(SeekableByteChannel channel, boolean compress, int blockSize) {
        this.channel = channel;
        this.compress = compress;
        this.compressed = new byte[blockSize];
    }

    /// Where the next byte goes.
    long position() {
        return position;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        position += length;
    }

    void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /// Compresses a block. It is worth it only when there is something to gain.
    ///
    /// @return whether it is to be written compressed; else as it is
    private boolean compress(byte[] block, int length) {
        if (!compress) {
            return false;
        }
        deflater.reset();
        deflater.setInput(block, 0, length);
        deflater.finish();
        compressedLength = deflater.deflate(compressed, 0, length);
        return deflater.finished() && compressedLength < length;
    }

    /// Writes a data block or fragment block.
    ///
    /// @return its size word
    int writeData(byte[] block, int length) throws IOException {
        if (compress(block, length)) {
            write(compressed, 0, compressedLength);
            return compressedLength;
        }
        write(block, 0, length);
        return length | Image.DATA_STORED;
    }

    /// The metadata block for `length` bytes, with its header.
    byte[] metadataBlock(byte[] block, int length) {
        boolean smaller = compress(block, length);
        int size = smaller ? compressedLength : length;
        var result = new byte[2 + size];
        int header = smaller ? size : size | Image.METADATA_STORED;
        result[0] = (byte) header;
        result[1] = (byte) (header >>> 8);
        System.arraycopy(smaller ? compressed : block, 0, result, 2, size);
        return result;
    }

    /// Fills up to a multiple of `unit` with zeros, then writes the superblock to the start.
    void finish(int unit, byte[] superblock) throws IOException {
        write(new byte[(int) (-position & unit - 1)]);
        channel.position(0);
        channel.write(ByteBuffer.wrap(superblock));
        channel.position(position);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
