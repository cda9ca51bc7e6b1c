package org.selfsame.app.cli;

import java.util.Arrays;
import picocli.CommandLine.Model.OptionSpec;

/// The kinds of options that most commands have.
final class OptionSpecs {
    private OptionSpecs() {}

    /// An option that takes a text, shown as `label`.
    static OptionSpec text(String name, String label) {
        return OptionSpec.builder(name).type(String.class).arity("1").paramLabel(label).build();
    }

    /// An option that takes a number.
    static OptionSpec number(String name) {
        return OptionSpec.builder(name).type(Integer.class).arity("1").paramLabel("NUMBER").build();
    }

    /// An option without a value; the first name is followed by its others.
    static OptionSpec flag(String... names) {
        return OptionSpec.builder(names[0], Arrays.copyOfRange(names, 1, names.length)).type(boolean.class).build();
    }
}
