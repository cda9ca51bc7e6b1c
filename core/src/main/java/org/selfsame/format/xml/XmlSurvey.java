package org.selfsame.format.xml;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Lines;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Siblings;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The elements of a document. Many texts begin with a tag, above all those in HTML: the first 64 KiB must be well-formed.
///
/// An element that has neither attributes nor elements is an entry: its text. Any other is a directory: of its elements, of
/// its attributes as `@name`, and of its texts as `text`.
final class XmlSurvey implements Survey {
    private static final int MOST_DEEP = 256;
    /// What an entry takes in memory beside its path.
    private static final long ENTRY = 160;
    private static final String MARK = "\u00ef\u00bb\u00bf";
    /// Attributes that tell elements of one name apart.
    private static final Set<String> KEYS = Set.of("id", "xml:id", "name", "key");

    private final ArrayDeque<Element> open = new ArrayDeque<>();
    private Siblings roots = new Siblings();
    private boolean telling;
    private long spent;
    private int elements;

    /// An element that has not ended.
    private static final class Element {
        final String tag;
        final String directory;
        final String name;
        final long inside;
        final Siblings below = new Siblings();
        /// Whether it was told as a directory.
        boolean directoryToo;
        long textStart = -1;
        long textEnd;
        boolean blank = true;

        Element(String tag, String directory, String name, long inside) {
            this.tag = tag;
            this.directory = directory;
            this.name = name;
            this.inside = inside;
        }

        String path() {
            return directory.isEmpty() ? name : directory + "/" + name;
        }
    }

    @Override
    public void head(Parts parts) throws IOException {
        var markup = new Markup(parts);
        String root = "";
        while (markup.end() < Lines.SAMPLE && markup.next()) {
            if (elements == 0 && (markup.kind() == Markup.Kind.START || markup.kind() == Markup.Kind.EMPTY)) {
                root = markup.name();
            }
            token(parts, markup);
        }
        if (elements == 0) {
            throw parts.broken(0, "no element");
        }
        if (markup.end() >= parts.size()) {
            atEnd(parts);
        }
        parts.fact("root", root);
    }

    @Override
    public void body(Parts parts) throws IOException {
        telling = true;
        spent = 0;
        elements = 0;
        open.clear();
        roots = new Siblings();
        var markup = new Markup(parts);
        while (markup.next()) {
            if (spent > parts.limits().tableBytes() / 4 * 3 && markup.kind() == Markup.Kind.END && !open.isEmpty()) {
                // an end tag, so that the rest is no document
                flush(parts, open.element());
                parts.entry("", Name.of("rest of the document"), Metadata.NONE, markup.start(), parts.size()
                        - markup.start());
                return;
            }
            token(parts, markup);
        }
        atEnd(parts);
    }

    private void atEnd(Parts parts) throws FormatException {
        if (!open.isEmpty()) {
            throw parts.broken(parts.size(), "the element " + open.element().tag + " has no end");
        }
    }

    private void token(Parts parts, Markup markup) throws IOException {
        switch (markup.kind()) {
            case START, EMPTY -> start(parts, markup);
            case END -> end(parts, markup);
            case TEXT, CDATA -> text(parts, markup);
            case COMMENT, INSTRUCTION, DOCTYPE -> {
                if (!open.isEmpty()) {
                    becomeDirectory(parts, open.element());
                }
                tell(parts, markup);
            }
        }
    }

    private void tell(Parts parts, Markup markup) throws FormatException {
        if (telling) {
            parts.structure(markup.start(), markup.end() - markup.start(), markup.kind().words());
        }
    }

    private void start(Parts parts, Markup markup) throws IOException {
        if (open.isEmpty() && elements > 0) {
            throw parts.broken(markup.start(), "a second root");
        }
        if (open.size() >= MOST_DEEP) {
            throw parts.broken(markup.start(), "elements nested more than " + MOST_DEEP + " deep");
        }
        elements++;
        var around = open.peek();
        if (around != null) {
            becomeDirectory(parts, around);
        }
        tell(parts, markup);
        var directory = around == null ? "" : around.path();
        var name = (around == null ? roots : around.below).name(label(markup));
        var element = new Element(markup.name(), directory, name, markup.end());
        spent += directory.length() + 2L * name.length() + ENTRY;
        open.push(element);
        element.directoryToo = !markup.attributes().isEmpty();
        for (var attribute : markup.attributes()) {
            spent += element.path().length() + attribute.name().length() + ENTRY;
            if (telling) {
                parts.entry(element.path(), PartNames.of("@" + attribute.name()), Metadata.NONE, attribute.start(),
                        attribute.length());
            }
        }
        if (markup.kind() == Markup.Kind.EMPTY) {
            close(parts, markup.end());
        }
    }

    private static String label(Markup markup) {
        for (var attribute : markup.attributes()) {
            if (KEYS.contains(attribute.name())) {
                return markup.name() + " " + attribute.value();
            }
        }
        return markup.name();
    }

    private void end(Parts parts, Markup markup) throws IOException {
        if (open.isEmpty() || !open.element().tag.equals(markup.name())) {
            throw parts.broken(markup.start(), "an end tag of another element than the one that is open");
        }
        close(parts, markup.start());
        tell(parts, markup);
    }

    private void close(Parts parts, long end) throws IOException {
        var element = open.element();
        if (element.directoryToo) {
            flush(parts, element);
        } else if (telling) {
            parts.entry(element.directory, Name.of(element.name), Metadata.NONE, element.inside, end
                    - element.inside);
        }
        open.pop();
    }

    private void becomeDirectory(Parts parts, Element element) throws IOException {
        element.directoryToo = true;
        flush(parts, element);
    }

    /// Tells the text that came last in an element.
    private void flush(Parts parts, Element element) throws IOException {
        if (element.textStart >= 0 && telling) {
            text(parts, element, element.textStart, element.textEnd);
        }
        element.textStart = -1;
        element.blank = true;
    }

    private static void text(Parts parts, Element element, long start, long end) throws IOException {
        if (element.blank) {
            parts.padding(start, end - start, "white space");
        } else {
            parts.entry(element.path(), Name.of(element.below.name("text")), Metadata.NONE, start, end - start);
        }
    }

    private void text(Parts parts, Markup markup) throws IOException {
        @Nullable
        Element element = open.peek();
        if (element == null) {
            outside(parts, markup);
            return;
        }
        element.textStart = element.textStart < 0 ? markup.start() : element.textStart;
        element.textEnd = markup.end();
        element.blank &= markup.kind() == Markup.Kind.TEXT && markup.isBlank();
        spent += element.blank ? 0 : element.path().length() + ENTRY;
    }

    private void outside(Parts parts, Markup markup) throws IOException {
        boolean mark = markup.start() == 0 && isMark(parts);
        if (!markup.isBlank() && !(mark && markup.end() == MARK.length())) {
            throw parts.broken(markup.start(), "text outside the root");
        }
        if (telling) {
            parts.padding(markup.start(), markup.end() - markup.start(), mark ? "byte order mark" : "white space");
        }
    }

    private static boolean isMark(Parts parts) throws IOException {
        for (int i = 0; i < MARK.length(); i++) {
            if (i >= parts.size() || (parts.bytes(i, 1)[0] & 0xff) != MARK.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
