package org.selfsame.format.xml;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Parts;

/// The tags and texts of a document one after the other. Source: W3C, Extensible Markup Language (XML) 1.0, fifth edition,
/// section 2. Document types are stepped over and entities left as they stand: nothing is looked up and nothing grows. Not
/// thread-safe.
final class Markup {
    /// No tag of a real document is near this.
    private static final int LONGEST_TAG = 1 << 20;

    private final Parts parts;
    private Kind kind = Kind.TEXT;
    private long start;
    private long end;
    private boolean blank;
    private String name = "";
    private List<Attribute> attributes = List.of();

    Markup(Parts parts) {
        this.parts = parts;
    }

    /// What a token is.
    enum Kind {
        START("start tag"), END("end tag"), EMPTY("empty tag"), TEXT("text"), CDATA("text"), COMMENT("comment"),
        INSTRUCTION("processing instruction"), DOCTYPE("document type");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// An attribute; the value lies at `start`, without its quotes.
    record Attribute(String name, long start, long length, String value) {}

    /// Goes to the next token.
    ///
    /// @return whether there is one
    /// @throws FormatException if it has no end, or breaks a rule
    /// @throws IOException if it cannot be read
    boolean next() throws IOException {
        start = end;
        name = "";
        attributes = List.of();
        if (start >= parts.size()) {
            return false;
        }
        if (at(start) != '<') {
            text();
        } else if (starts("<!--")) {
            enclosed(Kind.COMMENT, 4, "-->");
        } else if (starts("<![CDATA[")) {
            enclosed(Kind.CDATA, 9, "]]>");
        } else if (starts("<?")) {
            enclosed(Kind.INSTRUCTION, 2, "?>");
        } else if (starts("<!DOCTYPE")) {
            documentType();
        } else {
            tag();
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /// Whether a text is white space alone.
    boolean isBlank() {
        return blank;
    }

    /// The name of the element of a tag.
    String name() {
        return name;
    }

    List<Attribute> attributes() {
        return attributes;
    }

    static boolean isSpace(int b) {
        return b == ' ' || b == '\n' || b == '\t' || b == '\r';
    }

    private int at(long offset) throws IOException {
        return (int) parts.number(offset, 1, ByteOrder.BIG_ENDIAN);
    }

    private boolean starts(String text) throws IOException {
        return matches(start, text);
    }

    private boolean matches(long offset, String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            if (offset + i >= parts.size() || at(offset + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void text() throws IOException {
        kind = Kind.TEXT;
        blank = true;
        long last = start;
        for (; last < parts.size(); last++) {
            int b = at(last);
            if (b == '<') {
                break;
            }
            if (b < ' ' && !isSpace(b)) {
                throw parts.broken(last, "a control character");
            }
            blank &= isSpace(b);
        }
        end = last;
    }

    private void enclosed(Kind what, int opening, String closing) throws IOException {
        kind = what;
        blank = false;
        for (long last = start + opening; last < parts.size(); last++) {
            last = parts.find(last, closing.charAt(0), Long.MAX_VALUE);
            if (last < 0) {
                break;
            }
            if (matches(last, closing)) {
                end = last + closing.length();
                return;
            }
        }
        throw parts.broken(start, "a " + what.words() + " without an end");
    }

    /// Steps over a document type, with what it declares between brackets.
    private void documentType() throws IOException {
        kind = Kind.DOCTYPE;
        boolean inside = false;
        int quote = 0;
        for (long last = start + 1; last < parts.size(); last++) {
            int b = at(last);
            if (quote != 0) {
                quote = b == quote ? 0 : quote;
            } else if (inside && matches(last, "<!--")) {
                last = commentEnd(last);
            } else if (b == '"' || b == '\'') {
                quote = b;
            } else if (b == '[' || b == ']') {
                inside = b == '[';
            } else if (b == '>' && !inside) {
                end = last + 1;
                return;
            }
        }
        throw parts.broken(start, "a document type without an end");
    }

    /// Offset of the last byte of the comment at `offset`.
    private long commentEnd(long offset) throws IOException {
        for (long last = offset + 4; last >= 0; last = parts.find(last + 1, '-', Long.MAX_VALUE)) {
            if (matches(last, "-->")) {
                return last + 2;
            }
        }
        throw parts.broken(offset, "a comment without an end");
    }

    private void tag() throws IOException {
        boolean closes = starts("</");
        long last = start + (closes ? 2 : 1);
        long from = last;
        int quote = 0;
        for (; last < parts.size() && last - start < LONGEST_TAG; last++) {
            int b = at(last);
            if (quote != 0) {
                quote = b == quote ? 0 : quote;
            } else if (b == '"' || b == '\'') {
                quote = b;
            } else if (b == '>') {
                break;
            }
            if (b == '<' || b < ' ' && !isSpace(b)) {
                throw parts.broken(last, "a character that no tag may have");
            }
        }
        if (last >= parts.size() || last - start >= LONGEST_TAG) {
            throw parts.broken(start, "a tag without an end");
        }
        end = last + 1;
        boolean empty = !closes && last > from && at(last - 1) == '/';
        kind = closes ? Kind.END : empty ? Kind.EMPTY : Kind.START;
        split(parts.bytes(from, last - from - (empty ? 1 : 0)), from);
    }

    /// Takes a tag apart: its name, then attributes after white space.
    private void split(byte[] tag, long from) throws FormatException {
        int at = nameEnd(tag, 0);
        if (at == 0 || !(Character.isLetter(tag[0]) || tag[0] == '_' || tag[0] == ':' || tag[0] < 0)) {
            throw parts.broken(from, "no name of an element");
        }
        name = utf8(tag, 0, at);
        var found = new ArrayList<Attribute>();
        while (true) {
            int word = skipSpace(tag, at);
            if (word == tag.length) {
                break;
            }
            int after = nameEnd(tag, word);
            int equals = skipSpace(tag, after);
            int quote = equals < tag.length && tag[equals] == '=' ? skipSpace(tag, equals + 1) : tag.length;
            if (kind == Kind.END || word == at || after == word || quote == tag.length
                    || tag[quote] != '"' && tag[quote] != '\'') {
                throw parts.broken(from + word, "no attribute");
            }
            int close = quote + 1;
            while (close < tag.length && tag[close] != tag[quote]) {
                close++;
            }
            if (close == tag.length) {
                throw parts.broken(from + quote, "a value without an end");
            }
            found.add(new Attribute(utf8(tag, word, after), from + quote + 1, close - quote - 1L,
                    utf8(tag, quote + 1, close)));
            at = close + 1;
        }
        attributes = found;
    }

    private static int nameEnd(byte[] tag, int from) {
        int at = from;
        while (at < tag.length && !isSpace(tag[at]) && "=\"'/<".indexOf(tag[at]) < 0) {
            at++;
        }
        return at;
    }

    private static int skipSpace(byte[] tag, int from) {
        int at = from;
        while (at < tag.length && isSpace(tag[at])) {
            at++;
        }
        return at;
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
