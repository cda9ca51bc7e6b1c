package org.selfsame.apt;

import java.util.Comparator;

/// The order of Debian's versions: `[EPOCH:]UPSTREAM[-REVISION]`. Source: deb-version(7).
final class DebianVersion {
    static final Comparator<String> ORDER = DebianVersion::compare;

    private DebianVersion() {}

    private static int compare(String left, String right) {
        int epochs = compareDigits(epoch(left), epoch(right));
        if (epochs != 0) {
            return epochs;
        }
        var a = left.substring(left.indexOf(':') + 1);
        var b = right.substring(right.indexOf(':') + 1);
        int upstream = compareParts(a.substring(0, revisionAt(a)), b.substring(0, revisionAt(b)));
        return upstream != 0 ? upstream : compareParts(revision(a), revision(b));
    }

    private static String epoch(String version) {
        int colon = version.indexOf(':');
        return colon < 0 ? "0" : version.substring(0, colon);
    }

    private static int revisionAt(String version) {
        int dash = version.lastIndexOf('-');
        return dash < 0 ? version.length() : dash;
    }

    private static String revision(String version) {
        int at = revisionAt(version);
        return at == version.length() ? "" : version.substring(at + 1);
    }

    /// Runs of other characters and runs of digits in turn.
    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (i < a.length() && !isDigit(a, i) || j < b.length() && !isDigit(b, j)) {
                int difference = weight(a, i) - weight(b, j);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            int endA = endOfDigits(a, i);
            int endB = endOfDigits(b, j);
            int difference = compareDigits(a.substring(Math.min(i, endA), endA), b.substring(Math.min(j, endB), endB));
            if (difference != 0) {
                return difference;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = Math.min(from, text.length());
        while (end < text.length() && isDigit(text, end)) {
            end++;
        }
        return end;
    }

    /// A tilde is before the end, the end before letters, letters before all else.
    private static int weight(String text, int at) {
        if (at >= text.length() || isDigit(text, at)) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
        return letter ? c : c + 0x100;
    }

    private static int compareDigits(String a, String b) {
        var left = a.replaceFirst("^0+", "");
        var right = b.replaceFirst("^0+", "");
        return left.length() != right.length() ? left.length() - right.length() : left.compareTo(right);
    }
}
