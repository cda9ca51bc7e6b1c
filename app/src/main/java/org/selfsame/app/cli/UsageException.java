package org.selfsame.app.cli;

/// Arguments that the command does not take, or that do not fit together.
final class UsageException extends RuntimeException {
    private final String sentence;

    /// @param key of the sentence in the bundle
    /// @param arguments what stands for `{0}`, `{1}`… in it
    UsageException(String key, Object... arguments) {
        super(key);
        sentence = Messages.text(key, arguments);
    }

    /// A value that an option does not take.
    ///
    /// @param possible key of the words for what it takes, below `value.`
    /// @param arguments what stands for `{0}`, `{1}`… in them
    static UsageException ofValue(String option, Object value, String possible, Object... arguments) {
        return new UsageException("error.value", value, option, Messages.text("value." + possible, arguments));
    }

    /// What is wrong, for people.
    String sentence() {
        return sentence;
    }
}
