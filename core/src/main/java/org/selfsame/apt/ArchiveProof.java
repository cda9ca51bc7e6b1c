package org.selfsame.apt;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.ProofReport.Gap;
import org.selfsame.apt.ProofReport.Input;
import org.selfsame.apt.ProofReport.Reason;
import org.selfsame.apt.ProofReport.Rule;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FormatException;
import org.selfsame.recipe.Recipe;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.CleartextMessage;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;

/// Checks an archive of a lock: its signed list, and the indexes that it names.
final class ArchiveProof {
    private final Lock lock;
    private final Lock.Archive archive;
    private final ProofRules rules;
    private final LockProof.Lines lines;
    private final StoredFile stored;
    private final Input input;
    private final IndexProof indexes;
    private boolean refused;

    ArchiveProof(Lock lock, int position, Store store, ProofRules rules, LockProof.Lines lines) {
        this.lock = lock;
        this.archive = lock.archives().get(position);
        this.rules = rules;
        this.lines = lines;
        this.stored = new StoredFile(store, lines);
        this.input = new Input(Input.Kind.ARCHIVE, archive.name());
        this.indexes = new IndexProof(lock, position, stored, lines);
    }

    void run(Task task) throws IOException {
        var release = release(task);
        if (release == null) {
            lines.gap(input, Rule.COMPLETE, Gap.LIST_REFUSED);
            return;
        }
        names(release);
        dates(release);
        others(task);
        indexes.run(release, input, task);
    }

    /// Whether the list and all indexes hold, so that they can vouch for packages.
    boolean vouches() {
        return !refused && indexes.vouches();
    }

    /// Whether an index has each of these files.
    boolean has(List<Digest> digests) {
        return indexes.has(digests);
    }

    void prove(Lock.Binary binary, Input of) {
        if (vouches()) {
            indexes.prove(binary, of);
        } else {
            lines.refuse(of, Rule.INDEXED, Reason.ARCHIVE_REFUSED);
        }
    }

    void prove(Lock.Source source, Input of) {
        if (vouches()) {
            indexes.prove(source, of);
        } else {
            lines.refuse(of, Rule.INDEXED, Reason.ARCHIVE_REFUSED);
        }
    }

    private void refuse(Rule rule, Reason reason, Object... values) {
        refused = true;
        lines.refuse(input, rule, reason, values);
    }

    /// What the signed list says, if anybody vouches for it.
    private @Nullable ReleaseFile release(Task task) throws IOException {
        refused = true;
        try (var file = stored.open(archive.inRelease().sha256(), archive.inRelease().size(), input, Rule.LIST,
                task)) {
            if (file == null) {
                return null;
            }
            if (file.size() > ReleaseFile.MOST_BYTES) {
                lines.refuse(input, Rule.LIST, Reason.LIST_TOO_LARGE, "found", file.size());
                return null;
            }
            lines.proven(input, Rule.LIST);
            var text = verified(file, task);
            if (text == null) {
                return null;
            }
            var release = ReleaseFile.read(text);
            refused = false;
            return release;
        } catch (FormatException e) {
            lines.refuse(input, Rule.NAMES, Reason.BROKEN, "found", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private byte @Nullable [] verified(Content list, Task task) throws IOException {
        Keyring keyring;
        try (var file = stored.open(archive.keyring(), -1, input, Rule.SIGNATURE, task)) {
            if (file == null) {
                return null;
            }
            keyring = Keyring.read(file);
        } catch (TrustException e) {
            lines.refuse(input, Rule.SIGNATURE, Reason.KEYRING_BROKEN, "found", e.reason());
            return null;
        }
        try {
            var signed = CleartextMessage.read(list).check(keyring, new Policy(rules.now(), rules.skew(),
                    Policy.standard(rules.now()).minimumRsaBits(), Policy.standard(rules.now()).minimumCurveBits()));
            var text = signed.verified();
            if (text.isEmpty()) {
                var refusals = signed.report().refused();
                if (refusals.isEmpty()) {
                    lines.refuse(input, Rule.SIGNATURE, Reason.UNKNOWN_SIGNER);
                } else {
                    lines.refuse(input, Rule.SIGNATURE, Reason.SIGNATURE_REFUSED, "found",
                            refusals.getFirst().reason());
                }
                return null;
            }
            var signers = signed.report().good().stream().map(good -> good.certificate().hex()).sorted().distinct()
                    .toList();
            var recorded = archive.inRelease().signers().stream().sorted().distinct().toList();
            if (!signers.equals(recorded)) {
                lines.refuse(input, Rule.SIGNATURE, Reason.OTHER_SIGNERS, "expected", String.join(", ", recorded),
                        "found", String.join(", ", signers));
                return null;
            }
            lines.proven(input, Rule.SIGNATURE);
            return text.get();
        } catch (TrustException e) {
            lines.refuse(input, Rule.SIGNATURE, Reason.LIST_BROKEN, "found", e.reason());
            return null;
        }
    }

    /// As apt: the suite that was asked for is the codename or the suite. Archives of security had a part behind a slash,
    /// which neither has, and put it before the components.
    private void names(ReleaseFile release) {
        var locked = archive.inRelease();
        var suite = archive.suite().replaceFirst("/.*", "");
        if (!locked.codename().equals(release.codename())) {
            refuse(Rule.NAMES, Reason.OTHER_CODENAME, "expected", locked.codename(), "found", release.codename());
        } else if (!List.of(release.codename(), release.suite()).contains(archive.suite())
                && !List.of(release.codename(), release.suite()).contains(suite)) {
            refuse(Rule.NAMES, Reason.OTHER_SUITE, "expected", archive.suite(), "found",
                    release.codename() + ", " + release.suite());
        } else {
            var missing = archive.components().stream().filter(wanted -> release.components().stream()
                    .noneMatch(there -> there.equals(wanted) || there.endsWith("/" + wanted))).findFirst();
            if (missing.isPresent()) {
                refuse(Rule.NAMES, Reason.NO_COMPONENT, "expected", missing.get());
            } else {
                lines.proven(input, Rule.NAMES);
            }
        }
    }

    private void dates(ReleaseFile release) {
        var locked = archive.inRelease();
        if (!locked.date().equals(release.date()) || !Objects.equals(locked.validUntil(), release.validUntil())) {
            refuse(Rule.CLOCK, Reason.OTHER_DATE, "expected", locked.date(), "found", release.date());
            return;
        }
        if (release.date().isAfter(rules.now().plus(rules.skew()))) {
            refuse(Rule.CLOCK, Reason.IN_THE_FUTURE, "expected", rules.now(), "found", release.date());
        } else {
            lines.proven(input, Rule.CLOCK);
        }
        var snapshot = archive.snapshot();
        if (snapshot == null) {
            lines.gap(input, Rule.SNAPSHOT, Gap.NO_SNAPSHOT);
        } else if (release.date().isAfter(snapshot)) {
            refuse(Rule.SNAPSHOT, Reason.AFTER_SNAPSHOT, "expected", snapshot, "found", release.date());
        } else {
            lines.proven(input, Rule.SNAPSHOT);
        }
        fresh(release);
        floor(release);
        seen(release);
    }

    private void fresh(ReleaseFile release) {
        var until = release.validUntil();
        var used = used();
        if (until == null) {
            lines.gap(input, Rule.FRESH, Gap.NO_VALID_UNTIL);
        } else if (until.isBefore(used)) {
            refuse(Rule.FRESH, Reason.OUT_OF_DATE, "expected", used, "found", until);
        } else {
            lines.proven(input, Rule.FRESH);
        }
    }

    /// The earliest time at which this list can have been the latest one together with the others.
    private Instant used() {
        var snapshot = archive.snapshot();
        if (snapshot != null) {
            return snapshot;
        }
        return rules.fresh()
                ? rules.now()
                : lock.archives().stream().filter(other -> other.snapshot() == null)
                        .map(other -> other.inRelease().date()).max(Instant::compareTo).orElse(rules.now());
    }

    private void floor(ReleaseFile release) {
        var recipe = rules.recipe();
        var floor = recipe == null
                ? null
                : recipe.archives().stream().filter(asked -> asked.name().equals(archive.name()))
                        .map(Recipe.ArchiveRequest::floor).filter(Objects::nonNull).findFirst().orElse(null);
        if (floor == null) {
            lines.gap(input, Rule.FLOOR, recipe == null ? Gap.NO_RECIPE : Gap.NO_FLOOR);
        } else if (release.date().isBefore(floor)) {
            refuse(Rule.FLOOR, Reason.BELOW_FLOOR, "expected", floor, "found", release.date());
        } else {
            lines.proven(input, Rule.FLOOR);
        }
    }

    private void seen(ReleaseFile release) {
        var seen = rules.seen().get(archive.name());
        if (seen != null && seen.date().equals(release.date()) && seen.sha256() != null
                && !seen.sha256().equals(archive.inRelease().sha256())) {
            refuse(Rule.SEEN, Reason.OTHER_OF_SAME_DATE, "found", seen.sha256().hex());
        } else if (seen == null || !rules.fresh() || archive.snapshot() != null) {
            lines.gap(input, Rule.SEEN, Gap.NOT_SEEN);
        } else if (release.date().isBefore(seen.date())) {
            refuse(Rule.SEEN, Reason.OLDER_THAN_SEEN, "expected", seen.date(), "found", release.date());
        } else {
            lines.proven(input, Rule.SEEN);
        }
    }

    private void others(Task task) throws IOException {
        List<Content> lists = rules.others().getOrDefault(archive.name(), List.of());
        if (lists.isEmpty()) {
            lines.gap(input, Rule.SECOND_SOURCE, Gap.NO_SECOND_SOURCE);
            return;
        }
        for (var list : lists) {
            var digest = Digests.of(list, DigestAlgorithm.SHA256, _ -> task.checkCancelled());
            if (!digest.equals(archive.inRelease().sha256())) {
                refuse(Rule.SECOND_SOURCE, Reason.SOURCES_DIFFER, "found", digest.hex());
                return;
            }
        }
        lines.proven(input, Rule.SECOND_SOURCE);
    }
}
