package org.selfsame.app.window.compare;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Account;
import org.selfsame.compare.ByteRange;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.compare.Subject;
import org.selfsame.compare.Trouble;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.report.compare.Party;

/// Declares what a comparison found.
final class Differences {
    private final List<Difference> differences = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private boolean complete = true;

    Differences() {
        container("", 0);
    }

    Differences incomplete() {
        complete = false;
        return this;
    }

    Differences container(String path, int unexplained) {
        var ranges = new ArrayList<ByteRange>();
        for (int i = 0; i < unexplained; i++) {
            ranges.add(new ByteRange(Side.LEFT, 10L * i, 1));
        }
        accounts.add(new Account(path, "test", 1, 1, 1, 1, ranges, 0));
        return this;
    }

    Differences trouble(String path, Side side) {
        troubles.add(new Trouble(path, side, new FormatException("test", 7, "must not")));
        return this;
    }

    Differences content(String path, CauseCode... causes) {
        return add(path, Kind.CONTENT, null, 0, causes);
    }

    Differences metadata(String path, CauseCode... causes) {
        return add(path, Kind.METADATA, null, 0, causes);
    }

    Differences only(Side side, String path) {
        return add(path, side == Side.LEFT ? Kind.REMOVED : Kind.ADDED, null, 0, CauseCode.ADDED_OR_REMOVED);
    }

    Differences moved(String path, String target) {
        return add(path, Kind.MOVED, target, 0, CauseCode.UNKNOWN);
    }

    Differences following(String path, int root) {
        return add(path, Kind.LAYOUT, null, root, CauseCode.HASH_OF_CHANGED);
    }

    private Differences add(String path, Kind kind, @Nullable String target, int root, CauseCode... causes) {
        var found = new ArrayList<Cause>();
        for (var code : causes) {
            found.add(new Cause(code, Cause.Confidence.LIKELY, root, List.of()));
        }
        differences.add(new Difference(differences.size() + 1, path, target, kind, "field", "1", "2", 2, List.of(), 0,
                1, new Subject(null, null, null, null, "test"), found));
        return this;
    }

    Comparison comparison() {
        return new Comparison(false, differences, accounts, troubles, complete);
    }

    MergedTree tree() {
        return MergedTree.of(comparison(), 10, 12);
    }

    /// @param closed is run when the files are closed
    Compared compared(Runnable closed) {
        var bytes = new BytesContent(new byte[10]);
        return new Compared(new Party("left.iso", 10, null), new Party("right.iso", 12, null), bytes, bytes,
                comparison(), List.of(), closed::run);
    }

    /// The entry at an address, which must be there.
    static MergedEntry at(MergedTree tree, String address) {
        return tree.entries().stream().filter(it -> it.address().equals(address)).findFirst().orElseThrow();
    }

    /// The names of rows, indented.
    static List<String> outline(List<MergedEntry> rows) {
        return rows.stream().map(it -> "  ".repeat(it.level()) + MergedTree.nameOf(it)).toList();
    }
}
