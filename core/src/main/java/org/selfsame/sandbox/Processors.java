package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;

/// The processors of the host that this program may use.
final class Processors {
    private static final String FIELD = "Cpus_allowed_list:";

    private Processors() {}

    /// The numbers of the first `count` of them, as taskset(1) takes them.
    ///
    /// @throws SandboxException if there are fewer
    /// @throws IOException if they cannot be read
    static String first(int count) throws IOException {
        var all = new ArrayList<Integer>();
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(FIELD)) {
                for (var range : line.substring(FIELD.length()).strip().split(",", -1)) {
                    var ends = range.split("-", -1);
                    for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
                        all.add(i);
                    }
                }
            }
        }
        if (all.size() < count) {
            throw new SandboxException(SandboxException.Reason.CANNOT_VARY,
                    count + " processors, where the host has " + all.size());
        }
        return all.subList(0, count).stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
