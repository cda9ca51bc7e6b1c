package org.selfsame.app.window.compare;

import java.io.IOException;
import java.nio.file.Path;
import org.selfsame.task.Task;

/// Writes what a comparison found to a file that others can read.
public interface CompareReports {

    /// Saves a report as a page for people, or as JSON if the name of `target` ends so. Runs on a background thread.
    ///
    /// @throws IOException if it cannot be written, or an image cannot be read
    void save(Compared compared, Path target, Task task) throws IOException;
}
