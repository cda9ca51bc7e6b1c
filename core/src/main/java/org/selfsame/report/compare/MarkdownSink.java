package org.selfsame.report.compare;

import java.io.IOException;
import java.util.List;

/// Markdown as CommonMark and GitHub read it. Nothing that is inserted can end its place or become HTML, a link, a
/// mention of somebody or an emoji: names are spans of code, and in prose every sign that could mean something is escaped.
final class MarkdownSink implements Sink {
    private static final String SIGNS = "\\`*_{}[]()<>#+-.!|~&@:=^$\"'";
    private static final String INDENT = "  ";

    private final Appendable out;
    private boolean inList;

    MarkdownSink(Appendable out) {
        this.out = out;
    }

    @Override
    public void title(String text) throws IOException {
        out.append("# ").append(prose(text)).append('\n');
    }

    @Override
    public void heading(String text) throws IOException {
        inList = false;
        out.append("\n## ").append(prose(text)).append('\n');
    }

    @Override
    public void paragraph(String text) throws IOException {
        inList = false;
        out.append('\n').append(prose(text)).append('\n');
    }

    @Override
    public void item(int level, String literal, String text) throws IOException {
        if (!inList) {
            inList = true;
            out.append('\n');
        }
        out.append(INDENT.repeat(level)).append("- ").append(literal.isEmpty() ? "" : code(literal))
                .append(literal.isEmpty() || text.isEmpty() ? "" : " ").append(prose(text)).append('\n');
    }

    @Override
    public void lines(int level, List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        var indent = INDENT.repeat(level + 1);
        var fence = "`".repeat(Math.max(3, lines.stream().mapToInt(MarkdownSink::longestRun).max().orElse(0) + 1));
        out.append('\n').append(indent).append(fence).append("diff\n");
        for (var line : lines) {
            out.append(indent).append(line).append('\n');
        }
        out.append(indent).append(fence).append("\n\n");
    }

    /// Text in which nothing means anything to Markdown.
    static String prose(String text) {
        var escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' || c == '&' || c == '<' || c == '>') {
                // a backslash would not keep GitHub from taking @name as a mention
                escaped.append("&#").append((int) c).append(';');
            } else {
                escaped.append(means(text, i) ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }

    /// Signs inside words and numbers mean nothing; those that would, wherever they are, are always escaped.
    private static boolean means(String text, int index) {
        char c = text.charAt(index);
        if (SIGNS.indexOf(c) < 0) {
            return false;
        }
        boolean punctuation = c == '.' || c == '-' || c == '\'' || c == '"' || c == '(' || c == ')' || c == '='
                || c == '+';
        return !punctuation || index < 4 || c == '.' && isAddress(text, index);
    }

    /// Whether a full stop may be part of the name of a host, which GitHub makes a link of.
    private static boolean isAddress(String text, int index) {
        return index + 1 < text.length() && Character.isLetterOrDigit(text.charAt(index + 1));
    }

    /// Text as a span of code.
    static String code(String text) {
        var fence = "`".repeat(longestRun(text) + 1);
        boolean pad = text.startsWith("`") || text.endsWith("`") || text.isBlank() || text.startsWith(" ")
                || text.endsWith(" ");
        return pad ? fence + " " + text + " " + fence : fence + text + fence;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
