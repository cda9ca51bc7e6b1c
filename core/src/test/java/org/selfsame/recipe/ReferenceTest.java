package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.selfsame.recipe.RecipeException.Reason;

/// `docs/recipe.md` names the keys that there are, and no others.
class ReferenceTest {
    private static final Pattern ROW = Pattern.compile("\\| ((?:`[a-z-]+`(?:, )?)+) \\|.*");
    private static final Pattern KEY = Pattern.compile("`([a-z-]+)`");
    private static final Pattern TAKEN = Pattern.compile(
            "(?:text|flag|number|time|texts|table|tables|uris|specs|digests|choice|constant)\\((?:[\\w.]+\\.class, \\s*)?(?:(?:toml|table), )?\"([a-z-]+)\"");

    private static Path file(String path) {
        return Path.of("").toAbsolutePath().resolveSibling(path);
    }

    /// The keys of the tables below each heading, as a line of TOML that has each with a value of the wrong kind.
    private static List<String> documented() throws IOException {
        var keys = new ArrayList<String>();
        var section = "";
        boolean inside = false;
        for (var line : Files.readAllLines(file("docs/recipe.md"))) {
            if (line.startsWith("## ")) {
                inside = line.contains("selfsame.toml");
            } else if (line.startsWith("### ")) {
                section = line.replaceAll("[#` ]", "") + "\n";
            }
            var row = ROW.matcher(line);
            if (inside && row.matches()) {
                KEY.matcher(row.group(1)).results().forEach(key -> keys.add(key.group(1)));
                for (var key : KEY.matcher(row.group(1)).results().toList()) {
                    keys.set(keys.lastIndexOf(key.group(1)), section + key.group(1));
                }
            }
        }
        return keys;
    }

    @Test
    void namesNoKeyThatIsNotThere() throws IOException {
        assertThat(documented()).hasSizeGreaterThan(40).allSatisfy(key -> assertThatThrownBy(
                () -> Settings.read(key + " = 1.5\n")).as(key).isInstanceOfSatisfying(RecipeException.class,
                        e -> assertThat(e.reason()).isIn(Reason.WRONG_TYPE, Reason.MISSING_KEY)));
    }

    @Test
    void namesEachKeyThatIsThere() throws IOException {
        var source = Files.readString(file("core/src/main/java/org/selfsame/recipe/Settings.java"));
        var taken = new TreeSet<String>();
        TAKEN.matcher(source).results().forEach(key -> taken.add(key.group(1)));
        taken.removeAll(List.of("archive", "packages", "overlay", "boot", "image"));
        var documented = new TreeSet<String>();
        documented().forEach(key -> documented.add(key.substring(key.lastIndexOf('\n') + 1)));

        documented.removeAll(List.of("image", "components"));
        taken.remove("components");
        assertThat(documented).containsExactlyElementsOf(taken);
    }
}
