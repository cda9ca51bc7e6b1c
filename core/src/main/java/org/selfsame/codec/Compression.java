package org.selfsame.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// A format of compressed streams: members (frames, streams) one after the other, each of which decodes on its own.
/// Implementations have no state.
///
/// All offsets are from the start of the stored content. Where bytes break a rule of the format, the methods throw a
/// [FormatException] that names the format and the place.
public interface Compression {

    /// The name, such as `gzip`; that of the errors, too.
    String name();

    /// Whether the bytes at `offset` look like the start of a member. Reads a few bytes only.
    ///
    /// @throws IOException if the content cannot be read
    boolean begins(Content stored, long offset) throws IOException;

    /// Finds the end of the member that begins at `offset`, and the size that it decodes to, without decoding it; null
    /// where only decoding can tell, as it is where a format has no sizes. Checks what it passes, which is not everything.
    ///
    /// @throws FormatException if the member is broken
    /// @throws IOException if the content cannot be read
    default @Nullable Member walk(Content stored, long offset) throws IOException {
        return null;
    }

    /// Starts to decode the member that begins at `offset`. Its end need not be known.
    ///
    /// @param member the member, if its end is known
    /// @throws FormatException if its header is broken
    /// @throws IOException if the content cannot be read
    Decoder open(Content stored, long offset, @Nullable Member member) throws IOException;

    /// Reports the header of the member that begins at `offset`.
    ///
    /// @return the first byte after the header
    /// @throws FormatException if the header is broken
    /// @throws IOException if the content cannot be read
    long header(Content stored, long offset, Structures out) throws IOException;

    /// Reports everything in a member that was walked or decoded to its end: header, data, trailer.
    ///
    /// @throws FormatException if a structure is broken
    /// @throws IOException if the content cannot be read
    void describe(Content stored, Member member, Structures out) throws IOException;

    /// The unit of the padding (zero bytes) that may follow a member, or 0 if none may.
    default int padding() {
        return 0;
    }
}
