package org.selfsame.format.zip;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;

/// The bytes that a raw deflate stream decodes to. They are decoded forwards as they are asked for; who goes back lets
/// it begin anew. Takes a few KiB, and the decoder's native memory until the end is reached or nobody needs it.
final class InflatedContent implements Content {
    private static final int PIECE = 1 << 14;

    private final Content stored;
    private final long size;
    private final long offset;
    private @Nullable Inflater inflater;
    private long fed;
    private long position;

    /// @param stored the deflate stream
    /// @param size number of bytes that it decodes to
    /// @param offset of the stream in the archive, for the exceptions
    InflatedContent(Content stored, long size, long offset) {
        this.stored = stored;
        this.size = size;
        this.offset = offset;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized void read(long from, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check(ZipReader.FORMAT, from, length, size);
        if (length == 0) {
            return;
        }
        var decoder = inflater;
        if (decoder == null || from < position) {
            end();
            decoder = new Inflater(true);
            inflater = decoder;
            fed = 0;
            position = 0;
        }
        try {
            var skipped = new byte[(int) Math.min(PIECE, from - position)];
            while (position < from) {
                decode(decoder, skipped, 0, (int) Math.min(skipped.length, from - position));
            }
            decode(decoder, target, targetOffset, length);
        } catch (IOException e) {
            end();
            throw e;
        }
        if (position == size) {
            end();
        }
    }

    private void decode(Inflater decoder, byte[] target, int at, int length) throws IOException {
        for (int done = 0; done < length;) {
            if (decoder.finished() || decoder.needsDictionary()) {
                throw broken("the deflate stream has " + position + " bytes, " + size + " are stated");
            }
            if (decoder.needsInput() && fed < stored.size()) {
                int count = (int) Math.min(PIECE, stored.size() - fed);
                decoder.setInput(stored.bytes(fed, count));
                fed += count;
            }
            try {
                int count = decoder.inflate(target, at + done, length - done);
                // all input may be taken in while there is still output to come
                if (count == 0 && decoder.needsInput() && fed == stored.size() && !decoder.finished()) {
                    throw broken("the deflate stream ends early");
                }
                done += count;
                position += count;
            } catch (DataFormatException e) {
                throw broken("a damaged deflate stream, after " + position + " bytes: " + e.getMessage());
            }
        }
    }

    private FormatException broken(String rule) {
        return new FormatException(ZipReader.FORMAT, offset, stored.size(), rule);
    }

    private void end() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }
}
