package org.selfsame.format.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Reads the maps of sparse files, in the four forms that GNU tar wrote over time. Source: the GNU tar manual, "Storing
/// Sparse Files".
final class SparseReader {
    private static final int PAIR = 24;
    private static final int PAIRS_IN_HEADER = 4;
    private static final int PAIRS_IN_EXTENSION = 21;
    /// Characters of a number of a map.
    private static final int LONGEST = 20;

    private final Content content;
    private final long offset;
    private final int most;
    private long[] numbers = new long[2 * PAIRS_IN_HEADER];
    private int count;
    /// First byte behind the blocks of the map.
    private long end;

    /// @param offset of the member's header
    /// @param dataOffset first byte behind it
    SparseReader(Content content, long offset, long dataOffset, long tableBytes) {
        this.content = content;
        this.offset = offset;
        this.end = dataOffset;
        most = (int) Math.min(Integer.MAX_VALUE / 2, 2 * tableBytes / Sparse.PIECE);
    }

    /// First byte behind the blocks of the map, which is the first of the stored pieces.
    long end() {
        return end;
    }

    Sparse sparse(long size, long available) throws FormatException {
        return Sparse.of(size, numbers, count, available, offset);
    }

    /// Old GNU: pairs in the header, and in blocks behind it as long as they say that there is another.
    ///
    /// @throws FormatException if a number is none, or there are too many
    /// @throws IOException if a block cannot be read
    void readOld(byte[] header) throws IOException {
        addPairs(header, 386, PAIRS_IN_HEADER);
        boolean more = header[482] != 0;
        while (more) {
            var block = content.bytes(end, TarHeader.SIZE);
            end += TarHeader.SIZE;
            addPairs(block, 0, PAIRS_IN_EXTENSION);
            more = block[504] != 0;
        }
    }

    private void addPairs(byte[] block, int at, int pairs) throws FormatException {
        for (int i = 0; i < pairs; i++) {
            int pair = at + i * PAIR;
            if (block[pair] == 0) {
                return;
            }
            add(TarNumber.field(block, pair, 12));
            add(TarNumber.field(block, pair + 12, 12));
        }
    }

    /// Pax 0.0: a record a number.
    ///
    /// @throws FormatException if a number is none, or there are too many
    void readRecords(Extensions extensions) throws FormatException {
        for (var record : extensions.records()) {
            if (record.keyword().equals("GNU.sparse.offset") || record.keyword().equals("GNU.sparse.numbytes")) {
                add(TarNumber.decimal(record.value()));
            }
        }
    }

    /// Pax 0.1: one record of numbers with commas.
    ///
    /// @throws FormatException if a number is none, or there are too many
    void readList(byte[] list) throws FormatException {
        for (int from = 0; from < list.length;) {
            int to = from;
            while (to < list.length && list[to] != ',') {
                to++;
            }
            add(TarNumber.decimal(Arrays.copyOfRange(list, from, to)));
            from = to + 1;
        }
    }

    /// Pax 1.0: lines in front of the data, the first of which says how many pairs follow, up to the end of a block.
    ///
    /// @param available bytes that are stored, the map included
    /// @throws FormatException if a number is none, or there are too many
    /// @throws IOException if a block cannot be read
    void readLines(long available) throws IOException {
        long left = available;
        long expected = -1;
        var line = new StringBuilder();
        while (expected < 0 || count < expected) {
            if (left <= 0) {
                throw broken("the map of a sparse file runs beyond its data");
            }
            var block = content.bytes(end, (int) Math.min(TarHeader.SIZE, left));
            left -= block.length;
            end += block.length;
            for (int i = 0; i < block.length && (expected < 0 || count < expected); i++) {
                if (block[i] != '\n') {
                    if (line.length() == LONGEST) {
                        throw broken("a number of a sparse file's map does not end");
                    }
                    line.append((char) (block[i] & 0xff));
                    continue;
                }
                long number = TarNumber.decimal(line.toString().getBytes(StandardCharsets.ISO_8859_1));
                line.setLength(0);
                if (expected < 0) {
                    if (number < 0 || number > most / 2) {
                        throw broken("the map of a sparse file has too many pieces");
                    }
                    expected = 2 * number;
                } else {
                    add(number);
                }
            }
        }
    }

    private void add(long number) throws FormatException {
        if (number < 0) {
            throw broken("the map of a sparse file has something that is no number");
        }
        if (count == most) {
            throw broken("the map of a sparse file has more than " + most / 2 + " pieces");
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.min(most, 2 * count));
        }
        numbers[count++] = number;
    }

    private FormatException broken(String rule) {
        return new FormatException(TarReader.FORMAT, offset, rule);
    }
}
