package org.selfsame.build;

import java.nio.file.Path;
import java.util.List;
import org.selfsame.sandbox.SandboxLimits;
import org.selfsame.sandbox.Surroundings;

/// How a build runs: what has no influence on the bytes, or must not have.
///
/// @param output the directory that the results are written to; it is made if it is not there
/// @param replace whether files that are there are replaced
/// @param reuse whether results of earlier builds are taken from the store
/// @param keep whether the root of the system is kept beside the results if a step fails in it
/// @param surroundings what the commands in the sandbox see of the world
/// @param limits what they may use
/// @param earlier images of earlier releases, for upgrade kits
public record BuildOptions(Path output, boolean replace, boolean reuse, boolean keep, Surroundings surroundings,
        SandboxLimits limits, List<Path> earlier) {
    /// Copies the list.
    public BuildOptions {
        earlier = List.copyOf(earlier);
    }

    /// The usual ones.
    public static BuildOptions to(Path output) {
        return new BuildOptions(output, false, true, false, Surroundings.STANDARD, SandboxLimits.STANDARD, List.of());
    }

    /// The same with other surroundings.
    public BuildOptions in(Surroundings value) {
        return new BuildOptions(output, replace, reuse, keep, value, limits, earlier);
    }

    /// The same, but every step runs.
    public BuildOptions anew() {
        return new BuildOptions(output, replace, false, keep, surroundings, limits, earlier);
    }
}
