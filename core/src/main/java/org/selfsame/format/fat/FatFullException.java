package org.selfsame.format.fat;

import java.io.IOException;

/// A volume has not room for what is to be added to it.
public final class FatFullException extends IOException {
    private final long missing;

    FatFullException(long missing) {
        super(missing + " bytes of room are missing");
        this.missing = missing;
    }

    /// Bytes that are missing, in whole clusters.
    public long missing() {
        return missing;
    }
}
