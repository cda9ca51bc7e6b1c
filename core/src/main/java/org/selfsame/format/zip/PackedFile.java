package org.selfsame.format.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.deflate.DeflateOutput;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Text;
import org.selfsame.tree.Name;

/// The data of a member that is written. The header before them states their checksum and compressed size, so they are
/// compressed before the header is written, and kept if they are small; large ones are compressed once more.
final class PackedFile {
    private static final int PIECE = 1 << 16;
    private static final int KEPT = 1 << 20;

    private final Name name;
    private final Content content;
    private final int level;
    private long checksum;
    private long stored;
    private byte @Nullable [] kept;

    private PackedFile(Name name, Content content, int level) {
        this.name = name;
        this.content = content;
        this.level = level;
    }

    /// Looks at all bytes of `content`. They are deflated if `level` is not 0 and that makes them smaller.
    ///
    /// @throws IOException if they cannot be read
    static PackedFile of(Name name, Content content, int level, Task task) throws IOException {
        var sink = new Kept();
        var deflated = new PackedFile(name, content, level);
        deflated.stored = deflated.run(sink, task::checkCancelled);
        if (level > 0 && deflated.stored < content.size()) {
            deflated.kept = sink.bytes();
            return deflated;
        }
        var plain = new PackedFile(name, content, 0);
        plain.checksum = deflated.checksum;
        plain.stored = content.size();
        return plain;
    }

    boolean isDeflated() {
        return level > 0;
    }

    /// Bytes of the data as they are written.
    long stored() {
        return stored;
    }

    /// Bytes of the file.
    long size() {
        return content.size();
    }

    /// The CRC-32 of the file.
    long checksum() {
        return checksum;
    }

    /// Writes the data.
    ///
    /// @throws IOException if the file cannot be read, is no longer what it was, or `out` fails
    void writeTo(OutputStream out, Task.Meter meter) throws IOException {
        var bytes = kept;
        if (bytes != null) {
            out.write(bytes);
            meter.add(size());
            return;
        }
        long before = checksum;
        long written = run(out, () -> meter.add(0));
        if (checksum != before || written != stored) {
            throw new IOException("\"" + Text.printable(name) + "\" changed while it was read");
        }
        meter.add(size());
    }

    /// Reads the whole file, and answers how many bytes came out.
    private long run(OutputStream out, Runnable pulse) throws IOException {
        var crc = new CRC32();
        var deflate = level == 0 ? null : new DeflateOutput(out, level);
        var piece = new byte[(int) Math.min(PIECE, content.size())];
        for (long at = 0; at < content.size(); at += piece.length) {
            pulse.run();
            int count = (int) Math.min(piece.length, content.size() - at);
            content.read(at, piece, 0, count);
            crc.update(piece, 0, count);
            if (deflate == null) {
                out.write(piece, 0, count);
            } else {
                deflate.write(piece, 0, count);
            }
        }
        checksum = crc.getValue();
        if (deflate == null) {
            return content.size();
        }
        deflate.finish();
        return deflate.written();
    }

    /// Keeps what is written, as long as it is little.
    private static final class Kept extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean tooMany;

        @Override
        public void write(int b) {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] piece, int from, int length) {
            tooMany |= length > KEPT - bytes.size();
            if (!tooMany) {
                bytes.write(piece, from, length);
            }
        }

        byte @Nullable [] bytes() {
            return tooMany ? null : bytes.toByteArray();
        }
    }
}
