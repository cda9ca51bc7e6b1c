package org.selfsame.app.window.build;

import java.io.IOException;
import java.util.List;
import org.selfsame.build.StepName;
import org.selfsame.task.Task;

/// The engine of core.
public final class CoreBuildEngine implements BuildEngine {

    @Override
    public Inputs read(Source source, Task task) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public Inputs lock(Inputs inputs, Task task) throws IOException {
        throw new IOException("not yet");
    }

    @Override
    public List<StepName> steps(Plan plan) {
        return List.of();
    }

    @Override
    public Outcome build(Plan plan, Listener listener, Task task) throws IOException {
        throw new IOException("not yet");
    }
}
