package org.selfsame.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.selfsame.process.Program;
import org.selfsame.task.Task;

/// Which users and groups of the host those of a sandbox are. The sandbox has the ids 0 to 65535.
///
/// For root they are a range that belongs to nobody. For others, 0 is the user, and the rest come from the ranges that
/// `/etc/subuid` and `/etc/subgid` give to the user, through newuidmap and newgidmap
/// ([subuid(5)](https://man7.org/linux/man-pages/man5/subuid.5.html)).
///
/// @param user what the sandbox's user 0 is on the host
/// @param group what the sandbox's group 0 is on the host
/// @param users the first of the host's ids for the users from 1 on, or from 0 on for root
/// @param groups the same of groups
record IdMap(long user, long group, long users, long groups) {
    /// How many ids a sandbox has: Debian's `nobody` is 65534.
    private static final long COUNT = 65_536;
    /// The last range of those that systemd's containers take theirs from (524288 to 1879048191); the kernel does not
    /// mind who else uses it.
    private static final long OF_ROOT = 1_878_982_656;

    /// The one for whoever runs this program.
    ///
    /// @throws SandboxException if the user has no ids to give
    /// @throws IOException if they cannot be read
    static IdMap forThisUser() throws IOException {
        var self = Path.of("/proc/self");
        long user = ((Number) Files.getAttribute(self, "unix:uid")).longValue();
        long group = ((Number) Files.getAttribute(self, "unix:gid")).longValue();
        if (user == 0) {
            return new IdMap(OF_ROOT, OF_ROOT, OF_ROOT, OF_ROOT);
        }
        return new IdMap(user, group, range("/etc/subuid", user), range("/etc/subgid", user));
    }

    private boolean isRoot() {
        return user == users;
    }

    /// The words that make a program run as [#user], for root, and nothing for others.
    List<String> become() {
        if (!isRoot()) {
            return List.of();
        }
        return List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups");
    }

    /// Gives a file or directory of the host to the sandbox's user 0.
    ///
    /// @throws IOException if that fails
    void own(Path path) throws IOException {
        if (isRoot()) {
            Files.setAttribute(path, "unix:uid", (int) user);
            Files.setAttribute(path, "unix:gid", (int) group);
        }
    }

    /// Maps the ids of the user namespace that this process has made.
    ///
    /// @throws org.selfsame.process.MissingProgramException if a program of the Debian package `uidmap` is missing
    /// @throws SandboxException if the host does not allow it
    /// @throws IOException if that fails
    void map(long process, Task task) throws IOException {
        if (isRoot()) {
            Files.writeString(Path.of("/proc/" + process + "/gid_map"), "0 " + groups + " " + COUNT + "\n");
            Files.writeString(Path.of("/proc/" + process + "/uid_map"), "0 " + users + " " + COUNT + "\n");
        } else {
            map("newgidmap", process, group, groups, task);
            map("newuidmap", process, user, users, task);
        }
    }

    private static void map(String program, long process, long own, long first, Task task) throws IOException {
        var arguments = new ArrayList<String>(List.of(Long.toString(process), "0", Long.toString(own), "1"));
        arguments.addAll(List.of("1", Long.toString(first), Long.toString(COUNT - 1)));
        var said = new ByteArrayOutputStream();
        int code = Program.named(program, "uidmap").run(new Program.Call(arguments, Map.of(), Path.of("/")),
                InputStream.nullInputStream(), said, task);
        if (code != 0) {
            throw new SandboxException(SandboxException.Reason.NO_SUBORDINATE_IDS,
                    said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    /// The start of the first range of at least 65535 ids that the file gives to this user, by number or by name.
    private static long range(String file, long user) throws IOException {
        var path = Path.of(file);
        var name = System.getProperty("user.name");
        if (Files.isReadable(path)) {
            for (var line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
                var fields = line.split(":", -1);
                if (fields.length == 3 && (fields[0].equals(name) || fields[0].equals(Long.toString(user)))
                        && fields[1].matches("[0-9]{1,10}") && fields[2].matches("[0-9]{1,10}")
                        && Long.parseLong(fields[2]) >= COUNT - 1) {
                    return Long.parseLong(fields[1]);
                }
            }
        }
        throw new SandboxException(SandboxException.Reason.NO_SUBORDINATE_IDS,
                file + " gives no range of " + (COUNT - 1) + " ids to " + name);
    }
}
