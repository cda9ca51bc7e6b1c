package org.selfsame.compare.cause;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Side;
import org.selfsame.tree.Text;

/// Writes the same for every token of one kind, such as every date, so that texts that differ in nothing else become
/// equal.
///
/// @param code the cause that it normalises for
/// @param left what the token looks like on the left side
/// @param right the same on the right side
/// @param replacement what is written for it, in the syntax of [java.util.regex.Matcher#replaceAll]
/// @param root the difference that the tokens follow from, or 0
record TokenRule(CauseCode code, Pattern left, Pattern right, String replacement, int root) implements Normal {
    /// Characters of evidence that are shown.
    private static final int SHOWN = 100;
    /// Tokens that are compared for evidence.
    private static final int MOST = 10_000;

    /// A rule for tokens that are known by their form.
    static TokenRule of(CauseCode code, Pattern token, String replacement) {
        return new TokenRule(code, token, token, replacement, 0);
    }

    @Override
    public String normalise(String text, Side side) {
        return pattern(side).matcher(text).replaceAll(replacement);
    }

    private Pattern pattern(Side side) {
        return side == Side.LEFT ? left : right;
    }

    @Override
    public @Nullable Evidence evidence(String leftText, String rightText) {
        var l = left.matcher(leftText);
        var r = right.matcher(rightText);
        for (int i = 0; i < MOST && l.find() && r.find(); i++) {
            if (!l.group().equals(r.group())) {
                return new Evidence(shown(l.group()), shown(r.group()), l.start(), r.start());
            }
        }
        return null;
    }

    private static String shown(String token) {
        return Text.printable(token.length() > SHOWN ? token.substring(0, SHOWN) + "…" : token);
    }
}
