package org.selfsame.parts;

import java.io.IOException;
import java.nio.ByteOrder;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Text;

/// Where a [Survey] reads a content and tells what lies where. All offsets are in bytes from the start of the content;
/// every range that is read or told is checked against it. Not thread-safe.
public final class Parts {
    /// What an entry counts in memory beside its name.
    private static final int ENTRY = 128;

    private final Run run;
    private final String owner;

    Parts(String format, Content content, Limits limits, Sink sink) {
        this(new Run(format, content, limits, sink), "");
    }

    private Parts(Run run, String owner) {
        this.run = run;
        this.owner = owner;
    }

    /// Size of the content in bytes.
    public long size() {
        return run.content.size();
    }

    /// How much is taken in.
    public Limits limits() {
        return run.limits;
    }

    /// Tells a structure. Nothing is told, here and below, if `length` is 0.
    ///
    /// @throws FormatException here and below, if the range does not lie inside the content
    public void structure(long offset, long length, String what) throws FormatException {
        region(offset, length, Kind.STRUCTURE, what);
    }

    /// Tells a field of a structure or of an entry.
    public void field(long offset, long length, String what) throws FormatException {
        region(offset, length, Kind.FIELD, what);
    }

    /// Tells filling that the format asks for.
    public void padding(long offset, long length, String what) throws FormatException {
        region(offset, length, Kind.PADDING, what);
    }

    /// Tells bytes that nothing refers to, by what else is known of them.
    public void unknown(long offset, long length, String what) throws FormatException {
        region(offset, length, Kind.UNKNOWN, what);
    }

    /// Tells an entry at the root that is stored as it is.
    ///
    /// @return where to tell what lies inside the entry, and structures that belong to it
    public Parts entry(Name name, long offset, long length) throws FormatException {
        return entry("", name, Metadata.NONE, offset, length);
    }

    /// Tells an entry that is stored as it is, in the directory at the path `directory` (names between slashes) or, if that
    /// is empty, at the root.
    ///
    /// @return where to tell what lies inside the entry, and structures that belong to it
    public Parts entry(String directory, Name name, Metadata metadata, long offset, long length)
            throws FormatException {
        Ranges.check(run.format, offset, length, size());
        var inside = entry(directory, name, metadata, run.content.slice(offset, length), offset);
        inside.region(offset, length, Kind.DATA, "entry");
        return inside;
    }

    /// Tells an entry with decoded bytes, which have no one place; `offset` is where the entry is described.
    ///
    /// @return where to tell the structures that belong to it
    public Parts entry(String directory, Name name, Metadata metadata, Content decoded, long offset)
            throws FormatException {
        run.charge(offset, directory.length() + name.length() + ENTRY);
        run.sink.entry(directory, MemoryTree.file(name, metadata, decoded), offset);
        var printable = Text.printable(name);
        return new Parts(run, directory.isEmpty() ? printable : Text.printable(directory) + "/" + printable);
    }

    /// States a fact, by its name without the format's.
    public void fact(String name, String value) {
        run.sink.fact(new Fact(run.format + "." + name, value));
    }

    /// States a fact that is a number.
    public void fact(String name, long value) {
        fact(name, Long.toString(value));
    }

    /// Notes what is odd, by its code without the format's.
    public void anomaly(String code, long offset, String detail) {
        run.sink.anomaly(new Anomaly(run.format + "." + code, offset, detail));
    }

    /// The exception for a broken rule, to be thrown.
    public FormatException broken(long offset, String rule) {
        return new FormatException(run.format, offset, rule);
    }

    /// Reads the fields from `offset` on, which are told as `prefix.name`.
    public Cursor cursor(long offset, String prefix, ByteOrder order) {
        return new Cursor(this, offset, prefix, order);
    }

    /// A number of `width` bytes, 1 to 8; one of 8 bytes is signed, the others are not.
    ///
    /// @throws FormatException here and below, if the range does not lie inside the content
    /// @throws IOException here and below, if the content cannot be read
    public long number(long offset, int width, ByteOrder order) throws IOException {
        Ranges.check(run.format, offset, width, size());
        long value = 0;
        for (int i = 0; i < width; i++) {
            int digit = order == ByteOrder.BIG_ENDIAN ? i : width - 1 - i;
            value = value << 8 | run.window.at(offset + digit) & 0xff;
        }
        return value;
    }

    /// Bytes, of which there are no more than a table may have.
    public byte[] bytes(long offset, long length) throws IOException {
        Ranges.check(run.format, offset, length, size());
        if (length > run.limits.tableBytes()) {
            throw broken(offset, length + " bytes are more than the " + run.limits.tableBytes() + " of a table");
        }
        var bytes = new byte[(int) length];
        run.window.read(offset, bytes);
        return bytes;
    }

    /// Where the first byte of value `wanted` is from `offset` on, looking at `most` bytes and not beyond the content; -1
    /// if there is none.
    public long find(long offset, int wanted, long most) throws IOException {
        long end = offset + Math.min(most, size() - Math.min(offset, size()));
        for (long at = offset; at < end; at++) {
            if (run.window.at(at) == (byte) wanted) {
                return at;
            }
        }
        return -1;
    }

    /// The bytes from `offset` up to a NUL.
    ///
    /// @throws FormatException if there is none within `most` bytes
    public byte[] cString(long offset, int most) throws IOException {
        Ranges.check(run.format, offset, 0, size());
        long end = find(offset, 0, most);
        if (end < 0) {
            throw broken(offset, "a string that does not end within " + most + " bytes");
        }
        return bytes(offset, end - offset);
    }

    private void region(long offset, long length, Kind kind, String what) throws FormatException {
        run.sink.region(offset, length, kind, what, owner);
    }

    /// What all views of one run share.
    private static final class Run {
        final String format;
        final Content content;
        final Limits limits;
        final Sink sink;
        final Window window;
        private long entries;
        private long memory;

        Run(String format, Content content, Limits limits, Sink sink) {
            this.format = format;
            this.content = content;
            this.limits = limits;
            this.sink = sink;
            this.window = new Window(content);
        }

        void charge(long offset, long bytes) throws FormatException {
            memory += bytes;
            if (++entries > limits.entries() || memory > limits.tableBytes()) {
                throw new FormatException(format, offset, "more than " + (entries - 1) + " entries");
            }
        }
    }
}
