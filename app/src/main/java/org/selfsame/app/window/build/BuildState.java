package org.selfsame.app.window.build;

/// How a build stands.
sealed interface BuildState {

    /// It runs.
    ///
    /// @param stopping whether it was asked to stop
    record Running(boolean stopping) implements BuildState {}

    /// It came to its end.
    record Done(Outcome outcome) implements BuildState {}

    /// It was stopped.
    ///
    /// @param kept how many steps have a result in the store, from which the next build goes on
    record Stopped(int kept) implements BuildState {}

    /// It could not go on.
    record Failed(Trouble trouble) implements BuildState {}
}
