package org.selfsame.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.selfsame.content.FileContent;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// The backend in virtual machines: real guests of Debian's packages, most of them without KVM.
@Tag("slow")
class VmSandboxTest extends SandboxContractTest {
    private @Nullable VmSandbox sandbox;

    @Override
    Sandbox sandbox() throws IOException {
        var made = sandbox;
        if (made == null) {
            made = new VmSandbox(MachinePackages.parts(), Store.open(directory.resolve("store")),
                    directory.resolve("scratch"));
            sandbox = made;
        }
        return made;
    }

    @Override
    void nothingIsLeft() throws IOException {
        try (var files = Files.newDirectoryStream(directory.resolve("scratch"), "sandbox-*")) {
            // a directory and its lock, of the shared one
            assertThat(files).hasSize(2);
        }
        assertThat(machines(ProcessHandle.current())).hasSize(1);
    }

    static List<ProcessHandle> machines(ProcessHandle process) {
        return process.descendants().filter(ProcessHandle::isAlive).filter(machine -> machine.info().command()
                .filter(command -> command.contains("qemu-system")).isPresent()).toList();
    }

    @Test
    void hasAClockAndProcessorsOfItsOwn() throws IOException {
        var surroundings = new Surroundings("selfsame", "root", "/root", 022, "C.UTF-8", "UTC", Map.of(),
                Duration.ofDays(-4000), 3, "/srv/inputs", false);
        try (var session = open(surroundings, LIMITS)) {
            long seconds = Long.parseLong(said(session, "date +%s"));
            assertThat(Instant.ofEpochSecond(seconds)).isBetween(Instant.now().minus(Duration.ofDays(4001)),
                    Instant.now().minus(Duration.ofDays(3999)));
            assertThat(said(session, "nproc")).isEqualTo("3");
            assertThat(said(session, "cat /srv/inputs/below/*")).isEqualTo("input");
            assertThat(said(session, "ls -d /srv")).isEqualTo("/srv");
            assertThat(members(session)).doesNotContain("./srv/", "./srv/inputs/");
        }
    }

    private List<String> members(Session session) throws IOException {
        var file = directory.resolve("members.tar");
        try (var out = Files.newOutputStream(file)) {
            session.save(out, Task.silent());
        }
        return Tool.run(directory, "tar", "-tf", file.toString()).out().lines().toList();
    }

    @Test
    void takesARootFromAFileToADiskAndKeepsItsAttributes() throws IOException {
        Tool.require("setfattr");
        var tree = Files.createDirectories(directory.resolve("tree, with attributes"));
        var first = directory.resolve("first.tar");
        Files.write(first, root.bytes(0, (int) root.size()));
        Tool.run(tree, "tar", "-xf", first.toString());
        Tool.run(tree, "sh", "-c", "echo x >bin/capable; setfattr -n security.capability "
                + "-v 0x0100000202000000000000000000000000000000 bin/capable; setfattr -n trusted.other -v y bin/capable;"
                + "touch -d 2001-02-03T04:05:06.123456789Z bin/capable");
        var file = directory.resolve("root, of a file.tar");
        Tool.run(tree, "tar", "--xattrs", "--xattrs-include=*", "--format=posix", "-cf", file.toString(), ".");
        var surroundings = new Surroundings("selfsame", "root", "/root", 022, "C.UTF-8", "UTC", Map.of(), Duration.ZERO,
                1, "/run/selfsame", true);
        var saved = directory.resolve("saved.tar");
        try (var content = FileContent.open(file);
                var session = sandbox().open(new Setup(content, null, surroundings, LIMITS), Task.silent());
                var out = Files.newOutputStream(saved)) {
            assertThat(said(session, "grep -c ' / ext4 ' /proc/mounts; ls /")).startsWith("1\n")
                    .doesNotContain("lost+found");
            session.save(out, Task.silent());
        }
        var attributes = Tool.run(directory, "tar", "--xattrs", "--xattrs-include=*", "--full-time", "-tvvf",
                saved.toString(), "./bin/capable").out();
        assertThat(attributes).contains("20 security.capability").contains("1 trusted.other")
                .contains("04:05:06.123456789");
    }

    @Test
    void saysWhenTheMachineEndsByItself() throws IOException {
        var others = machines(ProcessHandle.current());
        try (var session = open(Surroundings.STANDARD, LIMITS)) {
            // numbers of processes begin anew some time: the highest need not be the latest
            var own = machines(ProcessHandle.current()).stream().filter(it -> !others.contains(it)).findFirst()
                    .orElseThrow();
            var killing = new OutputStream() {
                @Override
                public void write(int value) {
                    own.destroyForcibly();
                }
            };
            assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> session
                    .run(Command.of("/bin/sh", "-c", "echo started; sleep 9999"), killing, Task.silent()))
                    .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.BROKEN);
        }
        nothingIsLeft();
    }

    @Test
    void saysWhenNoGuestStarts() throws IOException {
        var surroundings = Surroundings.STANDARD;
        // more memory than any address space has
        var limits = new SandboxLimits(LIMITS.rootBytes(), 1L << 60, 200, LIMITS.commandTime(), 1000);
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> open(surroundings, limits))
                .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.NO_GUEST);
        nothingIsLeft();
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws Exception {
        var scratch = directory.resolve("scratch of another");
        var java = ProcessHandle.current().info().command().orElseThrow();
        var rootFile = directory.resolve("other-root.tar");
        Files.write(rootFile, root.bytes(0, (int) root.size()));
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Waiting.class.getName(),
                rootFile.toString(), directory.resolve("store").toString(), scratch.toString())
                .redirectErrorStream(true).start();
        var said = new StringBuilder();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null && !line.equals("waiting"); line = lines.readLine()) {
                said.append(line).append('\n');
            }
            assertThat(machines(process.toHandle())).as(said.toString()).hasSize(1);
            var started = process.descendants().toList();
            process.destroyForcibly().waitFor();
            for (var each : started) {
                each.onExit().get();
            }
        }
        try (var left = Files.list(scratch)) {
            // the lock of a process that is gone, which whoever comes next removes, and what is known of KVM
            assertThat(left.map(path -> path.getFileName().toString()).filter(name -> !name.endsWith(".lock")))
                    .isSubsetOf("kvm");
        }
    }

    /// Opens a sandbox, and waits in it.
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws IOException {
            try (var content = FileContent.open(Path.of(arguments[0]));
                    var session = new VmSandbox(MachinePackages.parts(), Store.open(Path.of(arguments[1])),
                            Path.of(arguments[2])).open(
                                    new Setup(content, null, Surroundings.STANDARD, LIMITS), Task.silent())) {
                session.run(Command.of("/bin/sh", "-c", "echo waiting; sleep 9999"), System.out, Task.silent());
            }
        }
    }
}
