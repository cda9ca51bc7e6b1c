package org.selfsame.verify;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.FileContent;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Evidence.State;
import org.selfsame.verify.Identification.Identified;

/// One check of one file. The file is read once; signatures over lists, and what the image says of itself, are looked
/// at meanwhile on other threads. The lists inside the image are read when no signed digest covers all its bytes, or on
/// demand: otherwise they could say nothing that is not known. The place of a damage is looked for when the file is not
/// what was published, when it does not fit its own lists, or on demand.
final class Check {
    private final Request request;
    private final Publishers publishers;
    private final Instant now;
    private final Task task;
    private final String name;

    Check(Request request, Publishers publishers, Instant now, Task task) {
        this.request = request;
        this.publishers = publishers;
        this.now = now;
        this.task = task;
        this.name = SideFiles.nameOf(request.file());
    }

    /// @param ahead what was begun with this file before, or null
    Verification run(FileContent file, @Nullable HeadStart ahead) {
        try {
            return check(file, ahead);
        } catch (CancellationException _) {
            return unread(file, NotCheckedReason.CANCELLED, State.MISSING);
        } catch (CompletionException e) {
            if (e.getCause() instanceof CancellationException) {
                return unread(file, NotCheckedReason.CANCELLED, State.MISSING);
            }
            throw e;
        } catch (FileChangedException _) {
            return unread(file, NotCheckedReason.FILE_CHANGED, State.DIFFERENT);
        } catch (IOException _) {
            return file.hasChanged()
                    ? unread(file, NotCheckedReason.FILE_CHANGED, State.DIFFERENT)
                    : unread(file, NotCheckedReason.UNREADABLE, State.MISSING);
        }
    }

    private Verification check(FileContent file, @Nullable HeadStart ahead) throws IOException {
        task.checkCancelled();
        var side = SideFiles.find(request, publishers);
        var evidence = new SignedEvidence(request, publishers, now, side, name);
        evidence.readLists();
        var signatures = background(() -> {
            try (var _ = task.begin(Activity.CHECK_SIGNATURES, -1)) {
                return new Signatures(evidence.judgeInside(file), evidence.judgeLists(task));
            }
        });
        var identity = background(() -> {
            try (var _ = task.begin(Activity.IDENTIFY, -1)) {
                return Identification.of(file, task);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                return Identification.failed(e);
            }
        });
        var overFile = side.signatures().isEmpty() ? List.<OverFile>of() : evidence.beginOverFile();
        var digests = read(file, ahead, evidence.algorithms(), overFile);
        evidence.finishOverFile(overFile);
        evidence.take(signatures.get().inside(), signatures.get().overLists());
        var identified = identity.get();
        if (file.hasChanged()) {
            return unread(file, NotCheckedReason.FILE_CHANGED, State.DIFFERENT);
        }
        return evaluate(file, digests, evidence, identified);
    }

    /// What was judged while the file was read.
    private record Signatures(List<Judged> inside, List<List<Judged>> overLists) {}

    private Map<DigestAlgorithm, Digest> read(FileContent file, @Nullable HeadStart ahead,
            Set<DigestAlgorithm> algorithms, List<OverFile> signatures) throws IOException {
        try (var meter = task.begin(Activity.READ_FILE, file.size())) {
            if (ahead != null && signatures.isEmpty() && ahead.has(algorithms)) {
                return ahead.digests(meter::add);
            }
            if (ahead != null) {
                ahead.giveUp();
            }
            return OnePass.over(file, algorithms, signatures.stream().map(OverFile::check).toList(), meter::add);
        }
    }

    private Verification evaluate(FileContent file, Map<DigestAlgorithm, Digest> digests, SignedEvidence signed,
            Identified identified) {
        var outcome = Evaluation.of(new Findings(Optional.empty(), request.publisher(), signed.claims(digests),
                withdrawn(digests), List.of(), request.builders()));
        var inside = inside(file, outcome.verdict());
        if (file.hasChanged()) {
            return unread(file, NotCheckedReason.FILE_CHANGED, State.DIFFERENT);
        }
        var badges = EnumSet.noneOf(Badge.class);
        badges.addAll(outcome.badges());
        badges.addAll(identified.badges());
        if (inside.lists().damaged()) {
            badges.add(Badge.INSIDE_DAMAGED);
        }
        var sorted = digests.values().stream()
                .sorted((a, b) -> Boolean.compare(b.algorithm() == DigestAlgorithm.SHA256,
                        a.algorithm() == DigestAlgorithm.SHA256))
                .toList();
        var evidence = new ArrayList<Evidence>();
        evidence.add(new Evidence.FileRead(State.OK, file.size(), sorted));
        evidence.addAll(signed.evidence(digests));
        evidence.addAll(inside.lists().evidence());
        evidence.add(new Evidence.BuilderPolicy(State.NOT_ASKED, request.builders(), 0));
        return new Verification(name, file.size(), sorted, outcome.verdict(), badges, List.copyOf(evidence),
                identified.identity(), inside.damage());
    }

    private record Inside(InnerLists.Checked lists, List<Damage> damage) {}

    /// What the image says of its own files. The verdict stands already: whatever happens here leaves it alone.
    private Inside inside(FileContent file, Verdict verdict) {
        boolean asked = request.selfCheck() || !isVouchedFor(verdict);
        if (!asked) {
            return new Inside(InnerLists.Checked.NOT_ASKED, List.of());
        }
        var lists = InnerLists.Checked.NONE;
        try {
            var images = Opened.of(file, _ -> {});
            lists = InnerLists.check(images, task);
            boolean locate = request.selfCheck() || verdict instanceof Verdict.Mismatch || lists.damaged();
            return new Inside(lists, locate ? DamageFinder.find(images, lists.failed(), task) : List.of());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError _) {
            // cancelled; or a fault of ours in a reader, which must not cost the verdict
            return new Inside(lists, List.of());
        }
    }

    /// Whether a signed digest covers every byte, so that nothing inside can be other than it was published.
    private static boolean isVouchedFor(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Genuine _,Verdict.Reproduced _,Verdict.Disputed _,Verdict.Withdrawn _ -> true;
            case Verdict.Mismatch _,Verdict.UnknownSigner _,Verdict.NotChecked _ -> false;
        };
    }

    private Optional<Verdict.Withdrawn> withdrawn(Map<DigestAlgorithm, Digest> digests) {
        for (var publisher : publishers.all()) {
            var withdrawal = publisher.withdrawal(digests.values());
            if (publisher.origin() == Origin.BUNDLED && withdrawal.isPresent()) {
                return Optional.of(new Verdict.Withdrawn(Keys.nameOf(publisher), Verdict.WithdrawnCause.RELEASE,
                        withdrawal.get().date().atStartOfDay(ZoneOffset.UTC).toInstant()));
            }
        }
        return Optional.empty();
    }

    private Verification unread(FileContent file, NotCheckedReason reason, State state) {
        return new Verification(name, file.size(), List.of(), new Verdict.NotChecked(reason), Set.of(),
                List.of(new Evidence.FileRead(state, file.size(), List.of())), Identity.NONE, List.of());
    }

    private static <T> Supplier<T> background(Supplier<T> work) {
        var result = CompletableFuture.supplyAsync(work, run -> Thread.ofPlatform().daemon().start(run));
        return result::join;
    }
}
