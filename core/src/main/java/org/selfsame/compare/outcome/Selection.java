package org.selfsame.compare.outcome;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.selfsame.compare.Difference;
import org.selfsame.tree.Glob;

/// The places that were asked for, as patterns for addresses such as `!/live/filesystem.squashfs!/etc/passwd`.
///
/// `*` and `?` stand for characters of one name, `**` for any. A pattern that begins with `!` is for the whole address;
/// one with a `/` is for a path in any image; another one is for a name anywhere. What lies in a place belongs to it.
public final class Selection {
    /// Everything.
    public static final Selection ALL = new Selection(List.of());

    private final List<String> patterns;
    private final List<Pattern> compiled;

    /// @param patterns any of which may fit; none stands for everything
    public Selection(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        compiled = patterns.stream().map(Selection::compile).toList();
    }

    /// The patterns as they were given.
    public List<String> patterns() {
        return patterns;
    }

    /// Whether the difference is at one of the places, on either side.
    public boolean has(Difference difference) {
        var target = difference.movedTo();
        return has(difference.path()) || target != null && has(target);
    }

    /// Whether the address is one of the places or lies in one.
    public boolean has(String address) {
        return compiled.isEmpty() || compiled.stream().anyMatch(pattern -> pattern.matcher(address).matches());
    }

    private static Pattern compile(String glob) {
        boolean whole = glob.startsWith("!");
        boolean path = glob.contains("/");
        var start = whole ? "" : path ? "(?:.*![^/]*)?" : "(?:.*/)?";
        var body = path && !whole && !glob.startsWith("/") ? "/" + glob : glob;
        var inside = body.endsWith("/") ? ".*" : "(?:[/!].*)?";
        return Pattern.compile(start + Glob.regex(body) + inside, Pattern.DOTALL);
    }

    /// The patterns, for people.
    @Override
    public String toString() {
        return patterns.stream().collect(Collectors.joining(", "));
    }
}
