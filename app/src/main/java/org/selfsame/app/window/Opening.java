package org.selfsame.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.verify.Request.BroughtKey;

/// What the window is opened on: `[--open] FILE… [--key FILE --as NAME]`, as the desktop, the user or `selfsame demo`
/// gives it.
///
/// @param files an image and what belongs to it; empty for the home screen
/// @param keys keys that the user brings, as `selfsame verify` takes them
record Opening(List<Path> files, List<BroughtKey> keys) {

    /// Reads the arguments. A key without a name, or a name without a key, is left out.
    static Opening of(List<String> arguments) {
        var files = new ArrayList<Path>();
        var keys = new ArrayList<BroughtKey>();
        Path key = null;
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            switch (argument) {
                case "--open" -> {
                }
                case "--key" -> key = rest.hasNext() ? Path.of(rest.next()) : null;
                case "--as" -> add(keys, key, rest.hasNext() ? rest.next() : "");
                default -> files.add(Path.of(argument));
            }
        }
        return new Opening(List.copyOf(files), List.copyOf(keys));
    }

    private static void add(List<BroughtKey> keys, @Nullable Path key, String name) {
        if (key != null && !name.isEmpty()) {
            keys.add(new BroughtKey(key, name));
        }
    }
}
