package org.selfsame.store;

import java.io.IOException;
import org.selfsame.content.Digest;

/// A file of the store is not there, or not what it should be.
public final class StoreException extends IOException {
    /// Why.
    public enum Reason {
        /// It is not in the store.
        MISSING,
        /// Its bytes have another digest: the disk or somebody changed them. It was moved aside.
        CORRUPT,
        /// What was to be stored has another digest or size than it should.
        UNEXPECTED
    }

    private final Reason reason;
    private final Digest digest;

    /// @param digest that of the file
    /// @param message what exactly, for the log
    public StoreException(Reason reason, Digest digest, String message) {
        super(message);
        this.reason = reason;
        this.digest = digest;
    }

    /// Why.
    public Reason reason() {
        return reason;
    }

    /// That of the file.
    public Digest digest() {
        return digest;
    }
}
