package org.selfsame.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.selfsame.pack.Packer;
import picocli.CommandLine.Model.OptionSpec;

/// A format that `pack` writes.
interface PackFormat {
    /// The name on the command line.
    String name();

    /// The options that it takes, beside those that all take: see [PackOptions#specs].
    Set<String> options();

    /// Those of them that no other format takes.
    default List<OptionSpec> specs() {
        return List.of();
    }

    /// Whether extended attributes can come into the image. Those of a directory are read only then, as each entry takes a
    /// call for them.
    default boolean keepsXattrs() {
        return true;
    }

    /// The writer with the options that are given.
    ///
    /// @throws UsageException if an option has a value that this format does not take
    /// @throws IllegalArgumentException if a writer refuses one; the message says why
    /// @throws IOException if a file that an option names cannot be read
    Packer.Writer writer(PackOptions given) throws IOException;

}
