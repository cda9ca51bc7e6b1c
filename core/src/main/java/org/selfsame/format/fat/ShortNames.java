package org.selfsame.format.fat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Gives the names of one directory their 8.3 names, which depend on the names and their order alone. A name that is an 8.3
/// name in one case keeps it; others are shortened, with a number behind `~`, as Windows and mtools do it. Letters beyond
/// ASCII become `_`, because what they are in a short name depends on the code page of the system that reads it.
final class ShortNames {
    private static final int BASE = 8;
    static final int LENGTH = 11;
    private static final String NOT_IN_SHORT = "\"*+,/:;<=>?[\\]|'";
    private static final int LOWER_BASE = 0x08;
    private static final int LOWER_EXTENSION = 0x10;

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> lastNumbers = new HashMap<>();

    /// @param bytes 11 bytes, padded with spaces
    /// @param flags whether base and extension are meant in lower case
    /// @param needsLong whether the name needs entries for the long name beside
    @SuppressWarnings("ArrayRecordComponent")
    record Assigned(byte[] bytes, int flags, boolean needsLong) {}

    /// Keeps the short name of a name that has one without a number, so that no other name gets it.
    void reserve(String name) {
        var parts = Parts.of(name);
        if (!parts.shortened) {
            taken.add(parts.padded(parts.base));
        }
    }

    /// Keeps a short name that is there already.
    void reserve(byte[] shortName) {
        taken.add(new String(shortName, StandardCharsets.ISO_8859_1));
    }

    /// The short name for `name`; all names of the directory were told to [#reserve].
    Assigned of(String name) {
        var parts = Parts.of(name);
        if (!parts.shortened) {
            boolean mixed = parts.baseCase == Case.MIXED || parts.extensionCase == Case.MIXED;
            int flags = mixed
                    ? 0
                    : (parts.baseCase == Case.LOWER ? LOWER_BASE : 0)
                            | (parts.extensionCase == Case.LOWER ? LOWER_EXTENSION : 0);
            return new Assigned(parts.padded(parts.base).getBytes(StandardCharsets.US_ASCII), flags, mixed);
        }
        // numbers that were tried for a name of this beginning are taken
        var beginning = parts.base.substring(0, Math.min(parts.base.length(), BASE - 2)) + "." + parts.extension;
        for (int number = lastNumbers.getOrDefault(beginning, 0) + 1;; number++) {
            var tail = "~" + number;
            var base = parts.base.substring(0, Math.min(parts.base.length(), BASE - tail.length())) + tail;
            var candidate = parts.padded(base);
            if (taken.add(candidate)) {
                lastNumbers.put(beginning, number);
                return new Assigned(candidate.getBytes(StandardCharsets.US_ASCII), 0, true);
            }
        }
    }

    private enum Case {
        NONE, LOWER, UPPER, MIXED;

        Case and(Case other) {
            return this == NONE || this == other ? other : other == NONE ? this : MIXED;
        }
    }

    /// The two parts of a name, in what a short name may have.
    private record Parts(String base, String extension, Case baseCase, Case extensionCase, boolean shortened) {

        static Parts of(String name) {
            int start = 0;
            while (start < name.length() && (name.charAt(start) == '.' || name.charAt(start) == ' ')) {
                start++;
            }
            int dot = name.lastIndexOf('.');
            var base = dot < start ? name.substring(start) : name.substring(start, dot);
            var extension = dot < start ? "" : name.substring(dot + 1);
            var shortBase = translate(base, BASE);
            var shortExtension = translate(extension, LENGTH - BASE);
            boolean shortened = start > 0 || !shortBase.equals(base.toUpperCase(Locale.ROOT))
                    || !shortExtension.equals(extension.toUpperCase(Locale.ROOT)) || dot == name.length() - 1
                    || shortBase.isEmpty();
            return new Parts(shortBase, shortExtension, caseOf(base), caseOf(extension), shortened);
        }

        private static String translate(String text, int length) {
            var out = new StringBuilder();
            // as mtools: what is beyond the length is cut off before blanks are dropped
            text.codePoints().limit(length).filter(c -> c != ' ' && c != '.').forEach(c -> out.append(
                    c > ' ' && c < 0x7f && NOT_IN_SHORT.indexOf(c) < 0 ? Character.toUpperCase((char) c) : '_'));
            return out.toString();
        }

        private static Case caseOf(String text) {
            var found = Case.NONE;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                found = found.and(c >= 'a' && c <= 'z' ? Case.LOWER : c >= 'A' && c <= 'Z' ? Case.UPPER : Case.NONE);
            }
            return found;
        }

        String padded(String newBase) {
            var out = new char[LENGTH];
            Arrays.fill(out, ' ');
            newBase.getChars(0, newBase.length(), out, 0);
            extension.getChars(0, extension.length(), out, BASE);
            return new String(out);
        }
    }
}
