package org.selfsame.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// The backend in namespaces, as whoever runs the tests; and, where that is root, as somebody else.
class NamespacesSandboxTest extends SandboxContractTest {
    private static final String NOBODY = "65534";

    @BeforeAll
    static void requirePrograms() {
        Tool.require("unshare", "setpriv", "prlimit", "taskset", "hostname");
        assumeTrue(isRoot() || Files.exists(Path.of("/etc/subuid")), "no subordinate ids");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @Override
    Sandbox sandbox() {
        return new NamespacesSandbox(directory.resolve("scratch"));
    }

    @Override
    void nothingIsLeft() throws IOException {
        try (var files = Files.list(directory.resolve("scratch"))) {
            // a directory and its lock, of the shared one
            assertThat(files).hasSize(2);
        }
        assertThat(running("sleep 9999")).isZero();
    }

    private static long running(String command) {
        return ProcessHandle.allProcesses().filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").endsWith(command)).count();
    }

    private static Surroundings surroundings(boolean disk, Duration clock, int processors, String inputs) {
        return new Surroundings("selfsame", "root", "/root", 022, "C.UTF-8", "UTC", Map.of(), clock, processors, inputs,
                disk);
    }

    @Test
    void holdsTheRootOnADisk() throws IOException {
        var onDisk = surroundings(true, Duration.ZERO, 0, "/deep/below/inputs");
        try (var one = open(onDisk, LIMITS)) {
            assertThat(said(one,
                    "mkdir -p /a/b; echo x >/a/b/c; chown 1000 /a/b/c; stat -c %u /a/b/c; ls /deep/below/inputs;"
                            + " grep ' / ' /proc/mounts | grep -c tmpfs"))
                    .isEqualTo("1000\nbelow\n0");
            assertThat(said(one, "ls /")).contains("deep");
        }
        nothingIsLeft();
        try (var one = open(onDisk, LIMITS)) {
            assertThatExceptionOfType(SandboxException.class)
                    .isThrownBy(() -> said(one, "dd if=/dev/zero of=/full bs=1M count=1000 2>/dev/null; sleep 9999"))
                    .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.ROOT_FULL);
        }
        nothingIsLeft();
    }

    @Test
    void mountsNothingThroughALinkOfTheRoot() throws IOException {
        try (var one = open(surroundings(false, Duration.ZERO, 0, "/tmp/x/inputs"), LIMITS)) {
            said(one, "mv /tmp /moved; ln -s /usr /tmp");
            assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> said(one, "ls /"))
                    .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.BROKEN);
        }
        nothingIsLeft();
    }

    @Test
    void saysWhatItCannotVary() throws IOException {
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> open(surroundings(false, Duration.ofDays(400), 0, "/run/selfsame"), LIMITS))
                .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.CANNOT_VARY);
        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> open(surroundings(false, Duration.ZERO, 100_000, "/run/selfsame"), LIMITS))
                .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.CANNOT_VARY);
        nothingIsLeft();
    }

    @Test
    void movesTheClockThroughLibfaketimeWhereTheInputsOrTheRootHaveIt() throws IOException {
        var library = Tool.requireFile("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "libfaketime");
        movesTheClock(withPrograms("/usr/bin/env", "/usr/bin/date", library.toString()), null);
        var metadata = Metadata.builder().permissions(0755).build();
        var file = MemoryTree.file(Name.of("libfaketime.so.1"), metadata,
                new BytesContent(Files.readAllBytes(library)));
        assertThat(Sandbox.CLOCK).isEqualTo("clock/" + file.name());
        // which every root with a C library has
        var math = "/lib/x86_64-linux-gnu/libm.so.6";
        movesTheClock(withPrograms("/usr/bin/env", "/usr/bin/date", math),
                new Tree(MemoryTree.directory(Name.of(""), metadata,
                        List.of(MemoryTree.directory(Name.of("clock"), metadata, List.of(file))))));
        nothingIsLeft();
    }

    /// A root that holds programs and the libraries that they need.
    private static Content withPrograms(String... programs) throws IOException {
        var top = Files.createTempDirectory(directory, "dynamic");
        for (var program : programs) {
            Tool.run(top, "sh", "-c", "cp --parents -L " + program + " $(ldd " + program
                    + " | grep -o '/[^ ]*') .");
        }
        var archive = top.resolveSibling(top.getFileName() + ".tar");
        Tool.run(top, "tar", "-cf", archive.toString(), ".");
        return new BytesContent(Files.readAllBytes(archive));
    }

    private void movesTheClock(Content dynamic, @Nullable Tree inputs) throws IOException {
        var ahead = surroundings(false, Duration.ofDays(400), 0, "/run/selfsame");
        try (var one = sandbox().open(new Setup(dynamic, inputs, ahead, LIMITS), Task.silent())) {
            var log = new ByteArrayOutputStream();
            one.run(Command.of("/usr/bin/date", "+%s"), log, Task.silent());
            var seen = Instant.ofEpochSecond(Long.parseLong(log.toString(StandardCharsets.UTF_8).strip()));
            assertThat(seen).isBetween(Instant.now().plus(Duration.ofDays(399)),
                    Instant.now().plus(Duration.ofDays(401)));
        }
    }

    @Test
    void leavesNothingWhenItsProcessIsKilled() throws IOException, InterruptedException {
        var scratch = Files.createDirectories(directory.resolve("killed"));
        for (var kind : List.of("memory", "disk")) {
            var process = java(System.getProperty("java.class.path"), List.of(), scratch, archive(directory), kind,
                    "echo >/tmp/x; (setsid sleep 8888 &); echo ready; sleep 8888");
            assertThat(process.inputReader().readLine()).isEqualTo("ready");
            process.destroyForcibly().waitFor();
            for (int i = 0; i < 200 && running("sleep 8888") > 0; i++) {
                Thread.sleep(50);
            }
            assertThat(running("sleep 8888")).isZero();
        }
        // what it could not remove itself goes when the next is opened
        new NamespacesSandbox(scratch).open(new Setup(root, null, Surroundings.STANDARD, LIMITS), Task.silent())
                .close();
        try (var left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void runsAsSomebodyElseWhoHasSubordinateIds() throws IOException, InterruptedException {
        assumeTrue(isRoot(), "only root can be somebody else");
        Tool.require("newuidmap");
        var place = Files.createDirectories(directory.resolve("somebody"));
        for (var path : List.of(directory, place)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        // where these classes lie may be closed to others
        for (var part : System.getProperty("java.class.path").split(":", -1)) {
            if (!part.isEmpty() && Files.isDirectory(Path.of(part))) {
                Tool.run(place, "cp", "-r", part + "/.", "classes");
            }
        }
        Tool.run(place, "chmod", "-R", "a+rX", "classes");
        Files.writeString(place.resolve("ids"), "nobody:200000:65536\n");
        Files.writeString(place.resolve("none"), "");
        var command = "sleep 7 & cat /proc/self/uid_map | tr -s ' '; touch /x; chown 65534 /x; stat -c %u /x";
        assertThat(asSomebody(place, "none", "memory", command))
                .startsWith("NO_SUBORDINATE_IDS /etc/subuid gives no range");
        for (var kind : List.of("memory", "disk")) {
            assertThat(asSomebody(place, "ids", kind, command)).isEqualTo(" 0 65534 1\n 1 200000 65535\n65534");
        }
        assertThat(asSomebody(place, "ids", "disk", "mkdir -m 700 /d; touch /d/f; chown -R 7:7 /d;"
                + " dd if=/dev/zero of=/d/f bs=1M count=2000 2>/dev/null; sleep 9999")).startsWith("ROOT_FULL");
        try (var left = Files.list(place.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    private String asSomebody(Path place, String ids, String kind, String command)
            throws IOException, InterruptedException {
        var before = List.of("unshare", "--mount", "--propagation", "private", "sh", "-c",
                "for f in subuid subgid; do [ -e /etc/$f ] || exit 9; mount --bind " + place.resolve(ids)
                        + " /etc/$f; done; exec setpriv --reuid=" + NOBODY + " --regid=" + NOBODY
                        + " --clear-groups \"$@\"",
                "sh");
        var process = java(place.resolve("classes").toString(), before, place.resolve("scratch"), archive(place), kind,
                command);
        try (BufferedReader reader = process.inputReader()) {
            var said = String.join("\n", reader.readAllLines());
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return said;
        }
    }

    private Path archive(Path place) throws IOException {
        var file = place.resolve("root.tar");
        Files.write(file, root.bytes(0, (int) root.size()));
        return file;
    }

    private static Process java(String classPath, List<String> before, Path scratch, Path archive, String... rest)
            throws IOException {
        var words = new ArrayList<String>(before);
        words.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Duser.name=nobody", "-cp", classPath,
                "org.selfsame.sandbox.SandboxHolder", scratch.toString(), archive.toString()));
        words.addAll(List.of(rest));
        return new ProcessBuilder(words).redirectErrorStream(true).start();
    }
}
