package org.selfsame.app.window.verify;

import java.io.IOException;
import org.selfsame.task.Task;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verification;

/// What checks a file: the engine of core, or a hand-made result in a test.
public interface Engine {

    /// Checks a file. Runs on a background thread.
    ///
    /// @throws IOException if the engine itself cannot go on; what is wrong with the file is part of the result
    Verification verify(Request request, Task task) throws IOException;
}
