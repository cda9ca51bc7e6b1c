package org.selfsame.build;

import java.io.IOException;
import java.util.List;
import org.selfsame.apt.Lock;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.sandbox.NamespacesSandbox;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.sandbox.SandboxException;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// Which sandbox a build runs in.
public final class Backends {
    private Backends() {}

    /// The sandbox that is asked for. Of any, the one in namespaces is taken.
    ///
    /// @throws SandboxException if this computer cannot have it
    /// @throws IOException if what it is made of cannot be read
    public static Sandbox of(SandboxChoice choice, Lock lock, Store store, Task task) throws IOException {
        return switch (choice) {
            case ANY, NAMESPACES -> new NamespacesSandbox(store.root().resolve("sandbox"));
            case VM -> throw new BuildException(BuildException.Reason.NOT_SUPPORTED, StepName.INPUTS, "vm", List.of());
        };
    }
}
