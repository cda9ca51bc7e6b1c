package org.selfsame.build;

import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.FileContent;
import org.selfsame.process.MissingProgramException;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.sandbox.MachineParts;
import org.selfsame.sandbox.NamespacesSandbox;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.sandbox.SandboxException;
import org.selfsame.sandbox.SandboxException.Reason;
import org.selfsame.sandbox.Session;
import org.selfsame.sandbox.Setup;
import org.selfsame.sandbox.VmSandbox;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// Which sandbox a build runs in.
public final class Backends {
    private Backends() {}

    /// The sandbox that is asked for. Of any, it is the one in namespaces; where this computer does not have them, the
    /// virtual machine, if the lock names its packages.
    ///
    /// @throws SandboxException if the lock does not name the packages of a virtual machine that is asked for
    /// @throws IOException if they cannot be read
    public static Sandbox of(SandboxChoice choice, Lock lock, Store store, Task task) throws IOException {
        return switch (choice) {
            case NAMESPACES -> namespaces(store);
            case VM -> machine(lock, store, task);
            case ANY -> new Either(namespaces(store), lock, store);
        };
    }

    /// The other kind of sandbox than [#of] gives where both are there.
    ///
    /// @throws SandboxException if it is the virtual machine, and the lock does not name its packages
    /// @throws IOException if they cannot be read
    public static Sandbox other(SandboxChoice choice, Lock lock, Store store, Task task) throws IOException {
        return of(choice == SandboxChoice.VM ? SandboxChoice.NAMESPACES : SandboxChoice.VM, lock, store, task);
    }

    private static Sandbox namespaces(Store store) {
        return new NamespacesSandbox(store.root().resolve("sandbox"));
    }

    /// The virtual machine that the lock's packages make.
    ///
    /// @throws SandboxException if the lock does not name them
    /// @throws IOException if they cannot be read
    public static VmSandbox machine(Lock lock, Store store, Task task) throws IOException {
        var packages = new TreeMap<String, FileContent>();
        for (var each : lock.packages()) {
            if (each.uses().contains(Lock.Use.MACHINE)) {
                packages.put(each.name(), store.open(each.sha256(), task));
            }
        }
        return new VmSandbox(MachineParts.of(packages), store, store.root().resolve("vm"));
    }

    /// The first where the computer has it, else the machine.
    private record Either(Sandbox first, Lock lock, Store store) implements Sandbox {
        @Override
        public Session open(Setup setup, Task task) throws IOException {
            try {
                return first.open(setup, task);
            } catch (SandboxException e) {
                if (e.reason() != Reason.NO_NAMESPACES && e.reason() != Reason.NO_SUBORDINATE_IDS) {
                    throw e;
                }
                return second(e, task).open(setup, task);
            } catch (MissingProgramException e) {
                return second(e, task).open(setup, task);
            }
        }

        /// The machine, or that the first is not there if there is no machine either.
        private Sandbox second(IOException problem, Task task) throws IOException {
            return machine(task).orElseThrow(() -> problem);
        }

        private Optional<Sandbox> machine(Task task) throws IOException {
            @Nullable
            Sandbox found = null;
            if (lock.packages().stream().anyMatch(it -> it.uses().contains(Lock.Use.MACHINE))) {
                found = Backends.machine(lock, store, task);
            }
            return Optional.ofNullable(found);
        }
    }
}
