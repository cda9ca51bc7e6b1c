package org.selfsame.verify;

import java.util.LinkedHashMap;
import java.util.Map;

/// The file `os-release`: lines of `KEY=value`, the value quoted as in a shell (os-release(5)).
final class OsRelease {
    private OsRelease() {}

    /// The values by key; lines of any other form are left out, of two values for a key the last counts.
    static Map<String, String> parse(String text) {
        var values = new LinkedHashMap<String, String>();
        text.lines().map(String::strip).filter(line -> !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
            }
        });
        return values;
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
        if (!quoted) {
            return value;
        }
        var inner = value.substring(1, value.length() - 1);
        return value.startsWith("'") ? inner : inner.replaceAll("\\\\([\"$`\\\\])", "$1");
    }
}
