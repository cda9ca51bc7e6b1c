package org.selfsame.app.window.compare;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.compare.cause.Summary;
import org.selfsame.compare.outcome.Answer;
import org.selfsame.compare.outcome.Outcome;
import org.selfsame.compare.outcome.Selection;
import org.selfsame.words.CompareWords;
import org.selfsame.words.SummaryWords;

/// What is made of a comparison before it is shown, on the thread that compared.
///
/// @param tree both images as one tree
/// @param paragraph the one that can be quoted
/// @param causes how many differences each cause has
/// @param firstToLookAt the number of the first difference that someone should look at, if there is one
record Findings(Compared compared, MergedTree tree, Answer answer, String paragraph, Map<CauseCode, Integer> causes,
        Optional<Integer> firstToLookAt) {

    static Findings of(Compared compared) {
        var comparison = compared.comparison();
        var left = compared.left();
        var right = compared.right();
        var outcome = Outcome.of(comparison, Selection.ALL, List.of(), compared.changed());
        var paragraph = String.join(" ", SummaryWords.of(outcome, Summary.of(comparison), left.name(), right.name(),
                left.size(), right.size(), false));
        var look = comparison.differences().stream().filter(CompareWords::isSecurity).map(Difference::number)
                .findFirst();
        return new Findings(compared, MergedTree.of(comparison, left.size(), right.size()), outcome.answer(), paragraph,
                causes(comparison.differences()), look);
    }

    private static Map<CauseCode, Integer> causes(List<Difference> differences) {
        var counts = new EnumMap<CauseCode, Integer>(CauseCode.class);
        var once = EnumSet.noneOf(CauseCode.class);
        for (var difference : differences) {
            once.clear();
            difference.causes().stream().map(Cause::code).forEach(once::add);
            once.forEach(code -> counts.merge(code, 1, Integer::sum));
        }
        return counts;
    }
}
