package org.selfsame.tree;

import java.io.IOException;
import java.io.OutputStream;
import org.selfsame.content.Content;
import org.selfsame.task.Task;

/// Copies files into what is being written.
public final class FileBytes {
    private static final int PIECE = 1 << 18;

    private FileBytes() {}

    /// Writes the bytes of `file` to `out`, a piece at a time, and counts them in `meter`.
    ///
    /// @param size how many bytes were planned for it
    /// @throws IOException if the file cannot be read or does not have `size` bytes, or `out` fails
    public static void write(Entry.File file, long size, OutputStream out, Task.Meter meter) throws IOException {
        Content content = file.content();
        if (content.size() != size) {
            throw new IOException("\"" + Text.printable(file.name()) + "\" has " + content.size()
                    + " bytes, not the " + size + " that it states");
        }
        var piece = new byte[(int) Math.min(PIECE, size)];
        for (long at = 0; at < size; at += piece.length) {
            int length = (int) Math.min(piece.length, size - at);
            content.read(at, piece, 0, length);
            out.write(piece, 0, length);
            meter.add(length);
        }
    }

    /// Writes `count` zero bytes, and asks `task` now and then whether to go on.
    ///
    /// @throws IOException if `out` fails
    public static void zeros(long count, OutputStream out, Task task) throws IOException {
        var piece = new byte[(int) Math.min(PIECE, count)];
        for (long left = count; left > 0; left -= piece.length) {
            task.checkCancelled();
            out.write(piece, 0, (int) Math.min(piece.length, left));
        }
    }
}
