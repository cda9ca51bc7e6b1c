package org.selfsame.tree;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;
import org.selfsame.task.Task;
import org.selfsame.tree.Region.Kind;

/// The reader of a format whose headers say where everything is: its parts are collected in one pass over the headers,
/// and the tree, the layout, the facts and the anomalies are made of them.
public final class Anatomy implements Reader {
    private final Builder parts;
    private final Tree tree;

    private Anatomy(Builder parts) {
        this.parts = parts;
        var children = new ArrayList<Entry>(parts.root);
        parts.directories.forEach((name, files) -> children.add(MemoryTree.directory(Name.of(name), Metadata.NONE,
                files)));
        tree = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, children));
    }

    @Override
    public String format() {
        return parts.format;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(parts.format, tree);
        return trees;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        var layout = new Layout.Builder(parts.format, parts.content.size());
        long covered = 0;
        for (var mark : parts.marks.stream().sorted(Comparator.comparingLong(Mark::offset)).toList()) {
            fill(layout, covered, mark.offset);
            covered = Math.max(covered, mark.offset + mark.length);
            layout.add(mark.offset, mark.length, mark.kind, mark.what, mark.owner);
            if (mark.struct != null) {
                for (var field : mark.struct.fields()) {
                    layout.add(mark.offset + field.at(), field.length(), Kind.FIELD,
                            mark.struct.name() + "." + field.name(), mark.owner);
                }
            }
        }
        fill(layout, covered, parts.content.size());
        return layout.build();
    }

    /// Names a gap that is no longer than alignment makes it, and zero, padding; leaves others unknown.
    private void fill(Layout.Builder layout, long from, long to) throws IOException {
        if (from < to && to - from < parts.alignment && isZero(parts.content, from, to - from)) {
            layout.add(from, to - from, Kind.PADDING, "alignment");
        }
    }

    @Override
    public List<Fact> facts() {
        return List.copyOf(parts.facts);
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        var anomalies = new ArrayList<>(parts.anomalies);
        for (var check : parts.checks) {
            check.run(anomalies::add, task);
        }
        return anomalies;
    }

    /// Whether `length` bytes at `offset` are all zero.
    ///
    /// @throws FormatException if they do not lie inside the content
    /// @throws IOException if they cannot be read
    public static boolean isZero(Content content, long offset, long length) throws IOException {
        Ranges.check("content", offset, length, content.size());
        var piece = new byte[(int) Math.min(length, 1 << 16)];
        for (long done = 0; done < length;) {
            int count = (int) Math.min(piece.length, length - done);
            content.read(offset + done, piece, 0, count);
            for (int i = 0; i < count; i++) {
                if (piece[i] != 0) {
                    return false;
                }
            }
            done += count;
        }
        return true;
    }

    private record Mark(long offset, long length, Kind kind, String what, String owner,
            @Nullable Struct struct) {}

    /// Looks for what is odd beyond the headers.
    @FunctionalInterface
    public interface Check {
        /// @throws IOException if the content cannot be read
        void run(Consumer<Anomaly> anomalies, Task task) throws IOException;
    }

    /// Collects the parts of a content. Not thread-safe.
    public static final class Builder {
        /// Memory that a mark or an entry takes at least.
        private static final int PART = 128;

        private final String format;
        private final Content content;
        private final Limits limits;
        private final List<Mark> marks = new ArrayList<>();
        private final List<Entry> root = new ArrayList<>();
        private final SequencedMap<String, List<Entry>> directories = new TreeMap<>();
        private final List<Fact> facts = new ArrayList<>();
        private final List<Anomaly> anomalies = new ArrayList<>();
        private final List<Check> checks = new ArrayList<>();
        private long alignment;
        private long memory;

        /// For the parts of `content`, opened as `format`.
        public Builder(String format, Content content, Limits limits) {
            this.format = format;
            this.content = content;
            this.limits = limits;
        }

        /// The content.
        public Content content() {
            return content;
        }

        /// How much is taken in.
        public Limits limits() {
            return limits;
        }

        /// Whether `length` bytes at `offset` lie inside the content.
        public boolean fits(long offset, long length) {
            return offset >= 0 && length >= 0 && offset <= content.size() && length <= content.size() - offset;
        }

        /// Gaps of fewer zero bytes than this are padding.
        public Builder alignment(long bytes) {
            alignment = bytes;
            return this;
        }

        /// Reads a structure and names it and its fields.
        ///
        /// @throws FormatException if it does not lie inside the content
        /// @throws IOException if the content cannot be read
        public Struct.Values struct(Struct struct, long offset, ByteOrder order) throws IOException {
            Ranges.check(format, offset, struct.size(), content.size());
            var values = struct.read(content, offset, order);
            struct(struct, offset, "");
            return values;
        }

        /// Names a structure and its fields that belong to `owner`, the printable path of an entry, or to none if that is
        /// empty.
        ///
        /// @throws FormatException if it does not lie inside the content, or there are too many parts
        public void struct(Struct struct, long offset, String owner) throws FormatException {
            mark(offset, struct.size(), Kind.STRUCTURE, struct.name(), owner, struct);
        }

        /// Names a range that belongs to no entry.
        ///
        /// @throws FormatException if it does not lie inside the content, or there are too many parts
        public void region(long offset, long length, Kind kind, String what) throws FormatException {
            region(offset, length, kind, what, "");
        }

        /// Names a range that belongs to `owner`, the printable path of an entry, or to none if that is empty.
        ///
        /// @throws FormatException if it does not lie inside the content, or there are too many parts
        public void region(long offset, long length, Kind kind, String what, String owner) throws FormatException {
            mark(offset, length, kind, what, owner, null);
        }

        private void mark(long offset, long length, Kind kind, String what, String owner,
                @Nullable Struct struct) throws FormatException {
            Ranges.check(format, offset, length, content.size());
            charge(offset, what.length());
            marks.add(new Mark(offset, length, kind, what, owner, struct));
        }

        private void charge(long offset, int text) throws FormatException {
            memory += PART + text;
            if (memory > limits.tableBytes()) {
                throw new FormatException(format, offset, "more parts than " + limits.tableBytes() + " bytes can hold");
            }
        }

        /// Adds a file of the bytes at `offset` to the root of the tree, and names them data. If they do not lie inside the
        /// content, the file is there and cannot be read.
        ///
        /// @param name as it is stored; a character that no name may have is replaced
        /// @param what what the layout calls the bytes
        /// @return the printable path
        /// @throws FormatException if there are too many parts
        public String file(String name, long offset, long length, String what) throws FormatException {
            return file("", name, offset, length, Kind.DATA, what);
        }

        /// As the other method, in the directory `directory` of the root if that is not empty, and with another kind.
        ///
        /// @throws FormatException if there are too many parts
        public String file(String directory, String name, long offset, long length, Kind kind, String what)
                throws FormatException {
            var plain = plain(name);
            var path = (directory.isEmpty() ? "" : directory + "/") + Text.printable(plain);
            add(directory, new Part(plain, format, content, offset, length));
            long start = Math.clamp(offset, 0, content.size());
            region(start, Math.clamp(length, 0, content.size() - start), kind, what, path);
            return path;
        }

        /// Adds an entry that is no range of the content to the root of the tree.
        ///
        /// @throws FormatException if there are too many parts
        public void entry(Entry entry) throws FormatException {
            add("", entry);
        }

        private void add(String directory, Entry entry) throws FormatException {
            charge(0, entry.name().length());
            if (directory.isEmpty()) {
                root.add(entry);
            } else {
                directories.computeIfAbsent(directory, _ -> new ArrayList<>()).add(entry);
            }
        }

        /// States a fact; its name gets the format's before it.
        public void fact(String name, String value) {
            facts.add(new Fact(format + "." + name, value));
        }

        /// States a fact that is a number.
        public void fact(String name, long value) {
            fact(name, Long.toUnsignedString(value));
        }

        /// Notes what is odd in the headers.
        public void anomaly(String code, long offset, String detail) {
            anomalies.add(new Anomaly(code, offset, detail));
        }

        /// Adds what is looked for when somebody asks for anomalies.
        public void check(Check check) {
            checks.add(check);
        }

        /// The reader.
        public Reader build() {
            return new Anatomy(this);
        }

        private static Name plain(String name) {
            var plain = Name.of(name.replace('/', '_').replace('\0', '_'));
            return plain.isPlain() ? plain : Name.of(name.isEmpty() ? "unnamed" : name.replace('.', '_'));
        }
    }

    private record Part(Name name, String format, Content whole, long offset, long size) implements Entry.File {
        Part {
            size = Math.max(0, size);
        }

        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public Content content() throws FormatException {
            Ranges.check(format, offset, size, whole.size());
            return whole.slice(offset, size);
        }
    }
}
