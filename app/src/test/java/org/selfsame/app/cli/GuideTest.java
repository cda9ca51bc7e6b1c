package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Holds what is written for people to the program. The pictures of the guide are the business of `ScreensTest`.
class GuideTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```");
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\./)?selfsame +(.+)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    @ParameterizedTest
    @MethodSource
    void commandLinesFitTheProgram(String line) {
        var words = WORD.matcher(line).results().map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
        assertThat(Commands.names()).contains(words.getFirst());
        var command = Commands.namedIn(words.toArray(String[]::new)).values().iterator().next();

        assertThatNoException().isThrownBy(() -> new CommandLine(command.spec())
                .parseArgs(words.subList(1, words.size()).toArray(String[]::new)));
    }

    static List<String> commandLinesFitTheProgram() throws IOException {
        var lines = new ArrayList<String>();
        for (var page : List.of("README.md", "docs/guide.md")) {
            var blocks = BLOCK.matcher(Files.readString(ROOT.resolve(page))).results().map(it -> it.group(1)).toList();
            blocks.forEach(block -> COMMAND.matcher(block).results().map(it -> it.group(1).replaceFirst(" +#.*", ""))
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(lines::add));
        }
        assertThat(lines).hasSizeGreaterThan(20);
        return lines;
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (var page : pages()) {
            for (var link : found(LINK, page)) {
                var target = page.resolveSibling(link.group(1)).normalize();
                // made by the tests of the window, perhaps later
                if (!link.group(1).contains("/target/screenshots/")) {
                    assertThat(target).as("link in " + page).exists();
                }
            }
        }
    }

    @Test
    void testsThatConfirmDecisionsExist() throws IOException {
        for (var page : pages()) {
            for (var named : found(TEST, page)) {
                var source = source(named.group(1));
                assertThat(source).as(named.group(1) + ", named in " + page).isNotEmpty();
                if (named.group(2) != null) {
                    assertThat(source).as(page.toString()).contains(" " + named.group(2) + "(");
                }
            }
        }
    }

    private static List<Path> pages() throws IOException {
        try (var files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")),
                    files.filter(file -> file.toString().endsWith(".md"))).toList();
        }
    }

    private static List<MatchResult> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().toList();
    }

    private static String source(String test) throws IOException {
        for (var module : List.of("core", "app")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                var file = files.filter(path -> path.endsWith(test + ".java")).findFirst();
                if (file.isPresent()) {
                    return Files.readString(file.get());
                }
            }
        }
        return "";
    }
}
