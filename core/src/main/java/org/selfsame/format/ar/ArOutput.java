package org.selfsame.format.ar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.format.ar.ArHeader.Field;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.FileBytes;

/// An ar archive that is written member after member. Sources: those of [ArHeader].
final class ArOutput {
    /// The most that ten digits state.
    static final long MOST_BYTES = 9_999_999_999L;

    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final ArOptions options;
    private final Task.Meter meter;

    /// @throws IOException if `out` fails
    ArOutput(OutputStream out, ArOptions options, Task.Meter meter) throws IOException {
        this.out = out;
        this.options = options;
        this.meter = meter;
        out.write(MAGIC);
    }

    /// Adds a file.
    ///
    /// @param name as the header states it
    /// @throws IOException if the file cannot be read or is not as long as it says, or `out` fails
    void add(byte[] name, Entry.File file) throws IOException {
        var header = header(name, file.size());
        put(header, Field.MTIME, Long.toString(options.time().getEpochSecond()));
        put(header, Field.UID, "0");
        put(header, Field.GID, "0");
        put(header, Field.MODE, Integer.toOctalString(options.mode()));
        out.write(header);
        FileBytes.write(file, file.size(), out, meter);
        pad(file.size());
    }

    /// Adds GNU's table of long names.
    ///
    /// @throws IOException if `out` fails
    void addNames(byte[] table) throws IOException {
        out.write(header("//".getBytes(StandardCharsets.US_ASCII), table.length));
        out.write(table);
        pad(table.length);
    }

    private static byte[] header(byte[] name, long size) {
        var header = new byte[ArHeader.SIZE];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(name, 0, header, 0, name.length);
        put(header, Field.SIZE, Long.toString(size));
        put(header, Field.END, "`\n");
        return header;
    }

    private static void put(byte[] header, Field field, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, field.at(), bytes.length);
    }

    /// Members begin at even offsets.
    private void pad(long size) throws IOException {
        if (size % 2 != 0) {
            out.write('\n');
        }
    }
}
