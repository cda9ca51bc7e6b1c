package org.selfsame.words;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.verify.Evidence;
import org.selfsame.verify.Evidence.State;

/// What is said about one piece of evidence.
///
/// @param state how it came out, in a word or two: never leave it to a colour
/// @param line one sentence
/// @param details further lines: fingerprints, checksums, dates, paths
public record EvidenceWords(String state, String line, List<String> details) {

    /// The words for `evidence`.
    public static EvidenceWords of(Evidence evidence) {
        return new EvidenceWords(Words.text("state." + evidence.state()), line(evidence), details(evidence));
    }

    /// `How we know (5 checks)`.
    public static String title(int count) {
        return Words.plural("evidence.title.count", "count", count);
    }

    private static String line(Evidence evidence) {
        return switch (evidence) {
            case Evidence.FileRead it ->
                Words.text("evidence.FileRead." + it.state(), "size", Quantities.size(it.size()), "bytes", it.size());
            case Evidence.Signed it -> signed(it);
            case Evidence.Listed it -> listed(it);
            case Evidence.Unreadable it -> Words.text("evidence.Unreadable", "name", it.file(), "why",
                    Words.text("unreadable." + it.rule()));
            case Evidence.Rebuilt it -> Words.text("evidence.Rebuilt." + it.state(), "builder", it.builder(),
                    "operator", it.operator());
            case Evidence.SelfConsistent it -> Words.text("evidence.SelfConsistent." + it.state(), "list", it.list(),
                    "count", it.checked(), "failures", it.failures());
            case Evidence.BuilderPolicy it ->
                Words.text("evidence.BuilderPolicy." + it.state(), "needed", it.needed());
        };
    }

    private static String signed(Evidence.Signed it) {
        if (it.file().isEmpty()) {
            return Words.text("evidence.Signed.none", "over", it.over());
        }
        var publisher = it.publisher();
        return Words.text("evidence.Signed." + it.state(), "publisher",
                publisher == null ? Words.text("reason.unnamed") : publisher.name(), "signature", it.file(), "over",
                it.over(), "why", it.state() == State.MISSING ? Words.text("signature." + it.result()) : "");
    }

    private static String listed(Evidence.Listed it) {
        if (it.list().isEmpty()) {
            return Words.text("evidence.Listed.none");
        }
        boolean weak = it.state() == State.MISSING && it.expected() != null;
        return Words.text(weak ? "evidence.Listed.weak" : "evidence.Listed." + it.state(), "list", it.list());
    }

    private static List<String> details(Evidence evidence) {
        var lines = new ArrayList<String>();
        switch (evidence) {
            case Evidence.FileRead it -> it.digests().forEach(digest -> lines.add(Words.text(
                    "evidence.FileRead.digest", "algorithm", digest.algorithm().commonName(), "digest",
                    Quantities.grouped(digest.hex()))));
            case Evidence.Signed it -> signedDetails(it, lines);
            case Evidence.Listed it -> {
                var expected = it.expected();
                if (expected != null) {
                    lines.add(Words.text("evidence.Listed.expected", "algorithm", expected.algorithm().commonName(),
                            "digest", Quantities.grouped(expected.hex())));
                }
            }
            case Evidence.Rebuilt it -> {
                var when = it.when();
                if (when != null) {
                    lines.add(Words.text("evidence.Rebuilt.when", "date", VerdictWords.date(when)));
                }
            }
            case Evidence.SelfConsistent it -> {
                it.failed().forEach(path -> lines.add(Words.text("evidence.SelfConsistent.failed", "path", path)));
                if (it.failures() > it.failed().size()) {
                    lines.add(Words.text("evidence.SelfConsistent.more", "count", it.failures() - it.failed().size()));
                }
            }
            case Evidence.BuilderPolicy _,Evidence.Unreadable _ -> {
            }
        }
        return lines;
    }

    private static void signedDetails(Evidence.Signed it, List<String> lines) {
        var made = it.made();
        if (made != null) {
            lines.add(Words.text("evidence.Signed.made", "date", VerdictWords.date(made)));
        }
        if (!it.fingerprint().isEmpty()) {
            lines.add(Words.text("evidence.Signed.fingerprint", "fingerprint", it.fingerprint()));
        }
        if (!it.pinnedAt().isEmpty()) {
            lines.add(Words.text("evidence.Signed.pinned", "source", it.pinnedAt()));
        }
    }
}
