package org.selfsame.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.PinnedArchive.PinnedIndex;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.recipe.Recipe.ArchiveRequest;
import org.selfsame.store.Store;
import org.selfsame.store.StoreException;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;

/// The archives of a recipe: fetched by apt, then verified from the key to the last index before anything is chosen from
/// them. Afterwards apt's lists hold nothing but what was verified.
final class Archives {
    /// Suffixes of indexes, those first that archives have in any case.
    private static final List<String> LISTED = List.of(".xz", ".gz", ".zst", ".bz2", ".lzma", ".lz4", "");
    private static final List<String> SUFFIXES = List.of("", ".xz", ".gz", ".zst", ".bz2", ".lzma", ".lz4");

    private final AptSettings settings;
    private final AptRun apt;
    private final Store store;
    private final Path downloads;
    private final ResolveOptions options;
    private final SeenLists seen;
    private final List<ArchiveRequest> requests;
    private final List<Keyring> keyrings = new ArrayList<>();
    private final List<Digest> keyringDigests = new ArrayList<>();

    /// @param downloads where files lie while they are on their way
    Archives(AptSettings settings, AptRun apt, Store store, Path downloads, ResolveOptions options, SeenLists seen,
            List<ArchiveRequest> requests) {
        this.settings = settings;
        this.apt = apt;
        this.store = store;
        this.downloads = downloads;
        this.options = options;
        this.seen = seen;
        this.requests = List.copyOf(requests);
    }

    /// Tells apt of the archives, and stores their keyrings.
    ///
    /// @param sources whether source packages are wanted as well
    /// @throws ResolveException if an archive cannot be used as the recipe has it
    /// @throws IOException if a keyring cannot be read
    void write(boolean sources, Task task) throws IOException {
        for (int i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            check(request);
            keyring(i, request, task);
            Files.writeString(settings.source(i), source(i, request, sources), StandardCharsets.UTF_8);
        }
    }

    /// Some of apt's methods start programs, and a line feed would begin a setting.
    private static void check(ArchiveRequest request) throws ResolveException {
        var uris = request.uris();
        if (uris.isEmpty() || !uris.stream().allMatch(it -> it.matches("(https?://[^/\\s]+|file:/)\\S*"))) {
            throw new ResolveException(Reason.BAD_ARCHIVE, request.name(), uris);
        }
        if (!request.suite().matches("[A-Za-z0-9][A-Za-z0-9._/+~-]*[A-Za-z0-9]") || request.suite().contains("..")) {
            throw new ResolveException(Reason.BAD_ARCHIVE, request.name(), List.of(request.suite()));
        }
        if (request.components().isEmpty()
                || !request.components().stream().allMatch(it -> it.matches("[A-Za-z0-9][A-Za-z0-9._/+-]*"))) {
            throw new ResolveException(Reason.BAD_ARCHIVE, request.name(), request.components());
        }
    }

    private void keyring(int position, ArchiveRequest request, Task task) throws IOException {
        var own = request.keyring();
        if (own != null) {
            keyring(position, request.name(), own, task);
            return;
        }
        if (!Files.isRegularFile(options.keyring())) {
            throw new ResolveException(Reason.NO_KEYRING, options.keyring().toString(), List.of(request.name()));
        }
        try (var content = FileContent.open(options.keyring())) {
            keyring(position, options.keyring().toString(), content, task);
        }
    }

    /// apt gets the certificates as we have read them, not the file.
    private void keyring(int position, String name, Content content, Task task) throws IOException {
        try {
            var keyring = Keyring.read(content);
            keyrings.add(keyring);
            keyringDigests.add(store.add(content.stream(), task));
            try (var out = Files.newOutputStream(settings.keyring(position))) {
                for (var certificate : keyring.certificates()) {
                    out.write(certificate.encoded());
                }
            }
        } catch (TrustException e) {
            throw new ResolveException(Reason.BAD_KEYRING, name, List.of(e.reason().name()));
        }
    }

    /// Source: sources.list(5), the format of deb822.
    private String source(int position, ArchiveRequest request, boolean sources) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("Types", sources ? "deb deb-src" : "deb");
        lines.put("URIs", aptAddress(request.uris().getFirst()));
        lines.put("Suites", request.suite());
        lines.put("Components", String.join(" ", request.components()));
        lines.put("Architectures", String.join(" ", settings.architectures()));
        lines.put("Signed-By", settings.keyring(position).toString());
        lines.put("Languages", "none");
        lines.put("Targets", "Packages Sources");
        lines.put("PDiffs", "no");
        lines.put("Check-Date", "yes");
        // a snapshot is old by intent: equality with what is locked is asked of it instead
        lines.put("Check-Valid-Until", request.snapshot() == null ? "yes" : "no");
        lines.put("Allow-Insecure", "no");
        lines.put("Allow-Weak", "no");
        lines.put("Allow-Downgrade-To-Insecure", "no");
        var text = new StringBuilder();
        lines.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    /// The method `file` leaves files where they are; `copy` treats them as if they came from afar.
    static String aptAddress(String uri) {
        return uri.startsWith("file:") ? "copy:" + uri.substring("file:".length()).replaceFirst("^/+", "/") : uri;
    }

    /// Fetches all lists and indexes, verifies and stores them.
    ///
    /// @throws ResolveException if an archive cannot be reached or breaks a rule
    /// @throws IOException if something cannot be read or stored
    List<PinnedArchive> fetch(Task task) throws IOException {
        // before there is anything to make a cache of, which takes long while it is compressed
        var targets = targets(task);
        var answer = apt.get(List.of("-o", "pkgCacheFile::Generate=false", "update", "--error-on=any"), task);
        if (answer.code() != 0) {
            throw new AptTrouble(requests, answer).ofUpdate();
        }
        return pin(targets, true, task);
    }

    /// Whether the archives are those of `lock`, and the store has its lists.
    boolean isKept(Lock lock) {
        if (lock.archives().size() != requests.size()) {
            return false;
        }
        for (int i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            var locked = lock.archives().get(i);
            boolean same = locked.name().equals(request.name()) && locked.uri().equals(request.uris().getFirst())
                    && locked.suite().equals(request.suite()) && locked.components().equals(request.components())
                    && Objects.equals(locked.snapshot(), request.snapshot())
                    && locked.keyring().equals(keyringDigests.get(i));
            if (!same || !store.has(locked.inRelease().sha256())
                    || !locked.indexes().stream().allMatch(it -> store.has(it.sha256()))) {
                return false;
            }
        }
        return true;
    }

    /// Takes the lists and indexes of `lock` out of the store instead; they are verified in the same way.
    ///
    /// @throws ResolveException if one breaks a rule
    /// @throws IOException if one cannot be read
    List<PinnedArchive> keep(Lock lock, Task task) throws IOException {
        var targets = targets(task);
        for (int i = 0; i < requests.size(); i++) {
            var locked = lock.archives().get(i);
            for (var target : of(i, targets)) {
                copy(locked.inRelease().sha256(), inRelease(target), task);
                for (var index : locked.indexes()) {
                    var suffix = SUFFIXES.stream().filter(it -> index.path().equals(target.metaKey() + it)).findFirst();
                    if (suffix.isPresent()) {
                        copy(index.sha256(), target.stored(suffix.get()), task);
                    }
                }
            }
        }
        return pin(targets, false, task);
    }

    private void copy(Digest sha256, Path target, Task task) throws IOException {
        try (var content = store.open(sha256, task); var in = content.stream()) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<PinnedArchive> pin(List<Target> targets, boolean fresh, Task task) throws IOException {
        var pinned = new ArrayList<PinnedArchive>();
        for (int i = 0; i < requests.size(); i++) {
            pinned.add(pin(i, of(i, targets), fresh, task));
        }
        // a list or index that belongs to none of them would have a say all the same
        removeUnverified(targets, pinned);
        return pinned;
    }

    /// A file that apt fetches.
    ///
    /// @param metaKey its path below the suite, without the suffix of a compression
    /// @param address that of the archive, with a slash at the end
    /// @param file where it is when it is not compressed
    private record Target(String metaKey, String address, String suite, String component, boolean sources, Path file) {
        /// The suffix that it has on this disk, if it is there.
        Optional<String> suffix() {
            return SUFFIXES.stream().filter(it -> Files.isRegularFile(stored(it))).findFirst();
        }

        /// Where it is with this suffix.
        Path stored(String suffix) {
            return file.resolveSibling(file.getFileName() + suffix);
        }
    }

    private List<Target> targets(Task task) throws IOException {
        var format = "$(METAKEY)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(CREATED_BY)|$(FILENAME)";
        var answer = apt.get(List.of("indextargets", "--no-release-info", "--format", format), task);
        var targets = new ArrayList<Target>();
        for (var line : answer.lines()) {
            var parts = line.split("\\|", 6);
            if (parts.length == 6) {
                targets.add(new Target(parts[0], parts[1], parts[2], parts[3], parts[4].equals("Sources"),
                        Path.of(parts[5])));
            }
        }
        return targets;
    }

    /// Of `all`, those of an archive.
    private List<Target> of(int position, List<Target> all) {
        var request = requests.get(position);
        var address = address(request);
        return all.stream().filter(it -> it.address().replaceFirst("/*$", "").equals(address)
                && it.suite().equals(request.suite()) && request.components().contains(it.component())).toList();
    }

    private static String address(ArchiveRequest request) {
        return aptAddress(request.uris().getFirst()).replaceFirst("/*$", "");
    }

    private PinnedArchive pin(int position, List<Target> targets, boolean fresh, Task task) throws IOException {
        var request = requests.get(position);
        var file = targets.stream().map(Archives::inRelease).filter(Files::isRegularFile).findFirst()
                .orElseThrow(() -> new ResolveException(Reason.NO_IN_RELEASE, request.name(), List.of()));
        try (var content = FileContent.open(file)) {
            var verified = VerifiedList.read(request.name(), content, keyrings.get(position),
                    Policy.standard(options.now()));
            var list = verified.release();
            new ListRules(request, list, options.now(), fresh, seen.latest(request)).check();
            var locked = new Lock.InRelease(sha256(content, task), content.size(), list.date(), list.validUntil(),
                    list.codename(), verified.signers());
            store.add(locked.sha256(), locked.size(), content.stream(), task);
            var indexes = new ArrayList<PinnedIndex>();
            for (var target : targets) {
                var suffix = target.suffix();
                if (suffix.isPresent()) {
                    indexes.add(index(request, target, suffix.get(), list, task));
                }
            }
            checkComplete(request, list, indexes);
            return new PinnedArchive(request, address(request), locked, indexes, keyringDigests.get(position));
        } catch (FormatException e) {
            throw new ResolveException(Reason.BAD_LIST, request.name(), List.of(e.rule()));
        }
    }

    /// Its name is that of an index up to the suite.
    private static Path inRelease(Target target) {
        var name = target.file().getFileName().toString();
        int end = name.lastIndexOf(target.metaKey().replace('/', '_'));
        return target.file().resolveSibling(name.substring(0, Math.max(end, 0)) + "InRelease");
    }

    /// Stores an index as the archive has it, and leaves apt its text.
    private PinnedIndex index(ArchiveRequest request, Target target, String suffix, ReleaseFile list, Task task)
            throws IOException {
        var stored = target.stored(suffix);
        var path = target.metaKey() + suffix;
        var listed = list.files().get(path);
        if (listed == null) {
            // apt compresses what came in another way than it prefers anew, which nobody has signed
            path = fetchListed(request, target, list, task);
            listed = Objects.requireNonNull(list.files().get(path));
        } else {
            store(request, stored, path, listed, task);
        }
        Files.delete(stored);
        try (var content = store.open(listed.sha256(), task)) {
            // apt looks up each package in it, for which it would decompress it each time anew
            decode(content, target.file(), list.files().get(target.metaKey()));
        }
        return new PinnedIndex(new Lock.Index(path, listed.sha256(), listed.size()), target.file(), target.sources());
    }

    /// Fetches an index in the first way that the archive lists and has; tells its path.
    private String fetchListed(ArchiveRequest request, Target target, ReleaseFile list, Task task)
            throws IOException {
        var problem = new ResolveException(Reason.ALTERED, request.name(), List.of(target.metaKey()));
        for (var suffix : LISTED) {
            var path = target.metaKey() + suffix;
            var listed = list.files().get(path);
            if (listed != null) {
                try {
                    var fetch = new Fetch(apt, store, downloads);
                    fetch.add(address(request) + "/dists/" + request.suite() + "/" + path, listed.sha256(),
                            listed.size());
                    fetch.run(task);
                    return path;
                } catch (ResolveException e) {
                    // it may list more than it has
                    problem = e;
                }
            }
        }
        throw problem;
    }

    private void store(ArchiveRequest request, Path file, String path, ReleaseFile.Entry listed, Task task)
            throws IOException {
        try (var in = Files.newInputStream(file)) {
            store.add(listed.sha256(), listed.size(), in, task);
        } catch (StoreException e) {
            throw new ResolveException(Reason.ALTERED, request.name(), List.of(path, String.valueOf(e.getMessage())));
        }
    }

    private static void decode(Content stored, Path target, ReleaseFile.@Nullable Entry listed) throws IOException {
        long most = listed == null ? Limits.decodedBytes(stored.size()) : listed.size();
        var part = target.resolveSibling("partial").resolve(target.getFileName());
        try (var in = new UnpackedStream(stored, most); var out = Files.newOutputStream(part)) {
            in.transferTo(out);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /// apt passes over an index that is not there in silence.
    private void checkComplete(ArchiveRequest request, ReleaseFile list, List<PinnedIndex> indexes)
            throws ResolveException {
        for (var component : request.components()) {
            for (var architecture : settings.architectures()) {
                var wanted = component + "/binary-" + architecture + "/Packages";
                if (indexes.stream().noneMatch(it -> it.index().path().startsWith(wanted))) {
                    throw new ResolveException(Reason.NO_COMPONENT, request.name() + " " + component,
                            list.components());
                }
            }
        }
    }

    private static void removeUnverified(List<Target> targets, List<PinnedArchive> pinned) throws IOException {
        var kept = pinned.stream().flatMap(it -> it.indexes().stream()).map(PinnedIndex::decoded).toList();
        for (var target : targets) {
            if (!target.suite().equals(LocalArchive.SUITE) && !kept.contains(target.file())) {
                for (var suffix : SUFFIXES) {
                    Files.deleteIfExists(target.stored(suffix));
                }
            }
        }
    }

    static Digest sha256(Content content, Task task) throws IOException {
        return Digests.of(content, DigestAlgorithm.SHA256, _ -> task.checkCancelled());
    }
}
