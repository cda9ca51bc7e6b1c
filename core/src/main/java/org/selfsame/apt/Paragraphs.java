package org.selfsame.apt;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// Paragraphs of fields, one after the other, as Debian's control files have them (deb822(5)). Names of fields are in lower
/// case; the lines of a value are separated by line feeds.
final class Paragraphs implements Closeable {
    /// Of one paragraph, in characters. `InRelease` is the largest genuine one, with some 150,000.
    private static final int MOST = 16 << 20;

    private final String format;
    private final BufferedReader in;
    private long line;

    /// @param format what is read, for errors
    Paragraphs(String format, BufferedReader in) {
        this.format = format;
        this.in = in;
    }

    /// The next paragraph, or null at the end.
    ///
    /// @throws FormatException if a line is no field, or a field is there twice
    /// @throws IOException if it cannot be read
    @Nullable
    Map<String, String> next() throws IOException {
        var fields = new LinkedHashMap<String, StringBuilder>();
        StringBuilder value = null;
        int size = 0;
        for (var text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            size += text.length();
            if (size > MOST) {
                throw broken("a paragraph of more than " + MOST + " characters");
            }
            if (text.isBlank()) {
                if (!fields.isEmpty()) {
                    break;
                }
            } else if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
                if (value == null) {
                    throw broken("a continued line without a field");
                }
                value.append('\n').append(text.strip());
            } else if (text.charAt(0) != '#') {
                int colon = text.indexOf(':');
                if (colon <= 0) {
                    throw broken("no field");
                }
                value = new StringBuilder(text.substring(colon + 1).strip());
                if (fields.putIfAbsent(lowerCase(text.substring(0, colon)), value) != null) {
                    throw broken("the field " + text.substring(0, colon) + " twice");
                }
            }
        }
        if (fields.isEmpty()) {
            return null;
        }
        var result = new LinkedHashMap<String, String>();
        fields.forEach((name, text) -> result.put(name, text.toString()));
        return result;
    }

    private static String lowerCase(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private FormatException broken(String rule) {
        return new FormatException(format, line, rule);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
