package org.selfsame.compare.cause;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.selfsame.compare.Account;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;

/// What a comparison came to, in numbers that can be quoted. Each difference counts once: under the first of its
/// causes, and as derived if that cause points to another difference.
///
/// @param identical whether nothing differs
/// @param complete whether the comparison came to its end; the numbers are of what was found
/// @param differences how many differences there are
/// @param roots how many of them do not follow from another one
/// @param causes the roots by cause, in the order of [CauseCode]; no entry where there is none
/// @param weights the roots by what their first cause means; an entry for every weight
/// @param differentBytes positions at which the two images differ; 0 where trees without an image were compared
/// @param explainedBytes those of them that belong to a reported difference
/// @param unexplainedRanges how many ranges of bytes nothing explains, in the images and in all containers within
/// @param security everything that someone should look at, whatever else is said of it
/// @param troubles parts that could not be compared as what they are
public record Summary(boolean identical, boolean complete, long differences, long roots,
        Map<CauseCode, Count> causes, Map<Weight, Long> weights, long differentBytes, long explainedBytes,
        long unexplainedRanges, List<Difference> security, long troubles) {

    /// How many differences have a cause.
    ///
    /// @param confirmed those of which it is proven
    /// @param likely the others
    public record Count(long confirmed, long likely) {
        /// All of them.
        public long all() {
            return confirmed + likely;
        }
    }

    /// Bytes at positions where the two images differ and that belong to nothing.
    public long unexplainedBytes() {
        return differentBytes - explainedBytes;
    }

    /// Differences that follow from another one.
    public long derived() {
        return differences - roots;
    }

    /// Whether every root is proven to be what builds do by themselves, or a choice that says nothing of the content,
    /// every byte is explained, and everything could be read.
    public boolean harmless() {
        return complete && troubles == 0 && unexplainedRanges == 0 && unexplainedBytes() == 0 && security.isEmpty()
                && causes.entrySet().stream().allMatch(cause -> cause.getValue().likely() == 0
                        && cause.getKey().weight() == Weight.BENIGN);
    }

    /// The summary of a comparison whose causes were looked for.
    public static Summary of(Comparison comparison) {
        var causes = new EnumMap<CauseCode, Count>(CauseCode.class);
        var weights = new EnumMap<Weight, Long>(Weight.class);
        for (var weight : Weight.values()) {
            weights.put(weight, 0L);
        }
        var security = new ArrayList<Difference>();
        long roots = 0;
        for (var difference : comparison.differences()) {
            if (difference.causes().stream().anyMatch(cause -> cause.code().weight() == Weight.SECURITY)) {
                security.add(difference);
            }
            var first = difference.causes().isEmpty() ? null : difference.causes().getFirst();
            if (first != null && first.derivedFrom() != 0) {
                continue;
            }
            roots++;
            var code = first == null ? CauseCode.UNKNOWN : first.code();
            boolean confirmed = first != null && first.confidence() == Cause.Confidence.CONFIRMED;
            causes.merge(code, new Count(confirmed ? 1 : 0, confirmed ? 0 : 1),
                    (a, b) -> new Count(a.confirmed() + b.confirmed(), a.likely() + b.likely()));
            weights.merge(code.weight(), 1L, Long::sum);
        }
        long ranges = comparison.accounts().stream()
                .mapToLong(account -> account.unexplained().size() + account.moreUnexplained()).sum();
        var image = comparison.accounts().stream().filter(account -> account.path().isEmpty()).toList();
        return new Summary(comparison.identical(), comparison.complete(), comparison.differences().size(), roots,
                causes,
                weights, image.stream().mapToLong(Account::different).max().orElse(0),
                image.stream().mapToLong(Account::explained).max().orElse(0), ranges, security,
                comparison.troubles().size());
    }
}
