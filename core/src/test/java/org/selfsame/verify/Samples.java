package org.selfsame.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.verify.Evidence.State;
import org.selfsame.verify.Verdict.Builders;
import org.selfsame.verify.Verdict.MismatchCause;
import org.selfsame.verify.Verdict.PublisherName;
import org.selfsame.verify.Verdict.WithdrawnCause;

/// A result for each verdict, cause and reason, with each badge and each kind and state of evidence in them.
public final class Samples {
    public static final PublisherName ALICE = new PublisherName("alice", "Alice", "https://alice.example/", false);
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final Digest SHA256 = new Digest(DigestAlgorithm.SHA256, "0123456789abcdef".repeat(4));

    private Samples() {}

    /// Every verdict that there is.
    public static List<Verdict> verdicts() {
        var verdicts = new ArrayList<Verdict>();
        for (var cause : MismatchCause.values()) {
            verdicts.add(new Verdict.Mismatch(ALICE, cause));
        }
        for (var cause : WithdrawnCause.values()) {
            verdicts.add(new Verdict.Withdrawn(ALICE, cause, THEN));
            verdicts.add(new Verdict.Withdrawn(ALICE, cause, null));
        }
        verdicts.add(new Verdict.UnknownSigner("0123 4567", false));
        verdicts.add(new Verdict.UnknownSigner("0123 4567", true));
        verdicts.add(new Verdict.Disputed(ALICE, new Builders(1, 1, 3, 2)));
        for (var reason : NotCheckedReason.values()) {
            verdicts.add(new Verdict.NotChecked(reason));
            verdicts.add(new Verdict.NotChecked(reason, ALICE));
        }
        verdicts.add(new Verdict.Genuine(ALICE, Builders.NONE));
        verdicts.add(new Verdict.Genuine(ALICE, new Builders(1, 0, 2, 2)));
        verdicts.add(new Verdict.Reproduced(ALICE, new Builders(2, 1, 3, 2)));
        return verdicts;
    }

    /// Every kind of evidence in every state.
    public static List<Evidence> evidence() {
        var evidence = new ArrayList<Evidence>();
        for (var state : State.values()) {
            evidence.add(new Evidence.FileRead(state, 1_474_560, List.of(SHA256)));
            evidence.add(new Evidence.Signed(state, "SHA256SUMS.sign", "SHA256SUMS",
                    state == State.OK ? "good" : "unknown", state == State.OK ? ALICE : null, "0123 4567",
                    "https://alice.example/key", THEN));
            evidence.add(new Evidence.Listed(state, "SHA256SUMS", "live.iso", SHA256));
            evidence.add(new Evidence.Listed(state, "SHA256SUMS", "live.iso", null));
            evidence.add(new Evidence.Rebuilt(state, "builder-1", "Bob", THEN));
            evidence.add(new Evidence.SelfConsistent(state, "md5sum.txt", 10, List.of("live/vmlinuz"), 2));
            evidence.add(new Evidence.BuilderPolicy(state, 2, 0));
        }
        evidence.add(new Evidence.Signed(State.MISSING, "", "live.iso", "", null, "", "", null));
        evidence.add(new Evidence.Listed(State.MISSING, "", "live.iso", null));
        evidence.add(new Evidence.Unreadable("live.iso.sig", "TOO_LARGE"));
        return evidence;
    }

    /// A result with this verdict, and everything else that a result can have.
    public static Verification verification(Verdict verdict) {
        return verification("live.iso", verdict, EnumSet.allOf(Badge.class), "Live 12");
    }

    /// A result of which each text that comes from outside is given.
    public static Verification verification(String file, Verdict verdict, Set<Badge> badges, String outside) {
        return new Verification(file, 1_474_560, List.of(SHA256), verdict, badges, evidence(),
                new Identity(List.of("iso9660", "disk"), outside, outside, outside, outside, Optional.of(THEN),
                        List.of(outside)),
                List.of(new Damage("live/filesystem.squashfs!/usr/bin/x", 4096, 100, "data block", "does not decode"),
                        new Damage("", 0, 512, "boot sector", "no signature"),
                        new Damage("x", -1, 0, "file", "cannot be read")));
    }
}
