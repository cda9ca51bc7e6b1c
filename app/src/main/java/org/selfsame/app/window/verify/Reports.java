package org.selfsame.app.window.verify;

import java.io.IOException;
import java.nio.file.Path;
import org.selfsame.verify.Verification;

/// Writes a result to a file that others can read.
public interface Reports {

    /// Saves a report as a page for people, or as JSON if the name of `target` ends so.
    ///
    /// @throws IOException if it cannot be written
    void save(Verification verification, Path target) throws IOException;
}
