package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.selfsame.task.Task;

/// A sandbox in Linux namespaces: fast, and with the kernel of the host. All of it lives in a user namespace whose ids are
/// none of the host's, so that whatever escapes the rest is nobody outside
/// ([decision 35](../../../../../../../docs/decisions/0035-a-user-namespace-under-every-sandbox.md)).
public final class NamespacesSandbox implements Sandbox {
    private static final int MARGIN = 100;

    private final Path scratch;

    /// @param scratch a directory for what does not fit in memory; made if it is not there
    public NamespacesSandbox(Path scratch) {
        this.scratch = scratch.toAbsolutePath();
    }

    @Override
    public Session open(Setup setup, Task task) throws IOException {
        var ids = IdMap.forThisUser();
        var directory = Scratch.make(scratch);
        try {
            Inputs.extract(setup.inputs(), directory.path().resolve("inputs"), ids, task);
            ids.own(directory.path());
            var running = NamespacesProgram.start("enter_namespaces", environment(setup), ids, directory.path());
            return new NamespacesSession(running, setup, directory).opened(ids, task);
        } catch (IOException | RuntimeException e) {
            directory.remove();
            throw e;
        }
    }

    private static NavigableMap<String, String> environment(Setup setup) throws IOException {
        var surroundings = setup.surroundings();
        var limits = setup.limits();
        var environment = new TreeMap<String, String>();
        environment.put("SELFSAME_HOST_NAME", surroundings.hostName());
        environment.put("SELFSAME_UMASK", Integer.toOctalString(surroundings.umask()));
        environment.put("SELFSAME_INPUTS", setup.inputs() == null ? "" : surroundings.inputs());
        environment.put("SELFSAME_DISK", surroundings.disk() ? "yes" : "no");
        environment.put("SELFSAME_ROOT_BYTES", Long.toString(limits.rootBytes()));
        // the kernel holds a bomb, which then shows: without the margin it would just fail to fork
        environment.put("SELFSAME_PROCESSES", Integer.toString(limits.processes() + MARGIN));
        if (surroundings.processors() > 0) {
            environment.put("SELFSAME_TASKSET", "taskset --cpu-list " + Processors.first(surroundings.processors()));
        }
        return environment;
    }
}
