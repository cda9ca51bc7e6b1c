package org.selfsame.sandbox;

import java.util.List;
import java.util.Map;

/// A command that runs inside a sandbox.
///
/// @param arguments the program, by its path inside the root, and its arguments
/// @param environment what it gets beside the environment that every command of the sandbox gets ([Surroundings])
public record Command(List<String> arguments, Map<String, String> environment) {
    /// Copies both.
    ///
    /// @throws IllegalArgumentException if there is no program
    public Command {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("no program");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// A command without an environment of its own.
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Map.of());
    }
}
