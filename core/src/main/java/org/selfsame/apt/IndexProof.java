package org.selfsame.apt;

import java.io.IOException;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.PackageIndex.IndexedPackage;
import org.selfsame.apt.ProofReport.Input;
import org.selfsame.apt.ProofReport.Reason;
import org.selfsame.apt.ProofReport.Rule;
import org.selfsame.apt.SourceIndex.IndexedSource;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

/// Checks the indexes of an archive, and keeps of them what the packages of the lock are looked up in. Memory grows with
/// the lock, not with the archive.
final class IndexProof {
    /// Where a signed list does not say how large an index is that is not compressed.
    private static final long MOST_INDEX = 2L << 30;

    private final Lock lock;
    private final Lock.Archive archive;
    private final StoredFile stored;
    private final LockProof.Lines lines;
    private final Map<String, List<IndexedPackage>> packages = new HashMap<>();
    private final Map<String, List<IndexedSource>> sources = new HashMap<>();
    private final Set<Digest> wanted = new HashSet<>();
    private final Set<Digest> found = new HashSet<>();
    private final boolean hasSources;
    private boolean refused = true;

    IndexProof(Lock lock, int position, StoredFile stored, LockProof.Lines lines) {
        this.lock = lock;
        this.archive = lock.archives().get(position);
        this.stored = stored;
        this.lines = lines;
        lock.packages().stream().filter(binary -> binary.archive() == position)
                .forEach(binary -> packages.put(key(binary.name(), binary.version(), binary.architecture()),
                        new ArrayList<>()));
        lock.sources().stream().filter(source -> source.archive() == position)
                .forEach(source -> sources.put(key(source.name(), source.version()), new ArrayList<>()));
        lock.packages().stream().filter(binary -> isSignedAgain(binary.archive()))
                .forEach(binary -> wanted.add(binary.sha256()));
        lock.sources().stream().filter(source -> isSignedAgain(source.archive()))
                .forEach(source -> source.files().forEach(file -> wanted.add(file.sha256())));
        hasSources = lock.sources().stream().anyMatch(source -> source.archive() == position
                || isSignedAgain(source.archive()));
    }

    /// Whether the archive at this position has this one as its original.
    private boolean isSignedAgain(int position) {
        return position >= 0 && archive.name().equals(lock.archives().get(position).original());
    }

    private static String key(String... words) {
        return String.join(" ", words);
    }

    boolean vouches() {
        return !refused;
    }

    boolean has(List<Digest> digests) {
        return found.containsAll(digests);
    }

    void run(ReleaseFile release, Input input, Task task) throws IOException {
        refused = false;
        for (var index : archive.indexes()) {
            index(release, index, task);
        }
        var missing = missing(release);
        if (missing.isEmpty()) {
            lines.proven(input, Rule.COMPLETE);
        } else {
            refused = true;
            missing.forEach(path -> lines.refuse(input, Rule.COMPLETE, Reason.INDEX_MISSING, "path", path));
        }
    }

    private void index(ReleaseFile release, Lock.Index index, Task task) throws IOException {
        var input = new Input(Input.Kind.INDEX, archive.name() + " " + index.path());
        var entry = release.files().get(index.path());
        if (entry == null || !entry.equals(new ReleaseFile.Entry(index.sha256(), index.size()))) {
            refused = true;
            lines.refuse(input, Rule.INDEX, entry == null ? Reason.INDEX_NOT_LISTED : Reason.INDEX_DIFFERS);
            return;
        }
        if (archive.components().stream().noneMatch(component -> index.path().startsWith(component + "/"))) {
            refused = true;
            lines.refuse(input, Rule.INDEX, Reason.INDEX_NOT_ASKED);
            return;
        }
        boolean good = false;
        try (var file = stored.open(index.sha256(), index.size(), input, Rule.INDEX, task)) {
            if (file != null) {
                read(release, index.path(), file, task);
                lines.proven(input, Rule.INDEX);
                good = true;
            }
        } catch (FormatException e) {
            lines.refuse(input, Rule.INDEX, Reason.BROKEN, "found", String.valueOf(e.getMessage()));
        }
        refused |= !good;
    }

    private void read(ReleaseFile release, String path, Content file, Task task) throws IOException {
        var plain = release.files().get(IndexPath.plain(path));
        var digest = DigestAlgorithm.SHA256.start();
        try (var in = new DigestInputStream(new UnpackedStream(file, plain == null ? MOST_INDEX : plain.size()),
                digest)) {
            if (IndexPath.isPackages(path)) {
                PackageIndex.read(in, one -> {
                    task.checkCancelled();
                    keep(packages, key(one.name(), one.version(), one.architecture()), one);
                    keep(one.sha256());
                });
            } else if (IndexPath.isSources(path)) {
                SourceIndex.read(in, one -> {
                    task.checkCancelled();
                    keep(sources, key(one.name(), one.version()), one);
                    one.files().forEach(listed -> keep(listed.sha256()));
                });
            } else {
                throw new FormatException("index", 0, "is no list of packages: " + path);
            }
        }
        if (plain != null && !plain.sha256().equals(Digest.of(DigestAlgorithm.SHA256, digest.digest()))) {
            throw new FormatException("index", 0, "decodes to other bytes than the signed list says");
        }
    }

    private static <T> void keep(Map<String, List<T>> kept, String key, T one) {
        var list = kept.get(key);
        // the same one in two indexes is one; a third kind of them says no more than a second
        if (list != null && !list.contains(one) && list.size() < 2) {
            list.add(one);
        }
    }

    private void keep(Digest digest) {
        if (wanted.contains(digest)) {
            found.add(digest);
        }
    }

    /// Indexes that the archive has for the components and the architecture of the lock, and the lock has not.
    private List<String> missing(ReleaseFile release) {
        var missing = new ArrayList<String>();
        for (var component : archive.components()) {
            check(release, component + "/binary-" + lock.architecture() + "/Packages", true, missing);
            check(release, component + "/binary-all/Packages", false, release.allSeparate() ? missing : null);
            check(release, component + "/source/Sources", false, hasSources ? missing : null);
        }
        return missing;
    }

    /// @param must whether the archive must have it
    /// @param missing where it goes, or null if it is not needed
    private void check(ReleaseFile release, String plain, boolean must,
            @Nullable List<String> missing) {
        if (missing == null) {
            return;
        }
        boolean locked = archive.indexes().stream().anyMatch(index -> IndexPath.plain(index.path()).equals(plain));
        boolean there = release.files().keySet().stream().anyMatch(path -> IndexPath.plain(path).equals(plain));
        var entry = release.files().get(plain);
        // apt does not fetch what it knows to be empty
        boolean empty = entry != null && entry.size() == 0;
        if (!locked && !empty && (there || must)) {
            missing.add(plain);
        }
    }

    void prove(Lock.Binary binary, Input input) {
        var list = packages.getOrDefault(key(binary.name(), binary.version(), binary.architecture()), List.of());
        if (list.isEmpty()) {
            lines.refuse(input, Rule.INDEXED, Reason.NOT_INDEXED);
        } else if (list.size() > 1) {
            lines.refuse(input, Rule.INDEXED, Reason.INDEXED_TWICE);
        } else {
            var one = list.getFirst();
            if (!one.sha256().equals(binary.sha256())) {
                otherwise(input, "SHA256", binary.sha256().hex(), one.sha256().hex());
            } else if (one.size() != binary.size()) {
                otherwise(input, "Size", binary.size(), one.size());
            } else if (!one.path().equals(binary.path())) {
                otherwise(input, "Filename", binary.path(), one.path());
            } else {
                lines.proven(input, Rule.INDEXED);
            }
        }
    }

    void prove(Lock.Source source, Input input) {
        var list = sources.getOrDefault(key(source.name(), source.version()), List.of());
        if (list.isEmpty()) {
            lines.refuse(input, Rule.INDEXED, Reason.NOT_INDEXED);
        } else if (list.size() > 1) {
            lines.refuse(input, Rule.INDEXED, Reason.INDEXED_TWICE);
        } else if (!Set.copyOf(list.getFirst().files()).equals(Set.copyOf(source.files()))) {
            otherwise(input, "Checksums-Sha256", source.files(), list.getFirst().files());
        } else {
            products(source, list.getFirst(), input);
        }
    }

    /// Nothing takes the place of a package that is not built from this source.
    private void products(Lock.Source source, IndexedSource listed, Input input) {
        var other = source.binaries().stream().filter(built -> listed.binaries().stream()
                .noneMatch(it -> it.name().equals(built.name())
                        && built.architecture().equals(it.on(lock.architecture()))))
                .findFirst();
        if (other.isPresent()) {
            otherwise(input, "Package-List", other.get().name() + " " + other.get().architecture(),
                    listed.binaries().stream().map(SourceIndex.Product::name).collect(Collectors.joining(", ")));
        } else {
            lines.proven(input, Rule.INDEXED);
        }
    }

    private void otherwise(Input input, String field, Object expected, Object found) {
        lines.refuse(input, Rule.INDEXED, Reason.INDEXED_OTHERWISE, "field", field, "expected", expected, "found",
                found);
    }
}
