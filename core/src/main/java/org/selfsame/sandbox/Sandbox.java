package org.selfsame.sandbox;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.selfsame.process.MissingProgramException;
import org.selfsame.task.Task;

/// A way to run commands inside a root of their own, shut off from the host: no network, no host name, user, clock zone,
/// locale or environment of the host; nothing of the host's is seen but the inputs, which cannot be written.
public interface Sandbox {
    /// Where libfaketime may lie among the inputs, for backends that have no clock of their own: it has programs see another
    /// one. What it needs of the C library the root must have.
    String CLOCK = "clock/libfaketime.so.1";

    /// Opens a sandbox whose root holds what `setup` says.
    ///
    /// @throws MissingProgramException if a program of the host is missing
    /// @throws SandboxException if this host cannot hold such a sandbox, or the root does not fit
    /// @throws IOException if the root or an input cannot be read
    /// @throws CancellationException if the task was cancelled; nothing is left then
    Session open(Setup setup, Task task) throws IOException;
}
