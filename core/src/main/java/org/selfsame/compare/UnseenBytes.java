package org.selfsame.compare;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.Encoded;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Region;

/// Finds bytes in the stored pieces of a file that have no influence on what it decodes to: behind the end of compressed
/// data, and those that decode to what no file has. They would be taken for data of the file, and its difference would
/// seem to explain them.
final class UnseenBytes {
    private final Session session;
    private final ContainerPair container;

    UnseenBytes(Session session, ContainerPair container) {
        this.session = session;
        this.container = container;
    }

    /// Looks into the pieces of two files that are not stored alike.
    void find(String address, Content left, Content right) throws IOException {
        if (left instanceof Encoded l) {
            find(address, Side.LEFT, l, right);
        }
        if (right instanceof Encoded r) {
            find(address, Side.RIGHT, r, left);
        }
    }

    private void find(String address, Side side, Encoded content, Content other) throws IOException {
        for (long at = 0; at < content.size();) {
            session.task().checkCancelled();
            var piece = content.piece(at);
            if (!isStoredThereToo(piece, other) && session.seen().piece(piece)) {
                look(address, side, content, piece, other);
            }
            at = piece.end();
        }
    }

    private boolean isStoredThereToo(Encoded.Piece piece, Content other) throws IOException {
        return other instanceof Encoded encoded && piece.start() < other.size()
                && session.equality().sameStored(piece, encoded.piece(piece.start()));
    }

    private void look(String address, Side side, Encoded content, Encoded.Piece piece, Content other)
            throws IOException {
        try {
            int unseen = content.unseen(piece);
            if (unseen > 0) {
                long end = piece.storedOffset() + piece.storedLength();
                container.unseen(side, new Region(end - unseen, unseen, Region.Kind.UNKNOWN,
                        "behind the compressed data of a block", null));
            }
            var unclaimed = content.unclaimed(piece);
            if (unclaimed.length > 0 && !Arrays.equals(unclaimed, unclaimed(other, piece.start()))) {
                // compressed, they cannot be told from the rest of the block
                container.unseen(side, new Region(piece.storedOffset(), piece.storedLength(), Region.Kind.UNKNOWN,
                        "a block with bytes of no file", null));
            }
        } catch (FormatException problem) {
            session.findings().add(address, side, problem);
        }
    }

    private static byte[] unclaimed(Content content, long start) throws IOException {
        return content instanceof Encoded encoded && start < content.size()
                ? encoded.unclaimed(encoded.piece(start))
                : new byte[0];
    }
}
