package org.selfsame.format.cpio;

import java.io.IOException;
import org.selfsame.content.Content;

/// Looks for the end of a run of zero bytes.
final class Tail {
    private static final int PIECE = 1 << 16;

    private Tail() {}

    /// The first offset from `from` on whose byte is not zero, or the size of the content.
    static long zerosEnd(Content content, long from) throws IOException {
        var piece = new byte[(int) Math.min(PIECE, content.size() - from)];
        for (long at = from; at < content.size(); at += piece.length) {
            int count = (int) Math.min(piece.length, content.size() - at);
            content.read(at, piece, 0, count);
            for (int i = 0; i < count; i++) {
                if (piece[i] != 0) {
                    return at + i;
                }
            }
        }
        return content.size();
    }
}
