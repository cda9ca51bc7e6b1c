package org.selfsame.compare.cause;

import java.io.IOException;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Looks into directories that only one side has: what is a matter of security in them must not hide behind one line that
/// says that the directory was added.
final class InsideFinder implements Finder {
    /// Entries of one directory that are looked at.
    private static final long MOST = 200_000;
    private static final int SET_ID = 06000;

    @Override
    public void look(Suspect suspect, Reasons reasons) throws IOException {
        var difference = suspect.difference();
        if (difference.kind() != Kind.ADDED && difference.kind() != Kind.REMOVED) {
            return;
        }
        boolean left = difference.kind() == Kind.REMOVED;
        var entry = left ? difference.subject().left() : difference.subject().right();
        if (!(entry instanceof Entry.Directory top)) {
            return;
        }
        var walk = new Inside(suspect, left ? Side.LEFT : Side.RIGHT, reasons);
        try {
            Walk.of(new Tree(top), suspect.scene().limits(), walk::visit);
        } catch (Enough _) {
            // a bound, not an error: the directory itself is reported with the number of its entries
            reasons.suspect(CauseCode.UNKNOWN);
        }
    }

    /// Ends a walk.
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Inside {
        private final Suspect suspect;
        private final Side side;
        private final Reasons reasons;
        private long entries;

        Inside(Suspect suspect, Side side, Reasons reasons) {
            this.suspect = suspect;
            this.side = side;
            this.reasons = reasons;
        }

        void visit(String inner, Entry entry) throws IOException {
            if (++entries > MOST) {
                throw new Enough();
            }
            suspect.scene().task().checkCancelled();
            var shown = evidence(inner);
            boolean rights = entry.metadata().xattrs().keySet().stream().map(Text::printable)
                    .anyMatch(name -> name.startsWith("security.") || name.startsWith("system."));
            if (rights || entry instanceof Entry.File && entry.metadata().permissions() >= 0
                    && (entry.metadata().permissions() & SET_ID) != 0) {
                reasons.confirm(CauseCode.PERM_OTHER, shown);
            }
            if (inner.isEmpty()) {
                return;
            }
            var where = suspect.where();
            var path = where.inner() + "/" + inner;
            if (PathFinder.isKey(path)) {
                reasons.suspect(CauseCode.SECRET_MATERIAL, shown);
            }
            if (Where.of(where.container(), where.format(), where.view(), path, where.path() + "/" + inner).boots()) {
                reasons.suspect(CauseCode.TAMPER_SUSPECT, shown);
            }
            var verdict = suspect.scene().packages(where.container()).judge(path);
            if (verdict.state() == Packages.State.NOT_AS_PACKAGED) {
                reasons.confirm(CauseCode.TAMPER_SUSPECT, shown);
            }
        }

        private Evidence evidence(String inner) {
            return Reasons.values(side == Side.LEFT ? inner : null, side == Side.RIGHT ? inner : null);
        }
    }
}
