package org.selfsame.compare.outcome;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Side;

/// What a comparison answers to what was asked.
///
/// @param answer the answer
/// @param comparison what was found at the places that were asked for, and all accounts
/// @param selection the places that were asked for
/// @param elsewhere how many differences are at other places
/// @param ignoredCauses what was to be ignored
/// @param ignored the numbers of the differences that are ignored for it; they are in `comparison` all the same
/// @param changed the sides whose file was changed while it was read: nothing that is said of them can be relied on
public record Outcome(Answer answer, Comparison comparison, Selection selection, long elsewhere,
        List<CauseCode> ignoredCauses, Set<Integer> ignored, List<Side> changed) {

    /// Whether differences of this cause may be ignored: not what is a matter of security, or not known.
    public static boolean mayIgnore(CauseCode code) {
        return Ignoring.isAllowed(code);
    }

    /// The outcome of a comparison whose causes were looked for.
    ///
    /// @throws IllegalArgumentException if one of `ignore` must not be ignored ([#mayIgnore])
    public static Outcome of(Comparison all, Selection selection, Collection<CauseCode> ignore,
            Collection<Side> changed) {
        var differences = all.differences().stream().filter(selection::has).toList();
        var troubles = all.troubles().stream().filter(trouble -> selection.has(trouble.path())).toList();
        // of all, as what is asked for may follow from something elsewhere
        var ignored = new Ignoring(ignore).of(all.differences());
        var shown = new Comparison(all.identical(), differences, all.accounts(), troubles, all.complete());
        return new Outcome(answer(shown, ignored, selection, !changed.isEmpty()), shown, selection,
                all.differences().size() - differences.size(), ignore.stream().distinct().sorted().toList(), ignored,
                changed.stream().distinct().sorted().toList());
    }

    private static Answer answer(Comparison shown, Set<Integer> ignored, Selection selection, boolean changed) {
        if (changed || !shown.complete()) {
            return Answer.UNKNOWN;
        }
        if (shown.identical()) {
            return Answer.IDENTICAL;
        }
        boolean allIgnored = shown.differences().stream().allMatch(it -> ignored.contains(it.number()));
        boolean allExplained = shown.accounts().stream().allMatch(it -> it.unexplained().isEmpty());
        if (!allIgnored || !allExplained) {
            return Answer.DIFFERENT;
        }
        if (!shown.troubles().isEmpty()) {
            return Answer.UNKNOWN;
        }
        // contents that differ without any difference that could be ignored
        return shown.differences().isEmpty() && selection.patterns().isEmpty() ? Answer.DIFFERENT : Answer.NOTHING_ELSE;
    }

    /// Whether `difference` is ignored.
    public boolean isIgnored(Difference difference) {
        return ignored.contains(difference.number());
    }
}
