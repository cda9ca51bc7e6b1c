package org.selfsame.codec.deflate;

/// Compresses to blocks of deflate, with the bytes of zlib's `deflate` with a window of 32 KiB and memory level 8, as if
/// all were handed in at once.
///
/// Source: the behaviour of zlib 1.2.11 to 1.3.2, with which the tests compare.
final class Compressor {
    /// What is read behind the end of the bytes.
    private static final int SLACK = Long.BYTES;

    private final Level level;
    private final Matcher matcher;
    private final Block block = new Block();
    private final BitOutput output = new BitOutput();
    private int limit = Integer.MAX_VALUE;
    private byte[] bytes = new byte[0];
    private int end;
    private int at;
    /// The match for the place before this one, and whether the byte there is neither written nor part of a match.
    private int length;
    private int start;
    private boolean pending;
    /// Where the window of zlib begins.
    private int window;
    /// Where what is not written yet begins.
    private int kept;

    Compressor(Level level) {
        this.level = level;
        matcher = new Matcher(level);
    }

    Level level() {
        return level;
    }

    /// A buffer for so many bytes, with anything in it, in which the bytes are put that are to be compressed.
    byte[] buffer(int size) {
        if (bytes.length < size + SLACK) {
            bytes = new byte[size + SLACK];
        }
        return bytes;
    }

    /// Begins anew.
    ///
    /// @param most bytes of output
    void begin(int most) {
        limit = most;
        output.clear();
        block.clear();
        matcher.begin();
        at = 0;
        length = Matcher.NO_MATCH;
        pending = false;
        window = 0;
        kept = 0;
    }

    /// What comes out.
    BitOutput output() {
        return output;
    }

    /// Compresses what is in the buffer.
    ///
    /// @param size how many bytes: those that were there at the last call, and further ones
    /// @param last whether these are all bytes; if not, the last ones are left for the next call
    /// @return false if there is no more room
    boolean run(int size, boolean last) {
        end = size;
        matcher.setBytes(bytes, size);
        // places up to the end of the longest match are hashed, with all bytes that belong to them
        int stop = last ? size : size - Matcher.AHEAD - SLACK;
        if (!(level.isLazy() ? lazily(stop) : eagerly(stop))) {
            return false;
        }
        if (!last) {
            return true;
        }
        if (pending) {
            block.addLiteral(bytes[end - 1] & 0xff);
        }
        return write(end, true);
    }

    /// Forgets bytes at the start of the buffer that are not needed any more, and moves the others there.
    ///
    /// @return how many are left
    int forget() {
        int distance = window;
        System.arraycopy(bytes, distance, bytes, 0, end - distance);
        matcher.slide(distance);
        at -= distance;
        start -= distance;
        kept -= distance;
        window = 0;
        return end - distance;
    }

    /// Takes each match at once.
    private boolean eagerly(int stop) {
        while (at < stop) {
            slide();
            int found = Matcher.NO_MATCH;
            if (end - at >= Alphabets.SHORTEST) {
                matcher.insert(at);
                found = matcher.search(at, Matcher.NO_MATCH, window);
            }
            boolean full;
            if (found > Matcher.NO_MATCH) {
                full = block.addMatch(found, at - matcher.start());
                int next = at + found;
                if (found <= level.lazy() && end - next >= Alphabets.SHORTEST) {
                    insert(at + 1, next);
                }
                at = next;
            } else {
                full = block.addLiteral(bytes[at++] & 0xff);
            }
            if (full && !write(at, false)) {
                return false;
            }
        }
        return true;
    }

    /// Takes a match only if none that starts one byte later is longer.
    private boolean lazily(int stop) {
        while (at < stop) {
            slide();
            int before = length;
            int startBefore = start;
            length = Matcher.NO_MATCH;
            if (end - at >= Alphabets.SHORTEST) {
                matcher.insert(at);
                if (before < level.lazy()) {
                    length = matcher.search(at, before, window);
                    start = matcher.start();
                }
            }
            boolean full;
            if (before > Matcher.NO_MATCH && length <= before) {
                full = block.addMatch(before, at - 1 - startBefore);
                int next = at - 1 + before;
                insert(at + 1, Math.min(next, end - Matcher.NO_MATCH));
                at = next;
                pending = false;
                length = Matcher.NO_MATCH;
            } else {
                full = pending && block.addLiteral(bytes[at - 1] & 0xff);
                pending = true;
                at++;
            }
            // the byte that is pending belongs to the next block
            if (full && !write(pending ? at - 1 : at, false)) {
                return false;
            }
        }
        return true;
    }

    private void insert(int from, int to) {
        for (int place = from; place < to; place++) {
            matcher.insert(place);
        }
    }

    /// zlib's window is twice as long as the farthest match, and half of it is dropped when less than the longest match is
    /// left in it.
    private void slide() {
        int place = at - window;
        if (place >= 2 * Matcher.WINDOW - Matcher.AHEAD
                && Math.min(end - window, 2 * Matcher.WINDOW) - place < Matcher.AHEAD) {
            window += Matcher.WINDOW;
        }
    }

    private boolean write(int to, boolean last) {
        int from = kept;
        kept = to;
        return block.write(bytes, from, to - from, last, output, limit);
    }
}
