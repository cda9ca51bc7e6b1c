package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.selfsame.process.Program;
import org.selfsame.process.Running;
import org.selfsame.task.Task;

/// A sandbox in Linux namespaces: fast, and with the kernel of the host. All of it lives in a user namespace whose ids are
/// none of the host's, so that whatever escapes the rest is nobody outside
/// ([decision 35](../../../../../../../docs/decisions/0035-a-user-namespace-under-every-sandbox.md)).
public final class NamespacesSandbox implements Sandbox {
    private static final String UTIL_LINUX = "util-linux";

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
            return new NamespacesSession(start(setup, ids, directory.path()), setup, directory).opened(ids, task);
        } catch (IOException | RuntimeException e) {
            directory.remove();
            throw e;
        }
    }

    private static Running start(Setup setup, IdMap ids, Path directory) throws IOException {
        for (var name : List.of("mount", "umount", "pivot_root", "prlimit", "setpriv", "taskset")) {
            Program.named(name, UTIL_LINUX);
        }
        Program.named("tar", "tar");
        Program.named("hostname", "hostname");
        var chroot = Program.named("chroot", "coreutils");
        var unshare = Program.named("unshare", UTIL_LINUX).path().toString();
        var words = new ArrayList<String>(ids.become());
        words.addAll(List.of(unshare, "--user", "sh", "-c", "eval \"$SELFSAME_SCRIPT\"; enter_namespaces"));
        // a session of its own: nothing inside has the terminal of whoever started this
        return Program.named("setsid", UTIL_LINUX)
                .start(new Program.Call(words, environment(setup, chroot.path().toString()), directory));
    }

    private static Map<String, String> environment(Setup setup, String chroot) throws IOException {
        var surroundings = setup.surroundings();
        var limits = setup.limits();
        var environment = new TreeMap<String, String>();
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        environment.put("SELFSAME_SCRIPT", script());
        environment.put("SELFSAME_CHROOT", chroot);
        environment.put("SELFSAME_HOST_NAME", surroundings.hostName());
        environment.put("SELFSAME_UMASK", Integer.toOctalString(surroundings.umask()));
        environment.put("SELFSAME_INPUTS", setup.inputs() == null ? "" : surroundings.inputs());
        environment.put("SELFSAME_DISK", surroundings.disk() ? "yes" : "no");
        environment.put("SELFSAME_ROOT_BYTES", Long.toString(limits.rootBytes()));
        environment.put("SELFSAME_INODES", "4m");
        environment.put("SELFSAME_SMALL", "256m");
        // the kernel holds a bomb, which then shows: without the margin it would just fail to fork
        environment.put("SELFSAME_PROCESSES", Integer.toString(limits.processes() + MARGIN));
        if (surroundings.processors() > 0) {
            environment.put("SELFSAME_TASKSET", "taskset --cpu-list 0-" + (surroundings.processors() - 1));
        }
        return environment;
    }

    private static String script() throws IOException {
        return resource("driver.sh") + resource("namespaces.sh");
    }

    private static String resource(String name) throws IOException {
        try (var in = NamespacesSandbox.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
