package org.selfsame.app.cli;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.pack.Packer;

/// A format that `pack` writes.
interface PackFormat {
    /// All of them, in the order of the help.
    List<PackFormat> ALL = List.of(new PackSquashfs(), new PackIso());

    /// The name on the command line.
    String name();

    /// The options that it takes, beside those that all take: see [PackOptions#specs].
    Set<String> options();

    /// The writer with the options that are given.
    ///
    /// @throws UsageException if an option has a value that this format does not take
    /// @throws IllegalArgumentException if a writer refuses one; the message says why
    Packer.Writer writer(PackOptions given);

    /// The format of a name on the command line, or null if there is none.
    static @Nullable PackFormat called(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst().orElse(null);
    }

    /// The names of all.
    static List<String> names() {
        return ALL.stream().map(PackFormat::name).toList();
    }
}
