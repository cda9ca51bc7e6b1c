package org.selfsame.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Turns the wildcards of the shell into regular expressions, of characters that each stand for a byte.
///
/// Source: fnmatch(3) with FNM_PERIOD and FNM_EXTMATCH. A pattern is given by the user, not by an image.
final class Wildcards {
    private final String pattern;
    private final StringBuilder regex = new StringBuilder();
    /// What comes behind the closing parenthesis of each group that is open.
    private final Deque<String> groups = new ArrayDeque<>();
    private int at;

    private Wildcards(String pattern) {
        this.pattern = pattern;
    }

    /// @throws IllegalArgumentException if a bracket or a parenthesis has no end
    static Pattern compile(String pattern) {
        var wildcards = new Wildcards(pattern);
        if (!pattern.startsWith(".")) {
            wildcards.regex.append("(?!\\.)");
        }
        while (wildcards.at < pattern.length()) {
            wildcards.next();
        }
        if (!wildcards.groups.isEmpty()) {
            throw new IllegalArgumentException("a parenthesis without an end: " + Text.printable(pattern));
        }
        return Pattern.compile(wildcards.regex.toString(), Pattern.DOTALL);
    }

    private void next() {
        char c = pattern.charAt(at++);
        boolean group = at < pattern.length() && pattern.charAt(at) == '(';
        if (group && "@?*+".indexOf(c) >= 0) {
            at++;
            regex.append("(?:");
            groups.push(c == '@' ? "" : Character.toString(c));
            return;
        }
        switch (c) {
            case '*' -> regex.append(".*");
            case '?' -> regex.append('.');
            case '[' -> set();
            case '\\' -> literal(at < pattern.length() ? pattern.charAt(at++) : c);
            case '|' -> regex.append(groups.isEmpty() ? "\\|" : "|");
            case ')' -> regex.append(groups.isEmpty() ? "\\)" : ")" + groups.pop());
            default -> literal(c);
        }
    }

    private void set() {
        boolean not = at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0;
        at += not ? 1 : 0;
        // a bracket that comes first stands for itself
        int end = pattern.indexOf(']', at + 1);
        if (end < 0) {
            throw new IllegalArgumentException("a bracket without an end: " + Text.printable(pattern));
        }
        regex.append(not ? "[^" : "[");
        for (; at < end; at++) {
            char c = pattern.charAt(at);
            if (c != '-') {
                regex.append('\\').append("x" + HexFormat.of().toHexDigits((byte) c));
            } else {
                boolean range = regex.charAt(regex.length() - 1) != '[' && regex.charAt(regex.length() - 1) != '^'
                        && at + 1 < end;
                regex.append(range ? "-" : "\\-");
            }
        }
        at++;
        regex.append(']');
    }

    private void literal(char c) {
        regex.append(Pattern.quote(Character.toString(c)));
    }
}
