package org.selfsame.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import org.selfsame.task.Task;

/// An open sandbox. Used by one thread at a time.
public interface Session extends Closeable {

    /// Runs a command inside the root, as root, without capabilities that reach beyond it. Whatever it leaves running is
    /// killed before this returns.
    ///
    /// @param log takes what it prints, output and errors in the order in which they come
    /// @throws SandboxException if the sandbox itself broke, or the command went over a limit
    /// @throws IOException if `log` cannot be written
    /// @throws CancellationException if the task was cancelled; the session can only be closed then
    Finished run(Command command, OutputStream log, Task task) throws IOException;

    /// Writes the root as a tar archive with numeric owners, extended attributes, holes as zeros, and times to the
    /// nanosecond; what is mounted inside (`/dev`, `/proc`, `/sys`, the inputs) is left out. The order of its members
    /// is not defined: whoever reads it sorts.
    ///
    /// @throws SandboxException if the sandbox itself broke
    /// @throws IOException if `out` cannot be written
    /// @throws CancellationException if the task was cancelled; the session can only be closed then
    void save(OutputStream out, Task task) throws IOException;

    /// Ends everything in the sandbox and removes it: nothing is left running, mounted or on disk.
    @Override
    void close() throws IOException;
}
