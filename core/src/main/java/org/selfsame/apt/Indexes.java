package org.selfsame.apt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.selfsame.apt.PackageIndex.IndexedPackage;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

/// What the verified indexes say of packages that apt chose. Neither size nor digest is taken from apt.
final class Indexes {
    /// What of a package matters to whoever chooses others.
    static final List<String> INSTALLED = List.of("Package", "Version", "Architecture", "Multi-Arch",
            "Essential",
            "Priority", "Section", "Maintainer", "Provides", "Pre-Depends", "Depends", "Conflicts", "Breaks",
            "Replaces");

    private final List<PinnedArchive> archives;

    /// A package of an archive.
    private record Found(int archive, IndexedPackage listed) {}

    /// A source package of the overlay.
    ///
    /// @param locked it, without what it is built into
    /// @param products what it is built into, on any architecture
    record OverlaySource(Lock.Source locked, List<SourceIndex.Product> products) {}

    Indexes(List<PinnedArchive> archives) {
        this.archives = List.copyOf(archives);
    }

    /// The packages, with no use yet.
    ///
    /// @throws ResolveException if one is in no index at that address, or an index breaks a rule
    /// @throws IOException if an index cannot be read
    Map<Offer, Lock.Binary> binaries(Collection<Offer> offers, Task task) throws IOException {
        var names = new HashSet<String>();
        offers.forEach(it -> names.add(it.name()));
        var found = found(names, task);
        var result = new HashMap<Offer, Lock.Binary>();
        for (var offer : offers) {
            var it = found.get(offer.address());
            if (it == null || !it.listed.name().equals(offer.name()) || !it.listed.version().equals(offer.version())
                    || !it.listed.architecture().equals(offer.architecture())) {
                throw new ResolveException(Reason.NOT_IN_INDEX, offer.name() + " " + offer.version(),
                        List.of(offer.address()));
            }
            result.put(offer, new Lock.Binary(offer.name(), offer.version(), offer.architecture(),
                    it.listed.sha256(), it.listed.size(), it.listed.path(), it.archive, Set.of(), false));
        }
        return result;
    }

    /// All versions of packages by their addresses; of one address, what the first archive says.
    private Map<String, Found> found(Set<String> names, Task task) throws IOException {
        var found = new HashMap<String, Found>();
        for (int i = 0; i < archives.size(); i++) {
            int position = i;
            var address = Offer.decoded(archives.get(i).address()) + "/";
            read(i, false, in -> PackageIndex.read(in, it -> {
                task.checkCancelled();
                if (names.contains(it.name())) {
                    found.putIfAbsent(address + it.path(), new Found(position, it));
                }
            }));
        }
        return found;
    }

    /// The source packages with these `.dsc` files.
    ///
    /// @param addresses those of the files, escaped
    /// @throws ResolveException if one is in no index at that address, or an index breaks a rule
    /// @throws IOException if an index cannot be read
    List<OverlaySource> sources(List<String> addresses, Task task) throws IOException {
        var wanted = addresses.stream().map(Offer::decoded).toList();
        var found = new HashMap<String, OverlaySource>();
        for (int i = 0; i < archives.size(); i++) {
            int position = i;
            var address = Offer.decoded(archives.get(i).address()) + "/";
            read(i, true, in -> SourceIndex.read(in, it -> {
                task.checkCancelled();
                it.files().stream().map(file -> address + file.path()).filter(wanted::contains)
                        .forEach(dsc -> found.putIfAbsent(dsc, new OverlaySource(new Lock.Source(it.name(),
                                it.version(), position,
                                List.of(), it.files().stream().sorted(Comparator.comparing(Indexes::isNoDsc)
                                        .thenComparing(Lock.SourceFile::path)).toList()),
                                it.binaries())));
            }));
        }
        var sources = new ArrayList<OverlaySource>();
        for (var dsc : wanted) {
            var source = found.get(dsc);
            if (source == null) {
                throw new ResolveException(Reason.NOT_IN_INDEX, dsc, List.of());
            }
            sources.add(source);
        }
        sources.sort(Comparator.comparing(OverlaySource::locked, LockOrder.SOURCES));
        return sources;
    }

    private static boolean isNoDsc(Lock.SourceFile file) {
        return !file.path().endsWith(".dsc");
    }

    /// All that the indexes say of packages of these names.
    ///
    /// @throws ResolveException if an index breaks a rule
    /// @throws IOException if one cannot be read
    List<Stanza> stanzas(Set<String> names, Task task) throws IOException {
        var found = new ArrayList<Stanza>();
        for (int i = 0; i < archives.size(); i++) {
            read(i, false, in -> {
                var stanzas = new StanzaReader(PackageIndex.FORMAT, in, PackageIndex.MOST_STANZA);
                for (var stanza = stanzas.next(); stanza != null; stanza = stanzas.next()) {
                    task.checkCancelled();
                    if (names.contains(stanza.need("Package"))) {
                        found.add(stanza);
                    }
                }
            });
        }
        return found;
    }

    /// What dpkg would write down were these packages installed. Source: deb-control(5), dpkg-query(1).
    ///
    /// @throws IOException if an index cannot be read
    String status(Collection<Offer> installed, Task task) throws IOException {
        var wanted = new HashSet<DebFile.Identity>();
        installed.forEach(it -> wanted.add(new DebFile.Identity(it.name(), it.version(), it.architecture())));
        var text = new StringBuilder();
        for (int i = 0; i < archives.size(); i++) {
            read(i, false, in -> {
                var stanzas = new StanzaReader(PackageIndex.FORMAT, in, PackageIndex.MOST_STANZA);
                for (var stanza = stanzas.next(); stanza != null; stanza = stanzas.next()) {
                    task.checkCancelled();
                    if (wanted.remove(new DebFile.Identity(stanza.need("Package"), stanza.need("Version"),
                            stanza.need("Architecture")))) {
                        text.append("Status: install ok installed\n");
                        for (var name : INSTALLED) {
                            var value = stanza.get(name);
                            if (value != null) {
                                text.append(name).append(": ").append(value.replace('\n', ' ')).append('\n');
                            }
                        }
                        text.append('\n');
                    }
                }
            });
        }
        return text.toString();
    }

    /// Reads an index.
    private interface Use {
        void read(InputStream in) throws IOException;
    }

    private void read(int archive, boolean sources, Use use) throws IOException {
        for (var index : archives.get(archive).indexes()) {
            if (index.sources() == sources) {
                try (var in = new BufferedInputStream(Files.newInputStream(index.decoded()))) {
                    use.read(in);
                } catch (FormatException e) {
                    throw new ResolveException(Reason.BAD_LIST, archives.get(archive).request().name(),
                            List.of(index.index().path(), e.rule()));
                }
            }
        }
    }
}
