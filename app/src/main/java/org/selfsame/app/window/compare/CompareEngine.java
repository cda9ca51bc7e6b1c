package org.selfsame.app.window.compare;

import java.io.IOException;
import org.selfsame.task.Task;

/// What compares two files: the engine of core, or a hand-made result in a test.
public interface CompareEngine {

    /// Compares two files. Runs on a background thread. A cancelled comparison gives what was found so far.
    ///
    /// @throws IOException if a file cannot be read
    Compared compare(ComparePair pair, Task task) throws IOException;
}
