package org.selfsame.format.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Lines;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Siblings;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The values of a JSON text. The first 64 KiB must keep the syntax. An empty object or array is an entry.
final class JsonSurvey implements Survey {
    private static final int MOST_DEEP = 256;
    private static final int LONGEST_NAME = 1 << 16;
    /// What an entry takes in memory beside its path.
    private static final long ENTRY = 160;

    private final ArrayDeque<Group> open = new ArrayDeque<>();
    private Group group = Group.outermost();
    private boolean telling;
    private long spent;
    private long values;

    /// What may come next.
    private enum Expected {
        NAME_OR_END, NAME, COLON, VALUE, VALUE_OR_END, COMMA_OR_END, NOTHING
    }

    /// An object or array that has not ended, or what is around the outermost one.
    private static final class Group {
        final int closing;
        /// Path of the group, empty for the outermost.
        final String path;
        final String around;
        final String name;
        final long start;
        final Siblings names = new Siblings();
        Expected expected;
        String next = "";
        int members;

        Group(int opening, String around, String name, long start) {
            this.closing = opening == '{' ? '}' : ']';
            this.around = around;
            this.name = name;
            this.path = around.isEmpty() ? name : around + "/" + name;
            this.start = start;
            this.expected = opening == '{' ? Expected.NAME_OR_END : Expected.VALUE_OR_END;
        }

        static Group outermost() {
            var group = new Group(0, "", "", 0);
            group.expected = Expected.VALUE;
            return group;
        }

        /// The name of the value that comes next, as names of entries are.
        String name() {
            return closing == '}' ? next : Integer.toString(members);
        }
    }

    @Override
    public void head(Parts parts) throws IOException {
        var tokens = new Values(parts);
        int first = 0;
        while (tokens.end() < Lines.SAMPLE && tokens.next()) {
            first = first == 0 ? tokens.kind() : first;
            token(parts, tokens);
        }
        if (first != '{' && first != '[' || values == 0) {
            throw parts.broken(0, "no object and no array with a value in it");
        }
        if (tokens.end() >= parts.size()) {
            atEnd(parts);
        }
        parts.fact("kind", first == '{' ? "object" : "array");
    }

    @Override
    public void body(Parts parts) throws IOException {
        telling = true;
        spent = 0;
        open.clear();
        group = Group.outermost();
        parts.structure(0, parts.size(), "punctuation");
        var tokens = new Values(parts);
        while (tokens.next()) {
            if (spent > parts.limits().tableBytes() / 4 * 3 && tokens.kind() == ',') {
                // a comma, so that the rest is no text of JSON
                parts.entry("", Name.of("rest of the text"), Metadata.NONE, tokens.start(), parts.size()
                        - tokens.start());
                return;
            }
            token(parts, tokens);
        }
        atEnd(parts);
    }

    private void atEnd(Parts parts) throws FormatException {
        if (group.expected != Expected.NOTHING) {
            throw parts.broken(parts.size(), "a value without an end");
        }
    }

    private void token(Parts parts, Values at) throws IOException {
        switch (at.kind()) {
            case '{', '[' -> begin(parts, at);
            case '}', ']' -> end(parts, at);
            case ':' -> {
                require(parts, at, group.expected == Expected.COLON);
                group.expected = Expected.VALUE;
            }
            case ',' -> {
                require(parts, at, group.expected == Expected.COMMA_OR_END);
                group.expected = group.closing == '}' ? Expected.NAME : Expected.VALUE;
            }
            case '"' -> {
                if (group.expected == Expected.NAME || group.expected == Expected.NAME_OR_END) {
                    name(parts, at);
                } else {
                    value(parts, at);
                }
            }
            default -> value(parts, at);
        }
    }

    private static void require(Parts parts, Values at, boolean allowed) throws FormatException {
        if (!allowed) {
            throw parts.broken(at.start(), "something that may not stand here");
        }
    }

    private void name(Parts parts, Values at) throws IOException {
        long length = at.end() - at.start() - 2;
        if (length > LONGEST_NAME) {
            throw parts.broken(at.start(), "a name of more than " + LONGEST_NAME + " bytes");
        }
        group.next = group.names.name(new String(parts.bytes(at.start() + 1, length), StandardCharsets.UTF_8));
        group.expected = Expected.COLON;
        if (telling) {
            parts.structure(at.start(), at.end() - at.start(), "name");
        }
    }

    private void beforeValue(Parts parts, Values at) throws FormatException {
        require(parts, at, group.expected == Expected.VALUE || group.expected == Expected.VALUE_OR_END);
        spent += group.path.length() + 2L * group.next.length() + ENTRY;
    }

    private void afterValue() {
        group.members++;
        group.expected = open.isEmpty() ? Expected.NOTHING : Expected.COMMA_OR_END;
    }

    private void value(Parts parts, Values at) throws IOException {
        beforeValue(parts, at);
        values++;
        if (telling) {
            entry(parts, group.path, group.name(), at.start(), at.end());
        }
        afterValue();
    }

    private static void entry(Parts parts, String directory, String name, long start, long end)
            throws FormatException {
        parts.entry(directory, Name.of(name), Metadata.NONE, start, end - start);
    }

    private void begin(Parts parts, Values at) throws IOException {
        beforeValue(parts, at);
        if (open.size() >= MOST_DEEP) {
            throw parts.broken(at.start(), "values nested more than " + MOST_DEEP + " deep");
        }
        var inside = new Group(at.kind(), group.path, open.isEmpty() ? "" : group.name(), at.start());
        open.push(group);
        group = inside;
    }

    private void end(Parts parts, Values at) throws IOException {
        require(parts, at, !open.isEmpty() && at.kind() == group.closing && (group.expected == Expected.COMMA_OR_END
                || group.expected == Expected.NAME_OR_END || group.expected == Expected.VALUE_OR_END));
        if (group.members == 0 && open.size() > 1) {
            values++;
            if (telling) {
                entry(parts, group.around, group.name, group.start, at.end());
            }
        }
        group = open.pop();
        afterValue();
    }
}
