package org.selfsame.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.selfsame.tree.Metadata;

/// An open file, by the JDK's own calls.
record PortableFile(FileChannel channel, Path path, Where where, Losses losses) implements HostFile {

    @Override
    public void write(long offset, byte[] bytes, int from, int length) throws HostException {
        try {
            var piece = ByteBuffer.wrap(bytes, from, length);
            while (piece.hasRemaining()) {
                channel.write(piece, offset + piece.position() - from);
            }
        } catch (IOException e) {
            throw new HostException(HostError.INPUT_OUTPUT, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void finish(Metadata metadata, long size, long written) throws HostException {
        try (channel) {
            if (written < size) {
                // a file channel grows a file only by writing its last byte
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
        } catch (IOException e) {
            throw new HostException(HostError.INPUT_OUTPUT, String.valueOf(e.getMessage()));
        }
        PortableMetadata.apply(path, metadata, where, losses);
    }

    @Override
    public void abandon() {
        try {
            channel.close();
        } catch (IOException _) {
            // the file is about to be removed
        }
    }
}
