package org.selfsame.compare.cause;

import java.io.IOException;
import java.util.List;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CompareOptions;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Opened;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// Finds the cause of every difference.
///
/// A cause is confirmed only where the two sides are equal when both are normalised for it, or for it and the other
/// confirmed causes of the same difference; a single field that is the time, the owner or the id by its nature confirms
/// itself. What is a matter of security is said first, whatever else holds.
public final class Causes {
    private Causes() {}

    /// The comparison with the causes of each of its differences. The result is the same for any number of threads.
    ///
    /// @param opened what both sides were opened as
    /// @throws IOException if the host cannot read a file
    public static Comparison of(Comparison comparison, List<Opened> opened, CompareOptions options, Task task)
            throws IOException {
        if (comparison.differences().isEmpty()) {
            return comparison;
        }
        var scene = new Scene(comparison, opened, options.limits(), task);
        List<Finder> finders = List.of(new MetadataFinder(), new FieldFinder(), new InsideFinder(), new PathFinder(),
                new TextFinder(), new BinaryFinder(), new SecurityFinder());
        try (var meter = task.begin(Activity.FIND_CAUSES, comparison.differences().size())) {
            var found = Spread.over(comparison.differences(), options.threads(), difference -> {
                var causes = look(new Suspect(difference, scene), finders);
                meter.add(1);
                return difference.because(causes);
            });
            return new Comparison(comparison.identical(), Together.look(found, scene), comparison.accounts(),
                    comparison.troubles(), comparison.complete());
        }
    }

    /// Whether two texts in JSON differ in nothing but the order of their names and items. Long ones do not, as far as is
    /// known.
    ///
    /// @throws IOException if a content cannot be read
    public static boolean isOnlyReordered(Content left, Content right) throws IOException {
        var l = Sample.of(left);
        var r = Sample.of(right);
        return l.isWhole() && r.isWhole() && Orders.sameJson(l.text(), r.text());
    }

    private static List<Cause> look(Suspect suspect, List<Finder> finders) throws IOException {
        var reasons = new Reasons();
        for (var finder : finders) {
            try {
                finder.look(suspect, reasons);
            } catch (FormatException _) {
                // told of as trouble by the comparison; the other finders may not need these bytes
            }
        }
        if (isAlone(suspect.difference())) {
            reasons.confirm(CauseCode.ADDED_OR_REMOVED);
        }
        if (reasons.hasRest()) {
            reasons.suspect(CauseCode.UNKNOWN);
        }
        return reasons.list();
    }

    private static boolean isAlone(Difference difference) {
        return difference.kind() == Kind.ADDED || difference.kind() == Kind.REMOVED;
    }
}
