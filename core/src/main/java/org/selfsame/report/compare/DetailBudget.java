package org.selfsame.report.compare;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.detail.Detail;
import org.selfsame.words.CompareWords;

/// Gives details until a report has enough of them. Not thread-safe.
final class DetailBudget {
    private final DetailSource source;
    private long room;
    private long left;

    /// @param room lines and rows that the report may show
    DetailBudget(DetailSource source, long room) {
        this.source = source;
        this.room = room;
    }

    /// The detail, or nothing if there is none or no room for it.
    ///
    /// @throws IOException if the host cannot read the image
    Detail of(Difference difference) throws IOException {
        if (difference.kind() == Kind.METADATA || difference.kind() == Kind.TYPE || difference.kind() == Kind.MOVED) {
            return new Detail.Nothing();
        }
        if (room <= 0) {
            left += CompareWords.isAlone(difference) ? 0 : 1;
            return new Detail.Nothing();
        }
        Detail detail;
        try {
            detail = source.of(difference);
        } catch (CancellationException _) {
            // whoever stopped it wants the report, and soon
            room = 0;
            left++;
            return new Detail.Nothing();
        }
        room -= switch (detail) {
            case Detail.Text text -> text.hunks().stream().mapToLong(hunk -> hunk.lines().size()).sum();
            case Detail.Binary binary -> binary.rows().size();
            case Detail.Nothing _ -> 0;
        };
        return detail;
    }

    /// How many differences got no detail for want of room.
    long leftOut() {
        return left;
    }
}
