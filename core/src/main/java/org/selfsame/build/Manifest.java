package org.selfsame.build;

import java.util.List;

/// The list of the packages of a system, as live-build writes it: name, tab, version.
final class Manifest {
    private Manifest() {}

    /// A line a package.
    static String text(List<Packaged> packages) {
        var text = new StringBuilder();
        packages.forEach(it -> text.append(it.name()).append('\t').append(it.version()).append('\n'));
        return text.toString();
    }
}
