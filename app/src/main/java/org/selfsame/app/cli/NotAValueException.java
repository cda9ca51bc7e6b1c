package org.selfsame.app.cli;

import picocli.CommandLine.TypeConversionException;

/// An argument is not one that its option takes. Which it takes is in the bundle.
final class NotAValueException extends TypeConversionException {
    private final String value;
    private final String possible;

    /// @param possible key of the words for what the option takes, below `value.`
    NotAValueException(String value, String possible) {
        super(possible + ": " + value);
        this.value = value;
        this.possible = Messages.text("value." + possible);
    }

    /// What is wrong, for people.
    String sentence(String option) {
        return Messages.text("error.value", value, option, possible);
    }
}
