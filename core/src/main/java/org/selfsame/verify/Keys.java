package org.selfsame.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.selfsame.content.FileContent;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.Fingerprint;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.PinnedKey;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Verdict.PublisherName;

/// The keys that signatures are checked with, and whose they are. A key is someone's only if its fingerprint is pinned,
/// or if the user says so by hand. Keys that came with the download are nobody's: they are read only to tell that a
/// signature by an unknown key is by one of them.
final class Keys {
    /// The largest file beside the image that is read as a key that came along.
    private static final long MAX_KEY_BESIDE = 1 << 20;

    private final Publishers publishers;
    private final Keyring keyring;
    private final List<Path> beside;
    private final List<Publisher> wrongKeyFor;
    private final List<Evidence> problems;

    private Keys(Publishers publishers, Keyring keyring, List<Path> beside, List<Publisher> wrongKeyFor,
            List<Evidence> problems) {
        this.publishers = publishers;
        this.keyring = keyring;
        this.beside = beside;
        this.wrongKeyFor = wrongKeyFor;
        this.problems = problems;
    }

    /// Reads the keys that are known and those that the user brings; `beside` are the files that may be keys.
    static Keys gather(Publishers known, List<Request.BroughtKey> brought, List<Path> beside) {
        var problems = new ArrayList<Evidence>();
        var wrongKeyFor = new ArrayList<Publisher>();
        var byHand = new ArrayList<Publisher>();
        var rings = new ArrayList<Keyring>();
        rings.add(known.keyring());
        for (var key : brought) {
            try (var content = FileContent.open(key.file())) {
                var ring = Keyring.read(content);
                var publisher = publisherNamed(known, key.name());
                if (publisher.isEmpty()) {
                    byHand.add(AddedByHand.publisher(key.name(), "", ring));
                    rings.add(ring);
                } else if (ring.fingerprints().stream().noneMatch(it -> publisher.get().pinned(it).isPresent())) {
                    wrongKeyFor.add(publisher.get());
                } else {
                    rings.add(publisher.get().acceptKeys(ring));
                }
            } catch (IOException e) {
                problems.add(new Evidence.Unreadable(SideFiles.nameOf(key.file()), rule(e)));
            }
        }
        return new Keys(known.with(byHand), Keyring.union(rings), beside, wrongKeyFor, problems);
    }

    /// The keys of the publishers.
    Keyring keyring() {
        return keyring;
    }

    /// These keys and those that came with the download.
    Keyring withThoseBeside() {
        var ours = Set.copyOf(keyring.fingerprints());
        return Keyring.union(Stream.concat(Stream.of(keyring), beside.stream().map(path -> cameAlong(path, ours)))
                .toList());
    }

    /// What could not be read.
    List<Evidence> problems() {
        return problems;
    }

    /// Whose certificate this is; bundled publishers first.
    Optional<Publisher> ownerOf(Fingerprint certificate) {
        return publishers.byCertificate(certificate).stream().findFirst();
    }

    /// Where the owner's fingerprint was taken from.
    static String pinnedAt(Publisher owner, Fingerprint certificate) {
        return owner.pinned(certificate).map(PinnedKey::source).orElse("");
    }

    /// The publishers for whom the user brought a key that is not theirs.
    List<Publisher> wrongKeyFor() {
        return wrongKeyFor;
    }

    /// Whether a key of this publisher is pinned and not here.
    boolean lacksKeyOf(Publisher publisher) {
        return publisher.keys().stream().anyMatch(key -> keyring.certificate(key.fingerprint()).isEmpty());
    }

    /// The publishers that are known, those added by hand last.
    Publishers publishers() {
        return publishers;
    }

    static PublisherName nameOf(Publisher publisher) {
        return new PublisherName(publisher.id(), publisher.name(), publisher.homePage(),
                publisher.origin() == Origin.ADDED_BY_USER);
    }

    /// The stable name of why a file of evidence cannot be used.
    static String rule(IOException problem) {
        return problem instanceof TrustException broken ? broken.reason().name() : "CANNOT_READ";
    }

    private static Optional<Publisher> publisherNamed(Publishers known, String name) {
        return known.all().stream()
                .filter(it -> it.id().equals(AddedByHand.idOf(name))
                        || it.name().strip().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /// A copy of a pinned certificate that came along is left out: it could only do harm.
    private Keyring cameAlong(Path path, Set<Fingerprint> ours) {
        try (var content = FileContent.open(path)) {
            if (content.size() > MAX_KEY_BESIDE) {
                return Keyring.of(List.of());
            }
            return Keyring.of(Keyring.read(content).certificates().stream()
                    .filter(it -> !ours.contains(it.fingerprint()) && ownerOf(it.fingerprint()).isEmpty()).toList());
        } catch (IOException _) {
            // not a key, then
            return Keyring.of(List.of());
        }
    }
}
