package org.selfsame.format.iso9660;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Finds identifiers for the names of a directory: allowed characters, allowed length, no two the same.
final class WrittenNames {
    /// Interchange level 2 and 3 (ECMA-119 §7.5.1): 30 characters of a few kinds, and always a dot.
    private static final Rules PLAIN = new Rules(30, 8, true, WrittenNames::plainPart);
    /// A directory of these levels: the same without a dot.
    private static final Rules PLAIN_DIRECTORY = new Rules(31, 0, false, WrittenNames::plainPart);
    /// Characters of an extension that Joliet keeps where a name is cut.
    private static final int JOLIET_EXTENSION = 16;
    private static final String NOT_IN_JOLIET = "*/:;?\\";
    /// What each ASCII character becomes: almost all names have no others.
    private static final byte[] PLAIN_OF_ASCII = plainOfAscii();

    /// @param length characters at most, without the version
    /// @param extension characters of the extension at most, 0 if a dot has no meaning
    /// @param alwaysDot whether the dot stays without an extension
    /// @param allowed replaces what is not allowed
    private record Rules(int length, int extension, boolean alwaysDot, UnaryOperator<String> allowed) {}

    private WrittenNames() {}

    /// Gives each child of `directory` its identifiers.
    static void assign(PlannedNode directory, Joliet form) {
        var unicode = new Rules(form.nameLength(), JOLIET_EXTENSION, false, WrittenNames::jolietPart);
        Set<String> plain = new HashSet<>();
        Set<String> joliet = new HashSet<>();
        for (var child : directory.children) {
            var name = child.entry.name().toString();
            child.plainName = unique(name, child.isDirectory() ? PLAIN_DIRECTORY : PLAIN, plain)
                    .getBytes(StandardCharsets.US_ASCII);
            if (form != Joliet.NONE && child.isForJoliet()) {
                child.jolietName = units(unique(name, unicode, joliet));
            }
        }
    }

    private static String unique(String name, Rules rules, Set<String> taken) {
        int dot = rules.extension() == 0 ? -1 : name.lastIndexOf('.');
        var stem = rules.allowed().apply(dot <= 0 ? name : name.substring(0, dot));
        var suffix = dot > 0
                ? "." + cut(rules.allowed().apply(name.substring(dot + 1)), rules.extension())
                : rules.alwaysDot() ? "." : "";
        var result = cut(stem, rules.length() - suffix.length()) + suffix;
        for (int number = 1; !taken.add(asRead(result)); number++) {
            var digits = "_" + number;
            result = cut(stem, rules.length() - suffix.length() - digits.length()) + digits + suffix;
        }
        return result;
    }

    /// Names that differ in case only, or in a dot at the end, are one name to many readers.
    private static String asRead(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return upper.endsWith(".") ? upper.substring(0, upper.length() - 1) : upper;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /// The UTF-16 units, the upper half of each first. Nothing is replaced: [#jolietPart] leaves no surrogates.
    private static byte[] units(String name) {
        var units = new byte[2 * name.length()];
        for (int i = 0; i < name.length(); i++) {
            units[2 * i] = (byte) (name.charAt(i) >> 8);
            units[2 * i + 1] = (byte) name.charAt(i);
        }
        return units;
    }

    private static String plainPart(String part) {
        var plain = new byte[part.length()];
        for (int i = 0; i < plain.length; i++) {
            char c = part.charAt(i);
            if (c >= PLAIN_OF_ASCII.length) {
                return plainPartOfAny(part);
            }
            plain[i] = PLAIN_OF_ASCII[c];
        }
        return new String(plain, StandardCharsets.ISO_8859_1);
    }

    private static byte[] plainOfAscii() {
        var plain = new byte[128];
        for (int c = 0; c < plain.length; c++) {
            int upper = c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
            plain[c] = (byte) (upper >= 'A' && upper <= 'Z' || upper >= '0' && upper <= '9' ? upper : '_');
        }
        return plain;
    }

    private static String plainPartOfAny(String part) {
        var upper = part.toUpperCase(Locale.ROOT);
        var out = new StringBuilder(upper.length());
        for (int at = 0; at < upper.length(); at += Character.charCount(upper.codePointAt(at))) {
            char c = upper.charAt(at);
            out.append(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ? c : '_');
        }
        return out.toString();
    }

    private static String jolietPart(String part) {
        int good = 0;
        while (good < part.length() && isForJoliet(part.charAt(good))) {
            good++;
        }
        if (good == part.length()) {
            return part;
        }
        var out = new StringBuilder(part.length());
        for (int at = 0; at < part.length(); at += Character.charCount(part.codePointAt(at))) {
            char c = part.charAt(at);
            out.append(isForJoliet(c) ? c : '_');
        }
        return out.toString();
    }

    private static boolean isForJoliet(char c) {
        return c >= ' ' && c != 0x7f && !Character.isSurrogate(c) && NOT_IN_JOLIET.indexOf(c) < 0;
    }
}
