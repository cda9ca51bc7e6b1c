package org.selfsame.iuk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.selfsame.content.FormatException;

/// The file `control.yml`: a YAML map with the one key `delete_files`, a list of paths. Of YAML, only the forms are taken that
/// such a list is written in; anything else is refused, as it could mean something else to another reader.
final class ControlFile {
    static final String NAME = "control.yml";

    private static final String FORMAT = "iuk";
    private static final String KEY = "delete_files:";
    /// Text that no reader of YAML takes for anything but itself.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_./][A-Za-z0-9_./+~@=-]*");
    private static final List<String> WORDS = List.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");
    /// A list of nothing, on the line of the key.
    private static final List<String> EMPTY = List.of("[]", "~", "null");
    /// Far more paths than a release removes.
    private static final int MOST = 10_000;

    private ControlFile() {}

    /// The bytes of a file that lists `paths`.
    static byte[] write(List<String> paths) {
        var text = new StringBuilder("---\n").append(KEY);
        if (paths.isEmpty()) {
            text.append(" []");
        }
        for (var path : paths) {
            text.append("\n- ").append(quoted(path));
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String path) {
        boolean plain = PLAIN.matcher(path).matches() && !WORDS.contains(path.toLowerCase(Locale.ROOT));
        return plain ? path : "'" + path.replace("'", "''") + "'";
    }

    /// The paths in `bytes`, as they are written, checked for nothing.
    ///
    /// @throws FormatException if it is anything but such a list
    static List<String> read(byte[] bytes) throws FormatException {
        var paths = new ArrayList<String>();
        boolean key = false;
        boolean open = false;
        boolean started = false;
        boolean ended = false;
        int offset = 0;
        for (var line : new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            var text = line.stripTrailing();
            if (text.startsWith(KEY) && !key && !ended) {
                key = true;
                var value = text.substring(KEY.length()).strip();
                open = value.isEmpty();
                if (!open && !EMPTY.contains(value)) {
                    throw bad(offset);
                }
            } else if (text.stripLeading().startsWith("- ") && open && !ended) {
                if (paths.size() == MOST) {
                    throw new FormatException(FORMAT, offset, NAME + " lists more than " + MOST + " files to delete");
                }
                paths.add(value(text.stripLeading().substring(2).strip(), offset));
            } else if (text.equals("---") && !key && !started && !ended) {
                started = true;
            } else if (text.equals("...")) {
                ended = true;
            } else if (!text.isBlank() && !text.startsWith("#")) {
                throw bad(offset);
            }
            offset += line.length() + 1;
        }
        return paths;
    }

    private static String value(String text, int offset) throws FormatException {
        var value = text;
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            value = text.substring(1, text.length() - 1);
            if (value.replace("''", "").contains("'")) {
                throw bad(offset);
            }
            value = value.replace("''", "'");
        } else if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            value = text.substring(1, text.length() - 1);
            if (value.contains("\"") || value.contains("\\")) {
                throw bad(offset);
            }
        } else if (text.isEmpty() || "'\"&*!|>%@`{}[]#,?-".indexOf(text.charAt(0)) >= 0 || text.contains(": ")
                || text.contains(" #") || text.endsWith(":")) {
            throw bad(offset);
        }
        return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static FormatException bad(int offset) {
        return new FormatException(FORMAT, offset, NAME + " is not a list of files to delete, as kits write it");
    }
}
