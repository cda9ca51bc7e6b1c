package org.selfsame.apt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.selfsame.codec.CompressedStream;
import org.selfsame.codec.Compressions;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.ar.ArFormat;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;

/// What a Debian package says of itself. Source: deb(5), deb-control(5).
final class DebControl {
    private static final String FORMAT = "deb";
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_MEMBERS = 1 << 10;

    private final String text;
    private final Map<String, String> fields;

    private DebControl(String text, Map<String, String> fields) {
        this.text = text;
        this.fields = fields;
    }

    /// Reads it.
    ///
    /// @throws FormatException if `deb` is no Debian package
    /// @throws IOException if it cannot be read
    static DebControl read(Content deb) throws IOException {
        var members = new ArFormat().open(deb, Limits.DEFAULT).tree().root().children();
        var archive = new TarFormat().open(decoded(controlMember(members)), Limits.DEFAULT).tree();
        if (!(archive.find("control").orElse(null) instanceof Entry.File file) || file.size() > MOST_BYTES) {
            throw new FormatException(FORMAT, 0, "no file called control");
        }
        var text = new String(file.content().bytes(0, (int) file.size()), StandardCharsets.UTF_8).strip();
        try (var paragraphs = new Paragraphs(FORMAT, new BufferedReader(new StringReader(text)))) {
            var fields = paragraphs.next();
            if (fields == null || paragraphs.next() != null) {
                throw new FormatException(FORMAT, 0, "its file control is not one paragraph");
            }
            return new DebControl(text, fields);
        }
    }

    private static Content controlMember(List<Entry> members) throws IOException {
        var found = members.stream().filter(it -> it.name().toString().matches("control[.]tar([.][a-z0-9]+)?"))
                .toList();
        if (found.size() != 1 || !(found.getFirst() instanceof Entry.File file)) {
            throw new FormatException(FORMAT, 0, "not one member called control.tar");
        }
        return file.content();
    }

    private static Content decoded(Content stored) throws IOException {
        var compression = Compressions.at(stored, 0);
        if (compression == null) {
            return stored;
        }
        var decoded = CompressedStream.of(compression, stored, MOST_BYTES, MOST_MEMBERS).content();
        return new BytesContent(decoded.bytes(0, (int) Math.min(decoded.size(), MOST_BYTES)));
    }

    /// All of it, without a line feed at the end.
    String text() {
        return text;
    }

    /// A field, by its name in lower case, or empty.
    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
