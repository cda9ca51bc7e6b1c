package org.selfsame.format.accounts;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The files of accounts, by what their lines look like. Sources: passwd(5), shadow(5), group(5), gshadow(5).
enum AccountFile {
    PASSWD("[^:\\s\\d][^:\\s]*:[^:]*:\\d+:\\d+:[^:]*:(?:/[^:]*)?:(?:/[^:]*)?",
            "name:password:user_id:group_id:comment:home:shell"),
    SHADOW("[^:\\s\\d][^:\\s]*:[^:\\s]*:\\d*:\\d*:\\d*:\\d*:\\d*:\\d*:\\d*", "name:password:last_change:minimum_age:"
            + "maximum_age:warning_period:inactivity_period:expiration_date:reserved"),
    GROUP("[^:\\s\\d][^:\\s]*:[^:\\s]*:\\d+:[^:\\s]*", "name:password:group_id:members"),
    GSHADOW("[^:\\s\\d][^:\\s]*:(?:|[!*]+|x|\\$[^:\\s]*):[^:\\s]*:[^:\\s]*", "name:password:administrators:members");

    private final Pattern line;
    private final String fields;

    AccountFile(String line, String fields) {
        this.line = Pattern.compile(line);
        this.fields = fields;
    }

    /// The name below `/etc`.
    String commonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The names of the fields of a line.
    List<String> fields() {
        return List.of(fields.split(":", -1));
    }

    /// Whether the line can be one of this file.
    boolean accepts(String text) {
        return line.matcher(text).matches();
    }
}
