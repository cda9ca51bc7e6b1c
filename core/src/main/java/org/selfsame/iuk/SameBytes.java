package org.selfsame.iuk;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.Encoded;
import org.selfsame.content.Encoded.Piece;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;

/// Whether two contents have the same bytes. Blocks that are stored as the same bytes in the same encoding are not decoded.
final class SameBytes {
    private static final int PIECE = 1 << 18;

    private final byte[] left = new byte[PIECE];
    private final byte[] right = new byte[PIECE];
    private final Task task;

    private SameBytes(Task task) {
        this.task = task;
    }

    /// Compares two contents.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IOException if one cannot be read
    static boolean of(Content left, Content right, Task task) throws IOException {
        if (left.size() != right.size()) {
            return false;
        }
        if (left.size() == 0 || isOnePlace(left.span(), right.span())) {
            return true;
        }
        return new SameBytes(task).compare(left, right);
    }

    /// Whether two entries are of one type and have one content; not for directories.
    ///
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    /// @throws IOException if one cannot be read
    static boolean of(Entry left, Entry right, Task task) throws IOException {
        return switch (right) {
            case Entry.File file -> left instanceof Entry.File other && of(other.content(), file.content(), task);
            case Entry.Symlink link -> left instanceof Entry.Symlink other && other.target().equals(link.target());
            case Entry.Device device -> left instanceof Entry.Device other && other.block() == device.block()
                    && other.major() == device.major() && other.minor() == device.minor();
            case Entry.Fifo _ -> left instanceof Entry.Fifo;
            case Entry.Socket _ -> left instanceof Entry.Socket;
            case Entry.Directory _ -> false;
        };
    }

    @SuppressWarnings("ReferenceEquality") // a place is in one content, not in an equal one
    private static boolean isOnePlace(Content.Span left, Content.Span right) {
        return left.root() == right.root() && left.offset() == right.offset();
    }

    private boolean compare(Content one, Content other) throws IOException {
        for (long at = 0; at < one.size();) {
            task.checkCancelled();
            long end = Math.min(one.size(), at + PIECE);
            if (one instanceof Encoded l && other instanceof Encoded r) {
                var first = l.piece(at);
                var second = r.piece(at);
                end = Math.min(first.end(), second.end());
                if (first.start() == second.start() && first.length() == second.length() && isSame(first, second)) {
                    at = end;
                    continue;
                }
            }
            if (!isSame(one, at, other, at, end - at)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private boolean isSame(Piece one, Piece other) throws IOException {
        return one.storedLength() == other.storedLength() && one.within() == other.within()
                && one.encoding().equals(other.encoding())
                && isSame(one.stored(), one.storedOffset(), other.stored(), other.storedOffset(), one.storedLength());
    }

    private boolean isSame(Content one, long at, Content other, long otherAt, long length) throws IOException {
        for (long done = 0; done < length;) {
            int count = (int) Math.min(PIECE, length - done);
            one.read(at + done, left, 0, count);
            other.read(otherAt + done, right, 0, count);
            if (!Arrays.equals(left, 0, count, right, 0, count)) {
                return false;
            }
            done += count;
        }
        return true;
    }
}
