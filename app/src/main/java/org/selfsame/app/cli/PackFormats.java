package org.selfsame.app.cli;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/// The formats that `pack` writes.
final class PackFormats {
    /// In the order of the help.
    private static final List<PackFormat> ALL = Stream
            .concat(Stream.of(new PackSquashfs(), new PackIso(), new PackFat(), new PackUsb()),
                    PackArchive.all().stream())
            .toList();

    private PackFormats() {}

    /// All options of all formats.
    static List<OptionSpec> specs() {
        return Stream.concat(PackOptions.specs().stream(), ALL.stream().flatMap(format -> format.specs().stream()))
                .toList();
    }

    /// The format of a name on the command line, or null if there is none.
    static @Nullable PackFormat called(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst().orElse(null);
    }

    /// The names of all.
    static List<String> names() {
        return ALL.stream().map(PackFormat::name).toList();
    }
}
