package org.selfsame.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Checks that what is installed is what the lock says: no package more, none less, none of another version.
final class InstalledCheck {
    private static final List<String> COMMAND = List.of("/usr/bin/dpkg-query", "--show", "--showformat",
            "${Package} ${Version} ${Architecture} ${db:Status-Status}\\n");

    private final PackageSet packages;

    InstalledCheck(PackageSet packages) {
        this.packages = packages;
    }

    /// Asks dpkg in the sandbox.
    ///
    /// @throws BuildException if it is something else
    /// @throws IOException if the sandbox breaks
    void check(StepName step, Workshop workshop) throws IOException {
        var found = new TreeSet<String>();
        workshop.output(step, COMMAND).lines().filter(line -> line.endsWith(" installed"))
                .forEach(line -> found.add(line.substring(0, line.lastIndexOf(' '))));
        var locked = new TreeSet<String>();
        packages.installed().forEach(it -> locked.add(it.name() + " " + it.version() + " " + it.architecture()));
        var differences = new ArrayList<String>();
        locked.stream().filter(it -> !found.contains(it)).forEach(it -> differences.add("- " + it));
        found.stream().filter(it -> !locked.contains(it)).forEach(it -> differences.add("+ " + it));
        if (!differences.isEmpty()) {
            throw new BuildException(BuildException.Reason.NOT_AS_LOCKED, step, "", differences);
        }
    }
}
