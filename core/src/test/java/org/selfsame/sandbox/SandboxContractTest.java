package org.selfsame.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// What every backend must do; a backend says how its sandbox is made. The root has busybox and nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxContractTest {
    static final SandboxLimits LIMITS = new SandboxLimits(64L << 20, 512L << 20, 200, Duration.ofMinutes(5),
            64L << 20);

    @TempDir
    static Path directory;
    Content root;
    private Session session;

    abstract Sandbox sandbox() throws IOException;

    @BeforeAll
    void open() throws IOException {
        root = BusyboxRoot.tar(directory);
        session = open(VARIED, LIMITS);
    }

    @AfterAll
    void close() throws IOException {
        session.close();
    }

    /// Surroundings of which each is unlike the standard one.
    private static final Surroundings VARIED = new Surroundings("other-host", "somebody", "/nowhere", 027,
            "et_EE.UTF-8",
            "Pacific/Kiritimati", Map.of("EXTRA", "two\nlines 'and' $quotes"), Duration.ZERO, 1, "/run/selfsame",
            false);

    Session open(Surroundings surroundings, SandboxLimits limits) throws IOException {
        return sandbox().open(new Setup(root, inputs(), surroundings, limits), Task.silent());
    }

    private static Tree inputs() {
        var metadata = Metadata.builder().permissions(0644).build();
        var file = MemoryTree.file(Name.of("odd $name\n"), metadata,
                new BytesContent("input".getBytes(StandardCharsets.US_ASCII)));
        var below = MemoryTree.directory(Name.of("below"), Metadata.builder().permissions(0755).build(), List.of(file));
        return new Tree(MemoryTree.directory(Name.of(""), Metadata.builder().permissions(0755).build(),
                List.of(below)));
    }

    /// What a shell command prints.
    String said(String command) throws IOException {
        return said(session, command);
    }

    static String said(Session session, String command) throws IOException {
        var log = new ByteArrayOutputStream();
        session.run(Command.of("/bin/sh", "-c", command), log, Task.silent());
        return log.toString(StandardCharsets.UTF_8).strip();
    }

    private int exitCode(String command) throws IOException {
        return session.run(Command.of("/bin/sh", "-c", command), OutputStream.nullOutputStream(), Task.silent())
                .exitCode();
    }

    @Test
    void showsTheSurroundingsAndNothingOfTheHost() throws IOException {
        assertThat(said("hostname; id -u; id -g; umask; pwd; nproc; uname -n")).isEqualTo(
                "other-host\n0\n0\n0027\n/\n1\nother-host");
        var log = new ByteArrayOutputStream();
        session.run(new Command(List.of("/bin/env", "-0"), Map.of("OWN", "of the command")), log, Task.silent());
        assertThat(log.toString(StandardCharsets.UTF_8).split("\0")).containsExactlyInAnyOrder(
                "EXTRA=two\nlines 'and' $quotes",
                "HOME=/nowhere", "LC_ALL=et_EE.UTF-8", "LOGNAME=somebody", "OWN=of the command",
                "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TZ=Pacific/Kiritimati",
                "USER=somebody");
        assertThat(said("ls /")).isEqualTo("bin\ndev\netc\nproc\nroot\nrun\nsys\ntmp");
        assertThat(said("ls /proc/self/fd")).isEqualTo("0\n1\n2\n3");
        assertThat(said("cat /proc/self/mounts")).doesNotContain(directory.toString());
    }

    @Test
    void passesArgumentsAsTheyAre() throws IOException {
        var arguments = List.of("", " ", "a'b\"c", "$HOME `id` \\n", "new\nline\n", "*", "-n", "ä\u0001\u007f", "--");
        var words = new ArrayList<String>(List.of("/bin/sh", "-c", "for word; do printf '<%s>' \"$word\"; done", "sh"));
        words.addAll(arguments);
        var log = new ByteArrayOutputStream();
        session.run(new Command(words, Map.of()), log, Task.silent());
        assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("<" + String.join("><", arguments) + ">");
    }

    @Test
    void tellsHowACommandEnded() throws IOException {
        assertThat(exitCode("exit 0")).isEqualTo(0);
        assertThat(exitCode("exit 42")).isEqualTo(42);
        assertThat(exitCode("kill -TERM $$")).isEqualTo(128 + 15);
        assertThat(exitCode("kill -SEGV $$")).isEqualTo(128 + 11);
        assertThat(
                session.run(Command.of("/no/such/program"), OutputStream.nullOutputStream(), Task.silent()).exitCode())
                .isEqualTo(127);
        var finished = session.run(Command.of("/bin/sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i + 1)); done"),
                OutputStream.nullOutputStream(), Task.silent());
        assertThat(finished.cpu()).isPositive();
        assertThat(finished.wall()).isPositive();
    }

    @Test
    void givesOutputAndErrorsInTheirOrder() throws IOException {
        assertThat(said("for i in 1 2 3; do echo out $i; echo err $i >&2; done; read line || echo no input"))
                .isEqualTo("out 1\nerr 1\nout 2\nerr 2\nout 3\nerr 3\nno input");
    }

    @Test
    void takesBytesThatLookLikeThoseOfTheDriver() throws IOException {
        assertThat(said(
                "printf '\\001\\001%s' 0123456789abcdef0123456789abcdef; echo; echo ended 0 0 0m0s 0m0s 0m0s 0m0s"))
                .isEqualTo("\u0001\u00010123456789abcdef0123456789abcdef\nended 0 0 0m0s 0m0s 0m0s 0m0s");
    }

    @Test
    void letsInputsBeReadAndNotWritten() throws IOException {
        assertThat(said("cat /run/selfsame/below/*; stat -c ' %u:%g' /run/selfsame/below/*")).isEqualTo("input 0:0");
        assertThat(exitCode("echo x >/run/selfsame/new")).isNotZero();
        assertThat(exitCode("echo x >/run/selfsame/below/odd*")).isNotZero();
        assertThat(exitCode("rm -f /run/selfsame/below/*")).isNotZero();
        assertThat(exitCode("chmod 777 /run/selfsame/below")).isNotZero();
        assertThat(exitCode("mount -o remount,rw /run/selfsame; echo x >/run/selfsame/new")).isNotZero();
    }

    @Test
    void hasFewDevices() throws IOException {
        assertThat(said("ls /dev"))
                .isEqualTo("fd\nfull\nnull\nptmx\npts\nrandom\nshm\nstderr\nstdin\nstdout\ntty\nurandom\nzero");
        assertThat(said("head -c 4 /dev/zero | wc -c; echo x >/dev/null; echo $?; echo y >/dev/shm/y; cat /dev/shm/y"))
                .isEqualTo("4\n0\ny");
        assertThat(said("echo x >/dev/full")).contains("No space left");
        assertThat(exitCode("mknod /tmp/disk b 254 0 && cat /tmp/disk")).isNotZero();
        assertThat(exitCode("head -c 1 /dev/tty")).isNotZero();
        assertThat(said("ls /sys")).isEmpty();
    }

    @Test
    void hasNoNetworkButItself() throws IOException {
        assertThat(said("ifconfig | grep -o '^[^ ]\\+'; tail -n +2 /proc/net/route; tail -n +2 /proc/net/unix"))
                .isEqualTo("lo");
        assertThat(exitCode("ping -c 1 -W 1 1.1.1.1")).isNotZero();
        assertThat(exitCode("nc -w 1 1.1.1.1 53 </dev/null")).isNotZero();
        assertThat(said("nc -l -p 99 -e echo hello & sleep 0.2; nc 127.0.0.1 99 </dev/null")).isEqualTo("hello");
    }

    @Test
    void killsWhatACommandLeavesRunning() throws IOException {
        assertThat(
                said("sleep 7777 & setsid sleep 7777 & (setsid sh -c 'trap \"\" TERM HUP; sleep 7777' &) ; echo done"))
                .isEqualTo("done");
        assertThat(said("ps -o args | grep -c '[s]leep 7777'")).isEqualTo("0");
    }

    @Test
    void keepsTheRootBetweenCommandsAndEachSessionItsOwn() throws IOException {
        said("echo mine >/tmp/kept; echo this >/run/kept");
        try (var other = open(Surroundings.STANDARD, LIMITS)) {
            assertThat(said(other, "ls /tmp; hostname")).isEqualTo("selfsame");
            said(other, "echo theirs >/tmp/kept");
        }
        assertThat(said("cat /tmp/kept /run/kept; rm /tmp/kept")).isEqualTo("mine\nthis");
    }

    @Test
    void staysInsideWhateverRootTries() throws IOException {
        said("mkdir -p /tmp/jail");
        // the way out of a chroot: a second one, and then up
        assertThat(said("cp /bin/busybox /tmp/jail/b; cat >/tmp/up <<'X'\n/tmp/jail/b true\nX\n"
                + "chroot /tmp/jail /b ls /; exec 9</; chroot /tmp/jail /b ls /proc/self/fd/9/../../../.. 2>&1"))
                .doesNotContain("home").doesNotContain("usr");
        assertThat(exitCode("mount -t tmpfs x /tmp")).isNotZero();
        assertThat(exitCode("umount /proc")).isNotZero();
        assertThat(exitCode("umount /")).isNotZero();
        assertThat(exitCode("unshare -m true")).isNotZero();
        assertThat(exitCode("unshare -U true")).isNotZero();
        assertThat(exitCode("nsenter -t 1 -m true")).isNotZero();
        assertThat(exitCode("head -c 1 /proc/kcore | grep -q .")).isNotZero();
        assertThat(exitCode("cat /proc/1/environ || ls /proc/1/root/ || cat /proc/1/mem")).isNotZero();
        assertThat(exitCode("hostname changed")).isNotZero();
        assertThat(said("date -s 2001-01-01 >/dev/null; date +%Y")).doesNotEndWith("2001");
        assertThat(exitCode("echo b >/proc/sysrq-trigger")).isNotZero();
        assertThat(exitCode("echo x >/proc/sys/kernel/core_pattern")).isNotZero();
        assertThat(exitCode("ip link add dummy0 type dummy || ifconfig lo down")).isNotZero();
        assertThat(exitCode("dmesg | grep .")).isNotZero();
        assertThat(exitCode("kill -9 1; kill -9 -1; exit 3")).isNotZero();
        assertThat(said("echo still here")).isEqualTo("still here");
    }

    @Test
    void lacksTheCapabilitiesThatReachBeyondIt() throws IOException {
        long effective = Long.parseUnsignedLong(said("sed -n 's/^CapEff:\t//p' /proc/self/status"), 16);
        // net_admin, sys_module, sys_rawio, sys_ptrace, sys_admin, sys_boot, sys_time, mknod
        for (int capability : new int[]{12, 16, 17, 19, 21, 22, 25, 27}) {
            assertThat(effective >>> capability & 1).as("capability %d", capability).isZero();
        }
        assertThat(said("sed -n 's/^NoNewPrivs:\t//p' /proc/self/status")).isEqualTo("0");
        assertThat(said("cp /bin/busybox /tmp/s; chmod 4755 /tmp/s; chmod 755 /tmp / /bin; ln -s s /tmp/id;"
                + " setuidgid 2>&1 | head -c 0; echo u:x:1000:1000::/:/bin/sh >/etc/passwd; su u -c 'id -u'; rm /tmp/s /tmp/id /etc/passwd"))
                .isEqualTo("1000");
    }

    @Test
    void savesWhatTheRootHasAndNothingElse() throws IOException {
        try (var one = open(Surroundings.STANDARD, LIMITS)) {
            said(one,
                    "mkdir -p '/a/odd name' && cd /a && echo data >file && ln file 'odd name/hard\n' && ln -s /nowhere link"
                            + " && mkfifo fifo && chown 1000:65534 file && chmod 4751 file && touch -d '2001-02-03 04:05:06' file"
                            + " && dd if=/dev/zero of=sparse bs=1 count=1 seek=5000000 2>/dev/null && echo x >/run/gone");
            var archive = save(one);
            try (var two = sandbox().open(new Setup(archive, null, Surroundings.STANDARD, LIMITS), Task.silent())) {
                assertThat(said(two, "cd /a && stat -c '%u:%g %a %h %Y' file 'odd name/hard\n' && readlink link"
                        + " && stat -c '%F %s' fifo sparse && cat file && ls /run /a"))
                        .isEqualTo(
                                "1000:65534 4751 2 981173106\n1000:65534 4751 2 981173106\n/nowhere\nfifo 0\nregular file 5000001\ndata\n"
                                        + "/a:\nfifo\nfile\nlink\nodd name\nsparse\n\n/run:");
            }
            assertThat(members(archive)).contains("./a/file").noneMatch(name -> name.startsWith("./dev")
                    || name.startsWith("./proc") || name.startsWith("./sys") || name.startsWith("./run"));
        }
    }

    @Test
    void keepsOwnersTimesAndAttributesToTheLastBit() throws IOException {
        var time = Instant.ofEpochSecond(1_000_000_007, 123_456_789);
        // as setcap(8) writes cap_net_raw=ep: revision 2, effective, bit 13
        var capability = HexFormat.of().parseHex("0100000200200000000000000000000000000000");
        var attributes = new TreeMap<Name, byte[]>(Map.of(Name.of("security.capability"), capability));
        var metadata = Metadata.builder().permissions(02755).owner(33, 65534).modified(time).xattrs(attributes).build();
        var file = MemoryTree.file(Name.of("file"), metadata, new BytesContent(new byte[]{1, 2, 3}));
        var top = Metadata.builder().permissions(0755).owner(0, 0).modified(time).build();
        var tree = new Tree(MemoryTree.directory(Name.of(""), top, List.of(file)));
        var archive = new ByteArrayOutputStream();
        TarWriter.write(tree, TarOptions.pax(EntryTimes.keep(time)), archive, Task.silent());
        try (var one = sandbox().open(new Setup(new BytesContent(archive.toByteArray()), null, Surroundings.STANDARD,
                LIMITS), Task.silent())) {
            var saved = new TarFormat().open(save(one), Limits.DEFAULT).tree();
            var found = saved.find("file").orElseThrow().metadata();
            assertThat(found.permissions()).isEqualTo(02755);
            assertThat(found.owner()).isEqualTo(new Metadata.Owner(33, 65534));
            assertThat(found.modified()).isEqualTo(time);
            assertThat(found.xattrs().get(Name.of("security.capability"))).isEqualTo(capability);
            assertThat(saved.root().metadata().modified()).isEqualTo(time);
        }
    }

    private static Content save(Session session) throws IOException {
        var bytes = new ByteArrayOutputStream();
        session.save(bytes, Task.silent());
        return new BytesContent(bytes.toByteArray());
    }

    private static List<String> members(Content archive) throws IOException {
        var file = Files.createTempFile(directory, "saved", ".tar");
        Files.write(file, archive.bytes(0, (int) archive.size()));
        return Tool.run(directory, "tar", "-tf", file.toString()).out().lines().toList();
    }

    @Test
    void keepsTheStartAndTheEndOfWhatIsPrintedBeyondTheLimit() throws IOException {
        var limits = new SandboxLimits(LIMITS.rootBytes(), LIMITS.memoryBytes(), LIMITS.processes(),
                LIMITS.commandTime(), 1000);
        try (var one = open(Surroundings.STANDARD, limits)) {
            var log = new ByteArrayOutputStream();
            var ended = one.run(
                    Command.of("/bin/sh", "-c", "yes | head -c 20000000; echo the reason; exit 5"), log,
                    Task.silent());
            assertThat(ended.exitCode()).isEqualTo(5);
            assertThat(log.toString(StandardCharsets.UTF_8)).startsWith("y\n".repeat(500) + "\n[... 19990819 B ...]\n")
                    .endsWith("y\ny\nthe reason\n").hasSizeBetween(9000, 10_000);
            assertThat(said(one, "echo next")).isEqualTo("next");
        }
    }

    @Test
    void endsACommandThatTakesTooLong() throws IOException {
        breaks(new SandboxLimits(LIMITS.rootBytes(), LIMITS.memoryBytes(), LIMITS.processes(), Duration.ofMillis(500),
                LIMITS.logBytes()), "trap '' TERM INT; sleep 9999", SandboxException.Reason.TIMED_OUT);
    }

    @Test
    void endsAForkBomb() throws IOException {
        // each stays: shells that cannot fork end, and a bomb of these alone may be over before anyone looks
        breaks(LIMITS, "bomb() { bomb & bomb & exec sleep 9999; }; bomb",
                SandboxException.Reason.TOO_MANY_PROCESSES);
    }

    @Test
    void endsWhatFillsTheRoot() throws IOException {
        breaks(LIMITS, "cat /dev/zero >/tmp/full; sleep 9999", SandboxException.Reason.ROOT_FULL);
        breaks(LIMITS, "cat /dev/zero >/tmp/full", SandboxException.Reason.ROOT_FULL);
    }

    @Test
    void savesNoArchiveThatIsFarLargerThanTheRootMayBe() throws IOException {
        try (var one = open(Surroundings.STANDARD, LIMITS)) {
            said(one, "truncate -s 500G /tmp/holes");
            assertThatExceptionOfType(SandboxException.class)
                    .isThrownBy(() -> one.save(OutputStream.nullOutputStream(), Task.silent()))
                    .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.ROOT_FULL);
        }
        nothingIsLeft();
    }

    @Test
    void endsWhatTakesTooMuchMemory() throws IOException {
        var limits = new SandboxLimits(LIMITS.rootBytes(), 64L << 20, LIMITS.processes(), LIMITS.commandTime(),
                LIMITS.logBytes());
        breaks(limits, "tail -c 1000000000 /dev/zero", SandboxException.Reason.OUT_OF_MEMORY);
    }

    private void breaks(SandboxLimits limits, String command, SandboxException.Reason reason) throws IOException {
        try (var one = open(Surroundings.STANDARD, limits)) {
            assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> said(one, command))
                    .extracting(SandboxException::reason).isEqualTo(reason);
        }
        nothingIsLeft();
    }

    @Test
    void endsWhenItsTaskIsCancelled() throws IOException {
        var task = Task.silent();
        try (var one = open(Surroundings.STANDARD, LIMITS)) {
            var cancelling = new OutputStream() {
                @Override
                public void write(int value) {
                    task.cancel();
                }
            };
            assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> one
                    .run(Command.of("/bin/sh", "-c", "echo started; sleep 9999"), cancelling, task));
        }
        nothingIsLeft();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(
                () -> sandbox().open(new Setup(root, null, Surroundings.STANDARD, LIMITS), task));
        nothingIsLeft();
    }

    @Test
    void failsWhereTheLogCannotBeWritten() throws IOException {
        try (var one = open(Surroundings.STANDARD, LIMITS)) {
            var broken = new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    throw new IOException("full");
                }
            };
            assertThatThrownBy(() -> one.run(Command.of("/bin/sh", "-c", "echo x; sleep 9999"), broken, Task.silent()))
                    .isInstanceOf(IOException.class).hasMessage("full");
        }
        nothingIsLeft();
    }

    @Test
    void refusesARootThatIsNoneOrTooLarge() throws IOException {
        assertThatThrownBy(() -> sandbox()
                .open(new Setup(new BytesContent("no tar at all".repeat(1000).getBytes(StandardCharsets.US_ASCII)),
                        null, Surroundings.STANDARD, LIMITS), Task.silent()))
                .isInstanceOf(IOException.class);
        var small = new SandboxLimits(1 << 20, LIMITS.memoryBytes(), LIMITS.processes(), LIMITS.commandTime(),
                LIMITS.logBytes());
        assertThatExceptionOfType(SandboxException.class).isThrownBy(() -> open(Surroundings.STANDARD, small))
                .extracting(SandboxException::reason).isEqualTo(SandboxException.Reason.ROOT_FULL);
        nothingIsLeft();
    }

    /// Fails if anything of a closed sandbox is left, beside the one that all tests share.
    abstract void nothingIsLeft() throws IOException;
}
