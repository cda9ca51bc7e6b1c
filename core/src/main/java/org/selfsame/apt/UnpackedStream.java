package org.selfsame.apt;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.Compression;
import org.selfsame.codec.Compressions;
import org.selfsame.codec.Decoder;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// What a content decodes to, or its own bytes if it is not compressed. It is told by its first bytes, never by a name.
final class UnpackedStream extends InputStream {
    private final Content stored;
    private final long most;
    private final @Nullable Compression compression;
    private @Nullable Decoder decoder;
    private long at;
    private long given;

    /// @param most bytes that it may have; a stream that has more breaks a rule
    UnpackedStream(Content stored, long most) throws IOException {
        this.stored = stored;
        this.most = most;
        compression = Compressions.at(stored, 0);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @throws FormatException if it is damaged, has more bytes than it may, or is followed by something else
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = compression == null ? plain(target, offset, length) : decode(compression, target, offset, length);
        if (count > most - given) {
            throw new FormatException(compression == null ? "file" : compression.name(), at, "decodes to more than "
                    + most + " bytes");
        }
        given += Math.max(0, count);
        return count;
    }

    private int plain(byte[] target, int offset, int length) throws IOException {
        int count = (int) Math.min(length, stored.size() - at);
        if (count == 0) {
            return -1;
        }
        stored.read(at, target, offset, count);
        at += count;
        return count;
    }

    private int decode(Compression method, byte[] target, int offset, int length) throws IOException {
        while (true) {
            if (decoder == null) {
                if (at == stored.size()) {
                    return -1;
                }
                if (!method.begins(stored, at)) {
                    throw new FormatException(method.name(), at, "something follows the end");
                }
                decoder = method.open(stored, at, null);
            }
            int count = decoder.read(target, offset, length);
            if (count >= 0) {
                return count;
            }
            at = decoder.end();
            decoder.close();
            decoder = null;
        }
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
