package org.selfsame.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The settings files that `lb config` writes: assignments of the shell, of which only those are taken that mean the same
/// without a shell.
final class ShellSettings {
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(?:\"([^\"$`\\\\]*)\"|'([^']*)'|([A-Za-z0-9_./:+,@%-]*))\\s*(?:#.*)?");

    private final SortedMap<String, Value> values = new TreeMap<>();
    private final List<Value> unreadable = new ArrayList<>();

    /// A setting.
    ///
    /// @param path the file
    /// @param line the line in it
    /// @param text the value, or the whole line where it cannot be read
    record Value(String path, int line, String text) {}

    /// Adds what a file says; later files win.
    void read(String path, String text) {
        int number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            var assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                var value = assignment.group(2) != null
                        ? assignment.group(2)
                        : assignment.group(3) != null ? assignment.group(3) : assignment.group(4);
                values.put(assignment.group(1), new Value(path, number, value.strip()));
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                unreadable.add(new Value(path, number, line.strip()));
            }
        }
    }

    /// All settings by name.
    SortedMap<String, Value> values() {
        return values;
    }

    /// Lines that are something else.
    List<Value> unreadable() {
        return unreadable;
    }

    /// Whether no file said anything.
    boolean isEmpty() {
        return values.isEmpty();
    }
}
