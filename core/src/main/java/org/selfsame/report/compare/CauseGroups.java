package org.selfsame.report.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;

/// Differences by their first causes, those that follow from others apart.
///
/// @param roots by cause, in the order of the causes
/// @param derived the others
record CauseGroups(Map<CauseCode, List<Difference>> roots, Map<CauseCode, List<Difference>> derived) {

    static CauseGroups of(List<Difference> differences) {
        var groups = new CauseGroups(new EnumMap<>(CauseCode.class), new EnumMap<>(CauseCode.class));
        for (var difference : differences) {
            var first = difference.causes().isEmpty() ? null : difference.causes().getFirst();
            var code = first == null ? CauseCode.UNKNOWN : first.code();
            var group = first != null && first.derivedFrom() != 0 ? groups.derived : groups.roots;
            group.computeIfAbsent(code, _ -> new ArrayList<>()).add(difference);
        }
        return groups;
    }
}
