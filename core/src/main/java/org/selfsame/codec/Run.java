package org.selfsame.codec;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Decodes the members of a stream one after the other, forward. Used by one thread at a time.
final class Run implements Closeable {
    private static final int SKIPPED = 1 << 16;

    private final StreamId stream;
    private final Compression compression;
    private final Content stored;
    private final MemberList members;
    private int member = -1;
    private @Nullable Decoder decoder;
    private long position;

    Run(StreamId stream, Compression compression, Content stored, MemberList members) {
        this.stream = stream;
        this.compression = compression;
        this.stored = stored;
        this.members = members;
    }

    StreamId stream() {
        return stream;
    }

    /// The decoded offset of the byte that comes next.
    long position() {
        return position;
    }

    long memory() {
        return decoder == null ? 0 : decoder.memory();
    }

    /// Goes forward to `target`, which is not before the position and lies in the stream. Members between are not
    /// decoded.
    void goTo(long target) throws IOException {
        int wanted = members.holding(target);
        if (wanted != member) {
            close();
            member = wanted;
            position = members.start(wanted);
        }
        if (position < target) {
            position += decoder().skip(target - position);
        }
        var waste = new byte[(int) Math.min(SKIPPED, target - position)];
        while (position < target) {
            read(waste, 0, (int) Math.min(waste.length, target - position));
        }
    }

    /// Reads exactly `length` bytes, which the stream has.
    void read(byte[] target, int offset, int length) throws IOException {
        for (int done = 0; done < length;) {
            if (member < 0 || position == members.start(member + 1)) {
                close();
                member = members.holding(position);
            }
            long left = members.start(member + 1) - position;
            int count = decoder().read(target, offset + done, (int) Math.min(length - done, left));
            if (count < 0) {
                throw wrongSize("fewer");
            }
            position += count;
            done += count;
            if (count == left) {
                finish();
            }
        }
    }

    /// Has the decoder see the end of its member and check it.
    private void finish() throws IOException {
        if (decoder().read(new byte[1], 0, 1) >= 0) {
            throw wrongSize("more");
        }
        close();
    }

    private FormatException wrongSize(String how) {
        return new FormatException(compression.name(), members.get(member).offset(), how + " than the "
                + members.get(member).length() + " bytes come out of the member that its headers state");
    }

    private Decoder decoder() throws IOException {
        if (decoder == null) {
            decoder = compression.open(stored, members.get(member).offset(), members.get(member));
        }
        return decoder;
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
