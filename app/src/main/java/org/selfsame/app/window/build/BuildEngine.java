package org.selfsame.app.window.build;

import java.io.IOException;
import java.util.List;
import org.selfsame.build.BuildEvent;
import org.selfsame.build.StepName;
import org.selfsame.task.Task;

/// What reads recipes, makes locks and builds: the engine of core, or a hand-made one in a test. All but [#steps] runs on a
/// background thread, and ends with a `CancellationException` if the task was cancelled.
public interface BuildEngine {

    /// Reads a recipe, and the lock beside it.
    ///
    /// @throws IOException if the recipe cannot be read; a lock that cannot is part of the result
    Inputs read(Source source, Task task) throws IOException;

    /// Finds all inputs anew, stores them, and writes the lock.
    ///
    /// @throws IOException if an input cannot be had, or the lock not be written
    Inputs lock(Inputs inputs, Task task) throws IOException;

    /// The steps that one build has, in order.
    List<StepName> steps(Plan plan);

    /// Builds once or twice.
    ///
    /// @throws IOException if the build cannot go on
    Outcome build(Plan plan, Listener listener, Task task) throws IOException;

    /// Is told what a build does, on the thread that builds.
    interface Listener {

        /// @param build which build tells it: 1, or 2 for the second one of two
        void told(int build, BuildEvent event);
    }
}
