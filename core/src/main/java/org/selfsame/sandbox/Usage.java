package org.selfsame.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.selfsame.process.Running;

/// What the processes of a sandbox in namespaces use, as the host sees it. It is looked at several times a second: control
/// groups would be exact, but most users have none that they may write to.
final class Usage {
    private static final long KIBIBYTE = 1024;
    private static final long LITTLE = 1 << 20;
    private static final int PART = 64;

    private final Running running;
    private final SandboxLimits limits;
    private long peak;

    Usage(Running running, SandboxLimits limits) {
        this.running = running;
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
        if (!processes.isEmpty()) {
            var root = new File("/proc/" + processes.getFirst().pid() + "/root/root");
            // before the sandbox is open there is no such directory
            if (root.getTotalSpace() > 0) {
                checkRoot(root.getUsableSpace(), limits);
            }
        }
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
