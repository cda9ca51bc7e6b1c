package org.selfsame.tree;

import java.util.regex.Pattern;

/// Patterns for paths: `*` and `?` stand for characters of one name, `**` for any.
public final class Glob {
    private Glob() {}

    /// A pattern for printable paths that begin with a slash ([Walk] gives them without it). One with a slash in it is for
    /// a path from the root on, another one for a name anywhere. What lies in a directory that fits does not fit itself.
    public static Pattern forPath(String glob) {
        var start = glob.startsWith("/") ? "" : glob.contains("/") ? "/" : "(?:.*/)?";
        var end = glob.endsWith("/") ? glob.length() - 1 : glob.length();
        return Pattern.compile(start + regex(glob.substring(0, end)), Pattern.DOTALL);
    }

    /// The regular expression that says the same.
    public static String regex(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length();) {
            if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                int c = glob.codePointAt(i);
                i += Character.charCount(c);
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(Character.toString(c)));
            }
        }
        return regex.toString();
    }
}
