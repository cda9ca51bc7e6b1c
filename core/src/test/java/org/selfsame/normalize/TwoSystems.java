package org.selfsame.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.testing.Tool;

/// Two systems that the same tools made under different conditions.
///
/// @param first what was made under condition 1
/// @param second what was made under condition 2
public record TwoSystems(Path first, Path second) {

    /// Runs a script twice, each time in an empty directory of the same path.
    ///
    /// @param script for `sh`; `$1` is 1 or 2, the condition
    public static TwoSystems of(Path directory, String script) throws IOException {
        var made = new ArrayList<Path>();
        for (var condition : List.of("1", "2")) {
            var root = Files.createDirectory(directory.resolve("root"));
            Tool.run(root, "sh", "-ec", "PATH=$PATH:/usr/sbin:/sbin; umask 022\n" + script, "sh", condition);
            made.add(Files.move(root, directory.resolve("system" + condition)));
        }
        return new TwoSystems(made.getFirst(), made.getLast());
    }

    /// Expects that all rules of Tails and these make the systems the same, and that they do not without any one of these.
    /// Both systems are normalized then.
    public TwoSystems sameBy(String... rules) throws IOException {
        var all = new ArrayList<String>();
        for (var rule : rules) {
            all.add("+" + rule);
        }
        for (var rule : rules) {
            var without = new ArrayList<>(all);
            without.add("-" + rule);
            var chosen = Rules.chosen(Profile.TAILS, without);
            assertThat(NormalizedTree.of(first, chosen).lines()).as("without " + rule)
                    .isNotEqualTo(NormalizedTree.of(second, chosen).lines());
        }
        var chosen = Rules.chosen(Profile.TAILS, all);
        assertThat(NormalizedTree.inPlace(first, chosen).lines()).as("with " + String.join(", ", rules))
                .isEqualTo(NormalizedTree.inPlace(second, chosen).lines());
        return this;
    }

    /// The text of a file of the first system.
    public String text(String path) throws IOException {
        return Files.readString(first.resolve(path));
    }

    /// Runs a script in the first system.
    ///
    /// @return what it printed
    public String run(String script) {
        return Tool.run(first, "sh", "-ec", "PATH=$PATH:/usr/sbin:/sbin\n" + script).out();
    }
}
