package org.selfsame.compare.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.Side;

/// Finds the fewest normalisations that make two texts equal: those are the confirmed causes. Where none do, those that
/// make them more alike are likely.
final class Proof {
    private final String left;
    private final String right;
    private final int before;
    private final boolean whole;

    /// @param whole whether the texts are all there is, so that anything can be proven
    /// @param trimmed whether lines that both texts begin or end with do not matter
    Proof(String left, String right, boolean whole, boolean trimmed) {
        this.whole = whole;
        int start = trimmed ? commonLines(left, right) : 0;
        int end = trimmed ? commonEnd(left, right, start) : 0;
        this.left = left.substring(start, left.length() - end);
        this.right = right.substring(start, right.length() - end);
        before = start;
    }

    /// Characters of the lines that both texts begin with.
    private static int commonLines(String left, String right) {
        int at = 0;
        int line = 0;
        int most = Math.min(left.length(), right.length());
        while (at < most && left.charAt(at) == right.charAt(at)) {
            at++;
            line = left.charAt(at - 1) == '\n' ? at : line;
        }
        return line;
    }

    /// Characters of the lines that both texts end with, after `start`.
    private static int commonEnd(String left, String right, int start) {
        int most = Math.min(left.length(), right.length()) - start;
        int count = 0;
        int line = 0;
        while (count < most
                && left.charAt(left.length() - 1 - count) == right.charAt(right.length() - 1 - count)) {
            // what follows a line feed is a whole line
            line = left.charAt(left.length() - 1 - count) == '\n' ? count : line;
            count++;
        }
        return line;
    }

    /// The lines of one side from the first that differs to the last that differs.
    String middle(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /// Looks for causes among `tokens`, and among `tokens` with one of `orders`.
    void look(List<? extends Normal> tokens, List<? extends Normal> orders, Reasons reasons) {
        var useful = new ArrayList<Normal>();
        for (var rule : tokens) {
            if (!rule.normalise(left, Side.LEFT).equals(left) && !rule.normalise(right, Side.RIGHT).equals(right)) {
                useful.add(rule);
            }
        }
        if (prove(useful, reasons)) {
            return;
        }
        for (var order : orders) {
            var with = new ArrayList<Normal>(useful);
            with.add(order);
            if (prove(with, reasons)) {
                return;
            }
        }
        int unlike = unlike(left, right);
        var lines = new UnlikeLines(left, right);
        for (var rule : useful) {
            var evidence = rule.evidence(left, right);
            if (evidence != null
                    && unlike(rule.normalise(left, Side.LEFT), rule.normalise(right, Side.RIGHT)) >= unlike) {
                evidence = lines.evidence(rule);
            }
            if (evidence != null) {
                add(rule, Confidence.LIKELY, evidence, reasons);
                reasons.leaveRest();
            }
        }
    }

    /// Adds the fewest of `rules` that make the texts equal, if all of them do.
    private boolean prove(List<Normal> rules, Reasons reasons) {
        if (!equal(rules)) {
            return false;
        }
        var needed = new ArrayList<>(rules);
        for (var rule : rules) {
            var without = new ArrayList<>(needed);
            without.remove(rule);
            if (equal(without)) {
                needed = without;
            }
        }
        for (var rule : needed) {
            add(rule, whole ? Confidence.CONFIRMED : Confidence.LIKELY, rule.evidence(left, right), reasons);
        }
        return true;
    }

    private boolean equal(List<Normal> rules) {
        var l = left;
        var r = right;
        for (var rule : rules) {
            l = rule.normalise(l, Side.LEFT);
            r = rule.normalise(r, Side.RIGHT);
        }
        return l.equals(r);
    }

    private void add(Normal rule, Confidence confidence, @Nullable Evidence evidence,
            Reasons reasons) {
        var pieces = evidence == null
                ? List.<Evidence>of()
                : List.of(new Evidence(evidence.left(), evidence.right(), evidence.leftOffset() + before,
                        evidence.rightOffset() + before));
        reasons.add(new Cause(rule.code(), confidence, rule.root(), pieces));
    }

    /// How many lines have no partner on the other side.
    private static int unlike(String left, String right) {
        var counts = new HashMap<String, Integer>();
        for (var line : left.split("\n", -1)) {
            counts.merge(line, 1, Integer::sum);
        }
        for (var line : right.split("\n", -1)) {
            counts.merge(line, -1, Integer::sum);
        }
        return new HashSet<>(counts.keySet()).stream().mapToInt(line -> Math.abs(counts.getOrDefault(line, 0))).sum();
    }
}
