package org.selfsame.apt;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A package that apt chose, as `--print-uris` names it: `'ADDRESS' NAME_VERSION_ARCHITECTURE.deb SIZE HASH`.
///
/// @param uri its address, escaped as apt wants it back
/// @param name its name
/// @param version its version
/// @param architecture its architecture, or `all`
record Offer(String uri, String name, String version, String architecture) {
    private static final Pattern LINE = Pattern
            .compile("'([^']+)' ([^ _]+)_([^ _]+)_([^ _.]+)[.]deb [0-9]+ (?:\\S*)");

    /// The packages in what apt wrote, in its order.
    static List<Offer> in(List<String> lines) {
        return lines.stream().map(Offer::of).flatMap(Optional::stream).toList();
    }

    private static Optional<Offer> of(String line) {
        var matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Offer(matcher.group(1), decoded(matcher.group(2)), decoded(matcher.group(3)),
                        decoded(matcher.group(4))))
                : Optional.empty();
    }

    /// The address without escapes.
    String address() {
        return decoded(uri);
    }

    /// Without apt's escapes, in which a plus sign is itself; as it is if they are broken.
    static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
