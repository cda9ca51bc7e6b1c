package org.selfsame.apt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// Fields without an empty line between them, as deb822(5) has them.
final class Stanza {
    private final String format;
    private final long start;
    private final Map<String, String> fields;

    /// @param format what the file is, for errors
    /// @param start where it begins, in bytes
    /// @param fields values by the lower-case names of the fields
    Stanza(String format, long start, Map<String, String> fields) {
        this.format = format;
        this.start = start;
        this.fields = fields;
    }

    /// The value, without the blanks around it; lines of a value that has several are kept. Null if it is not there.
    @Nullable
    String get(String name) {
        return fields.get(name.toLowerCase(Locale.ROOT));
    }

    /// As [#get].
    ///
    /// @throws FormatException if it is not there
    String need(String name) throws FormatException {
        var value = get(name);
        if (value == null) {
            throw broken("no field " + name);
        }
        return value;
    }

    /// The words of a value.
    List<String> words(String name) {
        var value = get(name);
        return value == null || value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
    }

    FormatException broken(String rule) {
        return new FormatException(format, start, rule);
    }
}
