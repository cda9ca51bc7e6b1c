package org.selfsame.trust.checksum;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of a list of checksums, taken apart but not yet believed.
///
/// @param hex the digest
/// @param name the file's name; null if the line is a digest alone
/// @param escaped whether GNU's escapes are in the name
/// @param tag the algorithm's name, if the line has one
record ChecksumLine(String hex, @Nullable String name, boolean escaped, @Nullable String tag) {
    /// GNU: digest, blank, blank or `*`, name. BSD's reversed style has one blank only.
    private static final Pattern GNU = Pattern.compile("(\\\\?)(\\p{XDigit}{8,}) (?:[ *])?(.*)", Pattern.DOTALL);
    private static final Pattern BSD = Pattern
            .compile("(\\\\?)([A-Za-z][A-Za-z0-9/-]*) ?\\((.*)\\) ?= ?(\\p{XDigit}{8,})", Pattern.DOTALL);
    private static final Pattern BARE = Pattern.compile("\\p{XDigit}{8,}");

    static Optional<ChecksumLine> of(String line) {
        var gnu = GNU.matcher(line);
        if (gnu.matches()) {
            return Optional.of(new ChecksumLine(gnu.group(2), gnu.group(3), !gnu.group(1).isEmpty(), null));
        }
        var bsd = BSD.matcher(line);
        if (bsd.matches()) {
            return Optional.of(new ChecksumLine(bsd.group(4), bsd.group(3), !bsd.group(1).isEmpty(), bsd.group(2)));
        }
        return BARE.matcher(line).matches()
                ? Optional.of(new ChecksumLine(line, null, false, null))
                : Optional.empty();
    }

    /// The name with its escapes undone: `\\`, `\n` and `\r`. Empty if an escape is another.
    Optional<String> plainName() {
        if (name == null || !escaped) {
            return Optional.ofNullable(name);
        }
        var out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\') {
                i++;
                switch (i < name.length() ? name.charAt(i) : 0) {
                    case '\\' -> out.append('\\');
                    case 'n' -> out.append('\n');
                    case 'r' -> out.append('\r');
                    default -> {
                        return Optional.empty();
                    }
                }
            } else {
                out.append(c);
            }
        }
        return Optional.of(out.toString());
    }
}
