package org.selfsame.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.recipe.RecipeException.Reason;

/// A `sources.list` in its one-line form (sources.list(5)), with the placeholders of live-build.
final class SourcesList {
    private static final Pattern LINE = Pattern
            .compile("(deb|deb-src)\\s+(?:\\[([^\\]]*)]\\s+)?(\\S+)\\s+(\\S+)((?:\\s+\\S+)*)");
    private static final Pattern PLACEHOLDER = Pattern.compile("@[A-Z_]+@");

    private SourcesList() {}

    /// A line for binary packages.
    ///
    /// @param line its number
    /// @param signedBy the file that `signed-by` names, if it does
    record Source(int line, String uri, String suite, List<String> components, @Nullable String signedBy) {}

    /// What a list says. Lines for source packages say nothing about an image.
    ///
    /// @param unsupported options that would change what is taken
    record Parsed(List<Source> sources, List<String> unsupported) {}

    /// @param placeholders what stands for `@DISTRIBUTION@` and the like
    /// @throws RecipeException if a line is none, or turns checking off
    static Parsed parse(String path, String text, Map<String, String> placeholders) throws RecipeException {
        var sources = new ArrayList<Source>();
        var unsupported = new ArrayList<String>();
        int number = 0;
        for (var raw : text.split("\n", -1)) {
            number++;
            var line = replaced(raw.replaceFirst("#.*", "").strip(), placeholders);
            if (line.isEmpty()) {
                continue;
            }
            var matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new RecipeException(Reason.BAD_ARCHIVE, path, number, line);
            }
            if (matcher.group(1).equals("deb")) {
                var signedBy = options(matcher.group(2), path, number, unsupported);
                sources.add(source(path, number, line, matcher.group(3), matcher.group(4), matcher.group(5), signedBy));
            }
        }
        return new Parsed(sources, unsupported);
    }

    private static Source source(String path, int number, String line, String uri, String suite, String components,
            @Nullable String signedBy) throws RecipeException {
        var names = components.isBlank() ? List.<String>of() : List.of(components.strip().split("\\s+"));
        if (!Archives.isUri(uri) || uri.contains("{") || !Archives.isSuite(suite) || names.isEmpty()
                || !names.stream().allMatch(Archives::isComponent)) {
            throw new RecipeException(Reason.BAD_ARCHIVE, path, number, line);
        }
        return new Source(number, uri, suite, names, signedBy);
    }

    private static String replaced(String line, Map<String, String> placeholders) {
        return PLACEHOLDER.matcher(line).replaceAll(match -> Matcher.quoteReplacement(
                placeholders.getOrDefault(match.group(), match.group())));
    }

    private static @Nullable String options(@Nullable String options, String path, int number,
            List<String> unsupported) throws RecipeException {
        String signedBy = null;
        for (var option : options == null ? new String[0] : options.strip().split("\\s+")) {
            int equals = option.indexOf('=');
            var name = equals < 0 ? option : option.substring(0, equals);
            var value = option.substring(equals + 1);
            switch (name) {
                case "" -> {
                }
                case "signed-by" -> signedBy = value.substring(value.lastIndexOf('/') + 1);
                case "trusted", "allow-insecure", "allow-weak", "allow-downgrade-to-insecure" -> {
                    if (!value.equals("no")) {
                        throw new RecipeException(Reason.UNCHECKED_ARCHIVE, path, number, option);
                    }
                }
                case "check-valid-until", "check-date" -> {
                    if (!value.equals("yes")) {
                        throw new RecipeException(Reason.UNCHECKED_ARCHIVE, path, number, option);
                    }
                }
                default -> unsupported.add(option);
            }
        }
        return signedBy;
    }
}
