package org.selfsame.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private record Local(Named file, DebFile.Identity identity, Digest sha256) {}

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
            var deb = open(file);
            var local = new Local(file, deb.identity(), store.add(file.content().stream(), task));
            var architecture = local.identity.architecture();
            if (!architecture.equals("all") && !settings.architectures().contains(architecture)) {
                throw new ResolveException(Reason.BAD_LOCAL_PACKAGE, file.name(), List.of(architecture));
            }
            // apt looks at the files only when it fetches them, which it never does here
            index.append(new String(deb.controlFile(), StandardCharsets.UTF_8).strip()).append("\nFilename: ./")
                    .append(packages.size()).append(".deb\nSize: ")
                    .append(file.content().size()).append("\nSHA256: ").append(local.sha256.hex()).append("\n\n");
            packages.add(local);
        }
        Files.writeString(directory().resolve("Packages"), index, StandardCharsets.UTF_8);
        Files.writeString(settings.directory().resolve("sources").resolve("local.sources"),
                String.format(Locale.ROOT, """
                        Types: deb
                        URIs: copy:%s
                        Suites: %s
                        Trusted: yes
                        Targets: Packages
                        Languages: none
                        """, directory(), SUITE), StandardCharsets.UTF_8);
    }

    private static DebFile open(Named file) throws IOException {
        try {
            var deb = DebFile.open(file.content());
            deb.identity();
            return deb;
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
        var wanted = new DebFile.Identity(offer.name(), offer.version(), offer.architecture());
        return packages.stream().filter(it -> it.identity.equals(wanted)).findFirst()
                .map(it -> new Lock.Binary(offer.name(), offer.version(), offer.architecture(), it.sha256,
                        it.file.content().size(), it.file.name(), -1, Set.of(), false));
    }
}
