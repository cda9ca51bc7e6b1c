package org.selfsame.app.cli;

/// Arguments that are fine one by one, and do not fit together.
final class UsageException extends RuntimeException {
    private final String sentence;

    /// @param key of the sentence in the bundle
    /// @param arguments what stands for `{0}`, `{1}`… in it
    UsageException(String key, Object... arguments) {
        super(key);
        sentence = Messages.text(key, arguments);
    }

    /// What is wrong, for people.
    String sentence() {
        return sentence;
    }
}
