package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;

/// A process of its own that runs one shell command in a sandbox in namespaces.
final class SandboxHolder {
    private SandboxHolder() {}

    /// @param arguments the scratch directory, the root's archive, `disk` or `memory`, and the command
    public static void main(String[] arguments) throws IOException {
        var standard = Surroundings.STANDARD;
        var surroundings = new Surroundings(standard.hostName(), standard.user(), standard.home(), standard.umask(),
                standard.locale(), standard.timeZone(), standard.environment(), standard.clockOffset(), 0,
                standard.inputs(), arguments[2].equals("disk"));
        try (var root = FileContent.open(Path.of(arguments[1]));
                var session = new NamespacesSandbox(Path.of(arguments[0])).open(
                        new Setup(root, null, surroundings, SandboxContractTest.LIMITS), Task.silent())) {
            session.run(Command.of("/bin/sh", "-c", arguments[3]), System.out, Task.silent());
        } catch (SandboxException e) {
            System.out.println(e.reason() + " " + e.getMessage());
        }
    }
}
