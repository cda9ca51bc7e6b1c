package org.selfsame.codec;

import java.io.Closeable;
import java.io.IOException;
import org.selfsame.content.FormatException;

/// Decodes one member of a compressed stream forward. Used by one thread at a time; may hold native memory.
public interface Decoder extends Closeable {

    /// Decodes up to `length` bytes, at least one, and checks what the member says about them as far as it was passed.
    ///
    /// @return the number of bytes, or -1 if the member has ended and all its checks hold
    /// @throws FormatException if the member is damaged or cut
    /// @throws IOException if the stored bytes cannot be read
    int read(byte[] target, int offset, int length) throws IOException;

    /// The first stored byte after the member; only once [#read] has said that it has ended.
    long end();

    /// Skips `count` decoded bytes where that is possible without decoding them.
    ///
    /// @return how many were skipped, 0 where it is not possible
    /// @throws IOException as [#read] does
    default long skip(long count) throws IOException {
        return 0;
    }

    /// About how many bytes of memory it holds.
    long memory();

    @Override
    void close();
}
