package org.selfsame.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.Digest;
import org.selfsame.content.FormatException;
import org.selfsame.recipe.Recipe.Named;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// The Debian packages that lie in the recipe, as an archive of their own: what the recipe's commit holds needs no other
/// signature.
final class LocalArchive {
    /// Its suite: the directory itself.
    static final String SUITE = "./";

    private final AptSettings settings;
    private final List<Local> packages = new ArrayList<>();

    /// A package of the recipe.
    private record Local(Named file, String name, String version, String architecture, Digest sha256) {}

    LocalArchive(AptSettings settings) {
        this.settings = settings;
    }

    /// Stores the packages and tells apt of them.
    ///
    /// @throws ResolveException if one is no package, or for another architecture
    /// @throws IOException if one cannot be read or stored
    void write(List<Named> files, Store store, Task task) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        var index = new StringBuilder();
        Files.createDirectories(directory());
        for (var file : files) {
            var control = control(file);
            var sha256 = store.add(file.content().stream(), task);
            var local = new Local(file, control.field("package"), control.field("version"),
                    control.field("architecture"), sha256);
            if (!local.architecture.equals("all") && !settings.architectures().contains(local.architecture)) {
                throw new ResolveException(Reason.BAD_LOCAL_PACKAGE, file.name(), List.of(local.architecture));
            }
            // apt looks at the files only when it fetches them, which it never does here
            index.append(control.text()).append("\nFilename: ./").append(packages.size()).append(".deb\nSize: ")
                    .append(file.content().size()).append("\nSHA256: ").append(sha256.hex()).append("\n\n");
            packages.add(local);
        }
        Files.writeString(directory().resolve("Packages"), index, StandardCharsets.UTF_8);
        Files.writeString(settings.directory().resolve("sources").resolve("local.sources"), """
                Types: deb
                URIs: copy:%s
                Suites: %s
                Trusted: yes
                Targets: Packages
                Languages: none
                """.formatted(directory(), SUITE), StandardCharsets.UTF_8);
    }

    private static DebControl control(Named file) throws IOException {
        try {
            var control = DebControl.read(file.content());
            if (control.field("package").isEmpty() || control.field("version").isEmpty()) {
                throw new FormatException("deb", 0, "no name or no version");
            }
            return control;
        } catch (FormatException e) {
            throw new ResolveException(Reason.BAD_LOCAL_PACKAGE, file.name(), List.of(e.rule()));
        }
    }

    private Path directory() {
        return settings.directory().resolve("local");
    }

    /// The package that apt chose, if it is one of these.
    Optional<Lock.Binary> find(Offer offer) {
        if (!offer.address().startsWith("copy:" + directory() + "/")) {
            return Optional.empty();
        }
        return packages.stream().filter(it -> it.name.equals(offer.name()) && it.version.equals(offer.version())
                && it.architecture.equals(offer.architecture())).findFirst()
                .map(it -> new Lock.Binary(it.name, it.version, it.architecture, it.sha256, it.file.content().size(),
                        it.file.name(), -1, Set.of(), false));
    }
}
