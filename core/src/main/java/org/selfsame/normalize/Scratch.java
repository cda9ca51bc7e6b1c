package org.selfsame.normalize;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;
import org.selfsame.content.SplicedContent;

/// Room for bytes that were made: first in memory, then in one file, which goes away with it. One output is written at a
/// time.
public final class Scratch implements Closeable {
    /// What one output takes in memory before it goes to the file.
    private static final int LARGEST = 1 << 20;
    private static final int PIECE = 1 << 16;

    private final Path directory;
    private long memory;
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private long end;
    private long bound = Long.MAX_VALUE;
    private final List<Scratch> others = new ArrayList<>();

    /// @param directory where the file is made, if one is needed
    /// @param memory bytes that all outputs together may take in memory
    public Scratch(Path directory, long memory) {
        this.directory = directory;
        this.memory = memory;
    }

    /// As many others, with room in memory for each, which go away with this one.
    List<Scratch> split(int parts) {
        long each = memory / parts;
        memory -= each * parts;
        for (int i = 0; i < parts; i++) {
            others.add(new Scratch(directory, each));
        }
        return List.copyOf(others.subList(others.size() - parts, others.size()));
    }

    /// An output from its start.
    public Output output() {
        return new Output();
    }

    /// A copy of a content that takes long to decode, to be read often.
    ///
    /// @throws IOException if it cannot be read, or written
    Content keep(Content content) throws IOException {
        try (var output = output()) {
            copy(content, output);
            return output.content();
        }
    }

    /// How far it is used. Not thread-safe, as all of this.
    Mark mark() {
        return new Mark(end, memory);
    }

    /// Gives up all that was made since then; nobody may use it any more.
    void release(Mark mark) {
        end = mark.end;
        memory = mark.memory;
    }

    /// Lets the file grow by no more than `bytes` from here on; then [Output#write] and [#keep] throw a
    /// [LeftAloneException].
    void bound(long bytes) {
        bound = bytes > Long.MAX_VALUE - end ? Long.MAX_VALUE : end + bytes;
    }

    /// How far the file and the memory were used.
    record Mark(long end, long memory) {}

    /// The same bytes, without the memory that holds them if that is more than there is.
    ///
    /// @throws IOException if they cannot be read, or written
    public Content settle(Content content) throws IOException {
        if (!(content instanceof SplicedContent spliced)) {
            return content;
        }
        if (spliced.memory() <= memory) {
            memory -= spliced.memory();
            return content;
        }
        return keep(content);
    }

    /// Copies all bytes of `content`.
    ///
    /// @throws IOException if they cannot be read, or written
    public static void copy(Content content, OutputStream target) throws IOException {
        var piece = new byte[(int) Math.min(PIECE, content.size())];
        for (long at = 0; at < content.size(); at += piece.length) {
            int count = (int) Math.min(piece.length, content.size() - at);
            content.read(at, piece, 0, count);
            target.write(piece, 0, count);
        }
    }

    private FileChannel channel() throws IOException {
        var open = channel;
        if (open == null) {
            var path = Files.createTempFile(directory, ".selfsame", ".tmp");
            file = path;
            open = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        for (var other : others) {
            other.close();
        }
        if (channel != null) {
            channel.close();
        }
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    /// Bytes on their way to a content.
    public final class Output extends OutputStream {
        private final ByteArrayOutputStream small = new ByteArrayOutputStream();
        private boolean spilled;
        private long start;

        private Output() {}

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!spilled && small.size() + length <= Math.min(LARGEST, memory)) {
                small.write(bytes, offset, length);
                return;
            }
            if (!spilled) {
                spilled = true;
                start = end;
                var kept = small.toByteArray();
                append(kept, 0, kept.length);
                small.reset();
            }
            append(bytes, offset, length);
        }

        private void append(byte[] bytes, int offset, int length) throws IOException {
            if (length > bound - end) {
                throw new LeftAloneException(LeftAloneException.Reason.UNSUPPORTED,
                        "one file with all that is in it needs too much room");
            }
            var buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                end += channel().write(buffer, end);
            }
        }

        /// What was written.
        ///
        /// @throws IOException if there is no file for it
        public Content content() throws IOException {
            if (!spilled) {
                memory -= small.size();
                return new BytesContent(small.toByteArray());
            }
            return new Spilled(channel(), start, end - start);
        }
    }

    private record Spilled(FileChannel channel, long start, long size) implements Content {
        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            Ranges.check("content", offset, length, size);
            var buffer = ByteBuffer.wrap(target, targetOffset, length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, start + offset + buffer.position() - targetOffset) < 0) {
                    throw new FormatException("content", offset, "the scratch file was cut");
                }
            }
        }
    }
}
