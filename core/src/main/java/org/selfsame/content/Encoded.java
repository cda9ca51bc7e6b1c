package org.selfsame.content;

import java.io.IOException;

/// A content that is stored in encoded pieces (compressed blocks), each of which can be looked at without decoding it:
/// pieces that are encoded in the same way from the same bytes are the same.
public interface Encoded extends Content {

    /// The piece that holds the byte at `offset`, which is inside the content.
    ///
    /// @throws FormatException if the place of the piece breaks a rule of the format
    /// @throws IOException if the list of pieces cannot be read
    Piece piece(long offset) throws IOException;

    /// How many of the last stored bytes of `piece` have no influence on what it decodes to: anything can hide there. Decodes
    /// the piece.
    ///
    /// @throws FormatException if the piece cannot be decoded
    /// @throws IOException if it cannot be read
    int unseen(Piece piece) throws IOException;

    /// What else the stored bytes of `piece` decode to that belongs to nothing: a block that holds the ends of files may hold
    /// more than that, which no file ever shows. Decodes the piece.
    ///
    /// @return these bytes one after the other; none if all of them are zero
    /// @throws FormatException if the piece cannot be decoded
    /// @throws IOException if it cannot be read
    default byte[] unclaimed(Piece piece) throws IOException {
        return new byte[0];
    }

    /// A range of the content and the stored bytes that it is decoded from.
    ///
    /// @param start first byte of the range in the decoded content
    /// @param length bytes of the range, more than 0
    /// @param stored the content that holds the stored bytes
    /// @param storedOffset first stored byte; nothing is promised about the order of pieces
    /// @param storedLength number of stored bytes, 0 for a hole
    /// @param encoding everything else that the decoded bytes depend on: equal encodings of equal stored bytes decode
    ///        to equal bytes
    /// @param within where the range begins in what the stored bytes decode to, which may hold the ends of several files
    record Piece(long start, long length, Content stored, long storedOffset, long storedLength, Object encoding,
            long within) {

        /// The first byte after the range.
        public long end() {
            return start + length;
        }
    }
}
