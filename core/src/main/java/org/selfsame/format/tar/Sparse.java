package org.selfsame.format.tar;

import java.util.Arrays;
import org.selfsame.content.FormatException;

/// Where the stored pieces of a sparse file belong. Pieces are in order, do not overlap, and lie inside the file.
/// Source: the GNU tar manual, "Storing Sparse Files".
///
/// @param size of the file in bytes
/// @param starts of the pieces in the file
/// @param lengths of the pieces
/// @param stored where the pieces lie in the stored bytes, which hold one after the other
@SuppressWarnings("ArrayRecordComponent")
record Sparse(long size, long[] starts, long[] lengths, long[] stored) {
    /// Memory that one piece takes.
    static final int PIECE = 3 * Long.BYTES;

    /// The map of `count` numbers in `numbers`: start, length, start, length…
    ///
    /// @param available number of stored bytes
    /// @param offset for the exception
    /// @throws FormatException if the pieces are out of order, overlap, or lie outside
    static Sparse of(long size, long[] numbers, int count, long available, long offset) throws FormatException {
        var starts = new long[count / 2];
        var lengths = new long[count / 2];
        var stored = new long[count / 2];
        long end = 0;
        long sum = 0;
        int pieces = 0;
        for (int i = 0; i + 1 < count; i += 2) {
            long start = numbers[i];
            long length = numbers[i + 1];
            if (start < end || length < 0 || start > size || length > size - start || length > available - sum) {
                throw new FormatException(TarReader.FORMAT, offset, "piece " + i / 2 + " of a sparse file of " + size
                        + " bytes, of which " + available + " are stored, has " + length + " bytes at " + start);
            }
            if (length > 0) {
                starts[pieces] = start;
                lengths[pieces] = length;
                stored[pieces++] = sum;
            }
            end = start + length;
            sum += length;
        }
        return new Sparse(size, Arrays.copyOf(starts, pieces), Arrays.copyOf(lengths, pieces),
                Arrays.copyOf(stored, pieces));
    }

    /// The first piece that ends after `position`, or the number of pieces.
    int pieceAt(long position) {
        int found = Arrays.binarySearch(starts, position);
        if (found >= 0) {
            return found;
        }
        int before = -found - 2;
        return before >= 0 && position - starts[before] < lengths[before] ? before : before + 1;
    }
}
