package org.selfsame.compare.detail;

import java.util.List;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/// Strings that are compared one by one.
final class Strings extends Sequence {
    private final List<String> strings;

    Strings(List<String> strings) {
        this.strings = strings;
    }

    /// What to replace in `left` to get `right`. Where much differs, the answer is coarser, not later.
    static EditList difference(List<String> left, List<String> right) {
        DiffAlgorithm histogram = new HistogramDiff();
        // the other algorithm takes time that grows with the square of what differs
        ((HistogramDiff) histogram).setFallbackAlgorithm(null);
        return histogram.diff(Equal.INSTANCE, new Strings(left), new Strings(right));
    }

    @Override
    public int size() {
        return strings.size();
    }

    private static final class Equal extends SequenceComparator<Strings> {
        private static final Equal INSTANCE = new Equal();

        @Override
        public boolean equals(Strings a, int ai, Strings b, int bi) {
            return a.strings.get(ai).equals(b.strings.get(bi));
        }

        @Override
        public int hash(Strings sequence, int index) {
            return sequence.strings.get(index).hashCode();
        }
    }
}
