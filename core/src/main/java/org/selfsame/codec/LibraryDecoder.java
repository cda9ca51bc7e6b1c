package org.selfsame.codec;

import java.io.IOException;
import java.io.InputStream;
import org.selfsame.content.FormatException;
import org.tukaani.xz.SeekableXZInputStream;

/// Decodes a member by a stream of a library, and turns what that throws for damage into a [FormatException].
final class LibraryDecoder implements Decoder {
    private final String format;
    private final long start;
    private final StoredInput input;
    private final long memory;
    private final InputStream decoded;

    /// Opens the library's stream over its input.
    interface Opener {
        InputStream open(StoredInput input) throws IOException;
    }

    /// @param memory about how many bytes the library's stream holds
    /// @throws FormatException if the stream cannot be opened
    LibraryDecoder(String format, long start, StoredInput input, long memory, Opener opener) throws IOException {
        this.format = format;
        this.start = start;
        this.input = input;
        this.memory = memory;
        this.decoded = guard(() -> opener.open(input));
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private <T> T guard(Action<T> action) throws IOException {
        try {
            return action.run();
        } catch (FormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            var problem = input.problem();
            if (problem != null) {
                throw problem;
            }
            // the libraries answer some damage with their own runtime exceptions
            throw new FormatException(format, input.offset(), "the member at " + start + " is damaged (" + e + ")", e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return guard(() -> {
            int count = decoded.read(target, offset, length);
            return count <= 0 ? -1 : count;
        });
    }

    @Override
    public long skip(long count) throws IOException {
        if (decoded instanceof SeekableXZInputStream xz) {
            return guard(() -> {
                xz.seek(xz.position() + count);
                return count;
            });
        }
        return 0;
    }

    @Override
    public long end() {
        return input.offset();
    }

    @Override
    public long memory() {
        return memory;
    }

    @Override
    public void close() {
        try {
            decoded.close();
        } catch (IOException _) {
            // the input is a content, which is not closed
        }
    }
}
