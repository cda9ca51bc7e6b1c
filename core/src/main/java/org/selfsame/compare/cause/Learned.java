package org.selfsame.compare.cause;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.CauseCode;

/// Rules that the two texts themselves give: which directory the one was built in where the other was built in another.
final class Learned {
    private static final Pattern PATH = Pattern.compile("(?<![\\w./-])(?:/[\\w.+~@%,-]{1,255}+){2,64}+");
    /// Where people and build services build.
    private static final Pattern BUILD = Pattern
            .compile(
                    "/(?:build|builds|buildd|tmp|home|root|var/tmp|usr/src|usr/local/src|workspace|work|src|mnt|srv|nix/var"
                            + "|nonexistent|github|drone|opt/build)(?:/.*)?");
    private static final Pattern HOME = Pattern.compile("/home/[^/]+");
    /// Paths that are looked at.
    private static final int MOST_PATHS = 5_000;
    /// Build directories of one text.
    private static final int MOST_RULES = 8;

    private Learned() {}

    private record Prefixes(String left, String right) {}

    /// The rules for build paths in which the texts differ.
    static List<TokenRule> paths(String left, String right) {
        var l = paths(left);
        var r = paths(right);
        var onlyLeft = without(l, r);
        var onlyRight = without(r, l);
        var prefixes = new LinkedHashSet<Prefixes>();
        for (int i = 0; i < Math.min(onlyLeft.size(), onlyRight.size()) && prefixes.size() < MOST_RULES; i++) {
            var pair = prefixes(onlyLeft.get(i), onlyRight.get(i));
            if (pair != null) {
                prefixes.add(pair);
            }
        }
        var rules = new ArrayList<TokenRule>();
        for (var pair : prefixes) {
            boolean homes = HOME.matcher(pair.left()).matches() && HOME.matcher(pair.right()).matches();
            rules.add(new TokenRule(homes ? CauseCode.USER : CauseCode.BUILD_PATH, prefix(pair.left()),
                    prefix(pair.right()), "<build path>", 0));
        }
        return rules;
    }

    private static Pattern prefix(String path) {
        return Pattern.compile(Pattern.quote(path) + "(?![\\w.+~@%,-])");
    }

    private static List<String> paths(String text) {
        return PATH.matcher(text).results().limit(MOST_PATHS).map(found -> found.group()).distinct().toList();
    }

    private static List<String> without(List<String> all, List<String> those) {
        var set = new HashSet<>(those);
        return all.stream().filter(path -> !set.contains(path)).toList();
    }

    /// What two paths begin with before what they both end with; null if they end with nothing in common, or do not begin
    /// where one builds.
    private static @Nullable Prefixes prefixes(String left, String right) {
        int l = left.length();
        int r = right.length();
        while (true) {
            int a = left.lastIndexOf('/', l - 1);
            int b = right.lastIndexOf('/', r - 1);
            if (a <= 0 || b <= 0 || !left.substring(a, l).equals(right.substring(b, r))) {
                break;
            }
            l = a;
            r = b;
        }
        var pair = new Prefixes(left.substring(0, l), right.substring(0, r));
        return l < left.length() && BUILD.matcher(pair.left()).matches() && BUILD.matcher(pair.right()).matches()
                ? pair
                : null;
    }
}
