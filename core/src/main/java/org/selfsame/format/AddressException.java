package org.selfsame.format;

import java.io.IOException;
import java.util.List;

/// An address that leads nowhere. The problem says how far it led.
public final class AddressException extends IOException {
    private final Problem problem;

    AddressException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /// What is wrong, typed; the words are in the bundle of the front door.
    public Problem problem() {
        return problem;
    }

    /// What is wrong with an address. `at` is always the part that could be resolved, as text to be shown.
    public sealed interface Problem {

        /// The part of the address that led somewhere.
        String at();

        /// There is no such file on the host.
        record NoSuchFile(String at) implements Problem {}

        /// The host's file is not a regular file.
        record NotAFile(String at, boolean directory) implements Problem {}

        /// The bytes at `at` are in no format that can be opened; `known` are the names of those that were tried.
        record UnknownFormat(String at, List<String> known) implements Problem {}

        /// No format of the content at `at` has a tree called `view`; `present` are those there are.
        record NoSuchView(String at, String view, List<String> present) implements Problem {}

        /// `at`, the deepest part that exists, has no entry `missing`.
        record NoSuchPath(String at, String missing) implements Problem {}

        /// Something was asked for below `at`, which is no directory.
        record NotADirectory(String at) implements Problem {}

        /// Something was asked for below or inside `at`, which is a symbolic link; those are not followed.
        record SymbolicLink(String at, String target) implements Problem {}

        /// The content of `at` was asked for, which is no file.
        record NoContent(String at) implements Problem {}

        /// Images are nested deeper than `most`; `at` is where it got too deep.
        record TooDeep(String at, int most) implements Problem {}

        /// The decompressed content of `at` was asked for, which no format gives.
        record NotCompressed(String at) implements Problem {}
    }
}
