package org.selfsame.compare.cause;

import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Cause.Evidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Side;

/// Takes out of a text what differs for one cause, and nothing else.
interface Normal {
    /// The cause.
    CauseCode code();

    /// The difference that the cause points to, or 0.
    default int root() {
        return 0;
    }

    /// The text of one side without what differs for this cause.
    String normalise(String text, Side side);

    /// What shows the cause, or null. Offsets are in characters of the texts.
    default @Nullable Evidence evidence(String left, String right) {
        return null;
    }
}
