package org.selfsame.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.selfsame.process.Program;
import org.selfsame.process.Running;
import org.selfsame.task.Task;

/// What the processes of a sandbox in namespaces use, as the host sees it. It is looked at several times a second: control
/// groups would be exact, but most users have none that they may write to.
final class Usage {
    private static final long KIBIBYTE = 1024;
    private static final long LITTLE = 1 << 20;
    private static final int PART = 64;
    private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Running running;
    private final SandboxLimits limits;
    private final boolean disk;
    private long peak;
    private long counted = System.nanoTime();
    private long used;
    private long mostFree;

    /// @param disk whether the root lies on a disk that has other files too
    Usage(Running running, SandboxLimits limits, boolean disk) {
        this.running = running;
        this.disk = disk;
        this.limits = limits;
        begin();
    }

    /// Begins to look for the largest process anew.
    void begin() {
        peak = -1;
    }

    /// Bytes of the largest resident set of one process that was seen, or -1 if none was.
    long peak() {
        return peak;
    }

    /// Looks at all processes, and at the root.
    ///
    /// @throws SandboxException if a limit is passed
    void check() throws SandboxException {
        var processes = running.descendants();
        if (processes.size() > limits.processes()) {
            throw new SandboxException(SandboxException.Reason.TOO_MANY_PROCESSES, processes.size() + " processes");
        }
        long memory = 0;
        for (var process : processes) {
            var status = read(process.pid(), "status");
            peak = Math.max(peak, field(status, "VmHWM:"));
            memory += Math.max(0, field(status, "RssAnon:")) + Math.max(0, field(status, "RssShmem:"));
        }
        // pages that processes share were counted for each of them
        if (memory > limits.memoryBytes() && proportional(processes) > limits.memoryBytes()) {
            throw new SandboxException(SandboxException.Reason.OUT_OF_MEMORY, memory + " bytes of memory");
        }
        // the one that entered the namespaces, the driver, is the only one that the program started itself
        for (var child : running.children()) {
            long driver = child.pid();
            var root = new File("/proc/" + driver + "/root/root");
            // before the sandbox is open there is no such directory
            if (root.getTotalSpace() > 0) {
                checkRoot(root.getUsableSpace(), limits);
                checkDisk(driver, root.getUsableSpace());
            }
        }
    }

    /// A disk is shared with others: the root's files are counted when it has lost as much as the root may hold, and now
    /// and then, as others may have freed as much.
    private void checkDisk(long driver, long free) throws SandboxException {
        if (!disk) {
            return;
        }
        mostFree = Math.max(mostFree, free + used);
        boolean due = System.nanoTime() - counted > COUNT_NANOS;
        if (due || mostFree - free > limits.rootBytes()) {
            used = count(driver);
            if (used < 0 || used > limits.rootBytes()) {
                throw new SandboxException(SandboxException.Reason.ROOT_FULL, used + " bytes on the disk");
            }
            counted = System.nanoTime();
            mostFree = free + used;
        }
    }

    /// The bytes of the disk that the root takes, or -1 where that cannot be counted.
    private static long count(long driver) {
        var said = new ByteArrayOutputStream();
        try {
            Program.named("nsenter", "util-linux").run(
                    new Program.Call(List.of("--target=" + driver, "--user", "--mount", "--root", "--wd", "du", "-sx",
                            "--block-size=1", "/root"), Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"), Path.of("/")),
                    InputStream.nullInputStream(), said, Task.silent());
        } catch (IOException _) {
            return -1;
        }
        var words = said.toString(StandardCharsets.UTF_8).lines().reduce("", (_, last) -> last).split("\t", 2);
        return words[0].matches("[0-9]{1,18}") ? Long.parseLong(words[0]) : -1;
    }

    /// @throws SandboxException if so little is left of the root that it counts as full
    static void checkRoot(long free, SandboxLimits limits) throws SandboxException {
        if (free < Math.min(LITTLE, limits.rootBytes() / PART)) {
            throw new SandboxException(SandboxException.Reason.ROOT_FULL, free + " bytes left");
        }
    }

    private static long proportional(List<ProcessHandle> processes) {
        return processes.stream().mapToLong(process -> Math.max(0, field(read(process.pid(), "smaps_rollup"), "Pss:")))
                .sum();
    }

    private static String read(long process, String file) {
        try {
            return Files.readString(Path.of("/proc/" + process, file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            // it has just ended
            return "";
        }
    }

    /// The bytes that a line of `text` states in `kB`, or -1 if there is none.
    private static long field(String text, String name) {
        return text.lines().filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).replace("kB", "").strip())
                .filter(value -> value.matches("[0-9]{1,15}")).mapToLong(value -> Long.parseLong(value) * KIBIBYTE)
                .findFirst().orElse(-1);
    }
}
