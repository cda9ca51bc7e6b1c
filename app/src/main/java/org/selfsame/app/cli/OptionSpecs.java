package org.selfsame.app.cli;

import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/// The kinds of options that most commands have.
final class OptionSpecs {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

    private OptionSpecs() {}

    /// An option that takes a text, shown as `label`.
    static OptionSpec text(String name, String label) {
        return OptionSpec.builder(name).type(String.class).arity("1").paramLabel(label).build();
    }

    /// An option that takes a whole number.
    static OptionSpec number(String name) {
        return number(name, "NUMBER");
    }

    /// An option that takes a whole number, shown as `label`.
    static OptionSpec number(String name, String label) {
        return OptionSpec.builder(name).type(Integer.class).converters(OptionSpecs::number32).arity("1")
                .paramLabel(label).build();
    }

    /// An option that takes a number of bytes, shown as `label`.
    static OptionSpec bytes(String name, String label) {
        return OptionSpec.builder(name).type(ByteCount.class).converters(ByteCount::parse).arity("1").paramLabel(label)
                .build();
    }

    /// @throws NotAValueException if it is no number, or one of more than 32 bits
    private static int number32(String text) {
        try {
            if (NUMBER.matcher(text).matches()) {
                return Integer.parseInt(text);
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new NotAValueException(text, "number");
    }

    /// An option without a value; the first name is followed by its others.
    static OptionSpec flag(String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length)).type(boolean.class).build();
    }
}
