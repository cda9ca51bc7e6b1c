package org.selfsame.app.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command. Its options are declared in code, not by annotations: a command that lists an image is done in less
/// time than it takes to look for annotations.
interface Command {

    /// The options and parameters. The words are in the bundle, by the names that picocli looks for.
    CommandSpec spec();

    /// Runs the command.
    ///
    /// @return an [ExitCode]
    /// @throws UsageException if the arguments do not fit together
    /// @throws IOException in trouble; [Sentences] has the words
    int run(ParseResult arguments, Console console) throws IOException;
}
