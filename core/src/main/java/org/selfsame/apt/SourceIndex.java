package org.selfsame.apt;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// Reads a `Sources` file, stanza after stanza. Source: the Debian wiki's "DebianRepository/Format".
public final class SourceIndex {
    static final String FORMAT = "Sources";

    private SourceIndex() {}

    /// A stanza.
    ///
    /// @param name its `Package`
    /// @param version its `Version`
    /// @param binaries what it is built into, as `Package-List` has it, or `Binary` where there is none
    /// @param files its files with their paths in the archive, in the order of `Checksums-Sha256`
    public record IndexedSource(String name, String version, List<Product> binaries, List<Lock.SourceFile> files) {
        /// Copies the lists.
        public IndexedSource {
            binaries = List.copyOf(binaries);
            files = List.copyOf(files);
        }
    }

    /// A binary package that a source package can be built into.
    ///
    /// @param name its name
    /// @param architectures for which: names, wildcards, `any`, `all`; source: debian-policy §5.6.8
    public record Product(String name, List<String> architectures) {
        /// Copies the list.
        public Product {
            architectures = List.copyOf(architectures);
        }

        /// The architecture of the package when it is built on `architecture`; null if it is not built there.
        public @Nullable String on(String architecture) {
            if (architectures.contains("all")) {
                return "all";
            }
            return Stream.of("any", "linux-any", architecture, "any-" + architecture, "linux-" + architecture)
                    .anyMatch(architectures::contains) ? architecture : null;
        }
    }

    /// Takes what is read.
    @FunctionalInterface
    public interface Listener {
        /// @throws IOException to end the reading
        void found(IndexedSource found) throws IOException;
    }

    /// Reads all stanzas of `in`, which is not compressed.
    ///
    /// @throws FormatException if one breaks a rule, or a path leads out
    /// @throws IOException if it cannot be read, or the listener ends it
    public static void read(InputStream in, Listener listener) throws IOException {
        var stanzas = new StanzaReader(FORMAT, in, PackageIndex.MOST_STANZA);
        for (var stanza = stanzas.next(); stanza != null; stanza = stanzas.next()) {
            var directory = stanza.need("Directory");
            directory = directory.equals(".") ? "" : directory + "/";
            var files = new ArrayList<Lock.SourceFile>();
            for (var line : ReleaseFile.ListedFile.lines(stanza, "Checksums-Sha256")) {
                var path = directory + line.path();
                if (!LockWord.PATH.fits(path)) {
                    throw stanza.broken("Directory is not what it should be: " + directory);
                }
                files.add(new Lock.SourceFile(path, line.sha256(), line.size()));
            }
            listener.found(new IndexedSource(PackageIndex.field(stanza, "Package", LockWord.PACKAGE),
                    PackageIndex.field(stanza, "Version", LockWord.VERSION), products(stanza), files));
        }
    }

    /// Lines of `Package-List` are name, type, section, priority, and words such as `arch=any,all`. Source: dsc(5).
    private static List<Product> products(Stanza stanza) {
        var list = stanza.get("Package-List");
        if (list == null) {
            var names = stanza.get("Binary");
            return names == null
                    ? List.of()
                    : Stream.of(names.split("[,\\s]+")).filter(LockWord.PACKAGE::fits)
                            .map(name -> new Product(name, List.of("any"))).toList();
        }
        return list.lines().map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 2 && words[1].equals("deb") && LockWord.PACKAGE.fits(words[0]))
                .map(words -> new Product(words[0], Stream.of(words).filter(word -> word.startsWith("arch="))
                        .flatMap(word -> Stream.of(word.substring("arch=".length()).split(","))).toList()))
                .map(it -> it.architectures().isEmpty() ? new Product(it.name(), List.of("any")) : it).toList();
    }
}
