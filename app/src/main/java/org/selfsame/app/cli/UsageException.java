package org.selfsame.app.cli;

/// Arguments that are fine one by one, and do not fit together.
final class UsageException extends RuntimeException {
    private final String key;

    /// @param key of the sentence in the bundle
    UsageException(String key) {
        super(key);
        this.key = key;
    }

    String key() {
        return key;
    }
}
