package org.selfsame.apt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
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
    private final List<PinnedArchive> archives;

    /// A package of an archive.
    private record Found(int archive, IndexedPackage listed) {}

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
            for (var index : archives.get(i).indexes()) {
                if (index.sources()) {
                    continue;
                }
                try (var in = new BufferedInputStream(Files.newInputStream(index.decoded()))) {
                    PackageIndex.read(in, it -> {
                        task.checkCancelled();
                        if (names.contains(it.name())) {
                            found.putIfAbsent(address + it.path(), new Found(position, it));
                        }
                    });
                } catch (FormatException e) {
                    throw new ResolveException(Reason.BAD_LIST, archives.get(i).request().name(),
                            List.of(index.index().path(), e.rule()));
                }
            }
        }
        return found;
    }
}
