package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.selfsame.process.MissingProgramException;
import org.selfsame.process.Program;
import org.selfsame.process.Running;

/// The program of the namespaces backend: a shell that runs a function of `namespaces.sh` in a user namespace of its own.
final class NamespacesProgram {
    private static final String UTIL_LINUX = "util-linux";
    private static final List<String> OF_UTIL_LINUX = List.of("mount", "nsenter", "pivot_root", "prlimit", "setpriv",
            "taskset", "umount", "unshare");

    private NamespacesProgram() {}

    /// Starts it in `directory`. It says `mapping`, and goes on when its ids have been mapped and it was sent a line.
    ///
    /// @throws MissingProgramException if a program of the host is missing
    /// @throws IOException if it cannot be started
    static Running start(String function, Map<String, String> variables, IdMap ids, Path directory)
            throws IOException {
        for (var name : OF_UTIL_LINUX) {
            Program.named(name, UTIL_LINUX);
        }
        for (var name : List.of("chroot", "env", "head", "stat")) {
            Program.named(name, "coreutils");
        }
        Program.named("tar", "tar");
        Program.named("hostname", "hostname");
        var words = new ArrayList<String>(ids.become());
        words.addAll(List.of("unshare", "--user", "sh", "-c", "eval \"$SELFSAME_SCRIPT\"; " + function));
        var environment = new TreeMap<String, String>(variables);
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        environment.put("SELFSAME_SCRIPT", resource("driver.sh") + resource("namespaces.sh"));
        // a session of its own: nothing inside has the terminal of whoever started this
        return Program.named("setsid", UTIL_LINUX).start(new Program.Call(words, environment, directory));
    }

    private static String resource(String name) throws IOException {
        try (var in = NamespacesProgram.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
