package org.selfsame.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.selfsame.recipe.RecipeException.Reason;

/// A package list of live-build: names, comments, and conditions on its settings (live-build manual, 8.2).
///
/// ```
/// live-boot          # more names may follow
/// #if ARCHITECTURE amd64 i386
/// memtest86+
/// #endif
/// ! Packages Priority standard
/// ```
final class PackageList {
    private final String path;
    private final Map<String, String> settings;
    private final List<Line> packages = new ArrayList<>();
    private final List<Line> unsupported = new ArrayList<>();
    private boolean nested;
    private boolean enabled = true;

    private PackageList(String path, Map<String, String> settings) {
        this.path = path;
        this.settings = settings;
    }

    /// What a line says.
    record Line(int number, String text) {}

    /// What a list says.
    ///
    /// @param packages what is asked for, in order
    /// @param unsupported commands, and conditions on what is not known
    record Parsed(List<Line> packages, List<Line> unsupported) {}

    /// @param settings the settings of live-build without `LB_`
    /// @throws RecipeException if a line is none of a list
    static Parsed parse(String path, String text, Map<String, String> settings) throws RecipeException {
        var list = new PackageList(path, settings);
        int number = 0;
        for (var line : text.split("\n", -1)) {
            list.line(++number, line.strip());
        }
        if (list.nested) {
            throw new RecipeException(Reason.BAD_CONDITION, path, number, "");
        }
        return new Parsed(list.packages, list.unsupported);
    }

    private void line(int number, String line) throws RecipeException {
        if (line.startsWith("#if ")) {
            begin(number, line, true);
        } else if (line.startsWith("#nif ")) {
            begin(number, line, false);
        } else if (line.startsWith("#endif")) {
            nested = false;
            enabled = true;
        } else if (line.startsWith("!")) {
            // as live-build has it, a command runs whatever the condition says
            unsupported.add(new Line(number, line));
        } else if (!line.startsWith("#") && enabled) {
            names(number, line);
        }
    }

    private void begin(int number, String line, boolean wanted) throws RecipeException {
        if (nested) {
            throw new RecipeException(Reason.BAD_CONDITION, path, number, line);
        }
        nested = true;
        var words = line.split("\\s+", -1);
        var name = words.length > 1 ? words[1] : "";
        var value = settings.get(name);
        if (value == null) {
            unsupported.add(new Line(number, line));
        }
        var has = value == null ? List.<String>of() : Arrays.asList(value.split("[\\s,]+", -1));
        boolean met = Arrays.stream(words).skip(2).anyMatch(has::contains);
        enabled = met == wanted;
    }

    private void names(int number, String line) throws RecipeException {
        for (var word : line.split("\\s+", -1)) {
            if (word.startsWith("#")) {
                break;
            }
            if (!word.isEmpty()) {
                packages.add(new Line(number, PackageNames.check(word, path, number)));
            }
        }
    }
}
