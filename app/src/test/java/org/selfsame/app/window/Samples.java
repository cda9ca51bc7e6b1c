package org.selfsame.app.window;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.verify.Badge;
import org.selfsame.verify.Damage;
import org.selfsame.verify.Evidence;
import org.selfsame.verify.Evidence.State;
import org.selfsame.verify.Identity;
import org.selfsame.verify.NotCheckedReason;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;

/// Hand-made results, one for each verdict.
public final class Samples {
    public static final String FILE = "debian-live-12.8.0-amd64-gnome.iso";
    public static final String LONG_FILE = "a-remarkably-long-name-that-somebody-gave-to-a-file-without-a-single-blank-in-it-"
            + "because-the-build-server-puts-the-branch-and-the-date-into-it-2026-11-24T02-15-00Z-amd64.hybrid.iso";
    public static final Verdict.PublisherName DEBIAN = new Verdict.PublisherName("debian-cd", "Debian",
            "https://www.debian.org/CD/", false);
    public static final Verdict.PublisherName ADA = new Verdict.PublisherName("ada", "Ada's images", "", true);

    private static final Digest SHA256 = new Digest(DigestAlgorithm.SHA256,
            "8f1d3a0c6be2497e5a70d19c3b4428f6e09b7c5d1a2f3e4d5c6b7a8990a1b2c3");
    private static final Digest EXPECTED = new Digest(DigestAlgorithm.SHA256,
            "04c1aa6be2497e5a70d19c3b4428f6e09b7c5d1a2f3e4d5c6b7a8990a1b2c3d4");
    private static final String FINGERPRINT = "DF9B 9C49 EAA9 2984 3258 9D76 DA87 E80D 6294 BE9B";
    private static final long SIZE = 1_467_613_184L;
    private static final Identity IDENTITY = new Identity(List.of("iso9660", "squashfs"), "d-live 12.8.0 gn amd64",
            "Debian GNU/Linux 12 (bookworm)", "12.8", "3f1c9d27ab",
            Optional.of(Instant.parse("2024-11-09T09:11:00Z")),
            List.of("live/filesystem.squashfs!/usr/lib/os-release", ".disk/info"));

    private Samples() {}

    /// One result for each verdict, by the verdict's name.
    public static Map<String, Verification> all() {
        var samples = new LinkedHashMap<String, Verification>();
        for (var verdict : List.of(
                new Verdict.Mismatch(DEBIAN, Verdict.MismatchCause.DIGEST_DIFFERS),
                new Verdict.Withdrawn(DEBIAN, Verdict.WithdrawnCause.RELEASE, Instant.parse("2026-10-02T00:00:00Z")),
                new Verdict.UnknownSigner("DA87E80D6294BE9B", true),
                new Verdict.Disputed(DEBIAN, new Verdict.Builders(1, 2, 4, 3)),
                new Verdict.NotChecked(NotCheckedReason.NO_EVIDENCE),
                new Verdict.Genuine(DEBIAN, Verdict.Builders.NONE),
                new Verdict.Reproduced(DEBIAN, new Verdict.Builders(3, 1, 5, 2)))) {
            samples.put(verdict.name(), of(FILE, verdict));
        }
        return samples;
    }

    /// A result with this verdict, with evidence that goes with it.
    public static Verification of(String file, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Mismatch _ -> result(file, verdict, Set.of(),
                    List.of(read(), signed(), new Evidence.Listed(State.DIFFERENT, "SHA256SUMS", file, EXPECTED),
                            new Evidence.SelfConsistent(State.DIFFERENT, "md5sum.txt", 412,
                                    List.of("live/filesystem.squashfs"), 1)),
                    List.of(new Damage("live/filesystem.squashfs!/usr/lib/libc.so.6", 712_441_856L, 131_072,
                            "data block", "the compressed block does not decode")));
            case Verdict.Withdrawn _ -> result(file, verdict, Set.of(), List.of(read(), signed(), listed(file)),
                    List.of());
            case Verdict.UnknownSigner _ -> result(file, verdict, Set.of(), List.of(read(),
                    new Evidence.Signed(State.MISSING, file + ".sig", file, "unknown", null, "DA87E80D6294BE9B", "",
                            null),
                    new Evidence.Listed(State.MISSING, "", "", null)), List.of());
            case Verdict.Disputed _ -> result(file, verdict, Set.of(), builders(file, State.DIFFERENT), List.of());
            case Verdict.NotChecked _ -> result(file, verdict, Set.of(), List.of(read(),
                    new Evidence.Signed(State.MISSING, "", file, "", null, "", "", null),
                    new Evidence.Listed(State.MISSING, "", "", null)), List.of());
            case Verdict.Genuine _ -> result(file, verdict, Set.of(), List.of(read(), signed(), listed(file),
                    new Evidence.SelfConsistent(State.NOT_ASKED, "md5sum.txt", 0, List.of(), 0),
                    new Evidence.BuilderPolicy(State.NOT_ASKED, 2, 0)), List.of());
            case Verdict.Reproduced _ ->
                result(file, verdict, EnumSet.of(Badge.SOME_BUILDERS_DIFFER), builders(file, State.OK), List.of());
        };
    }

    private static Verification result(String file, Verdict verdict, Set<Badge> badges, List<Evidence> evidence,
            List<Damage> damage) {
        return new Verification(file, SIZE, List.of(SHA256), verdict, badges, evidence, IDENTITY, damage);
    }

    private static Evidence read() {
        return new Evidence.FileRead(State.OK, SIZE, List.of(SHA256));
    }

    private static Evidence signed() {
        return new Evidence.Signed(State.OK, "SHA256SUMS.sign", "SHA256SUMS", "good", DEBIAN, FINGERPRINT,
                "debian-keyring 2022.12.24", Instant.parse("2024-11-09T19:22:41Z"));
    }

    private static Evidence listed(String file) {
        return new Evidence.Listed(State.OK, "SHA256SUMS", file, SHA256);
    }

    private static List<Evidence> builders(String file, State policy) {
        var when = Instant.parse("2026-11-20T00:00:00Z");
        return List.of(read(), signed(), listed(file),
                new Evidence.Rebuilt(State.OK, "builder-1", "University of Hamburg", when),
                new Evidence.Rebuilt(State.DIFFERENT, "builder-2", "Example Collective", when),
                new Evidence.Rebuilt(State.OK, "builder-3", "Ada Lovelace", when),
                new Evidence.Rebuilt(State.MISSING, "builder-4", "Nobody's Computers", null),
                new Evidence.BuilderPolicy(policy, 2, 4));
    }
}
