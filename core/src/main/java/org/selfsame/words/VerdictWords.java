package org.selfsame.words;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.verify.Badge;
import org.selfsame.verify.NextAction;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verdict.Builders;
import org.selfsame.verify.Verdict.PublisherName;
import org.selfsame.verify.Verification;

/// What is said about a verdict.
///
/// @param title about five words
/// @param sentence what is so
/// @param reason why, or what it means
/// @param action the next step, as on a button
/// @param actionHow the next step as a sentence
/// @param badges a sentence for each badge
public record VerdictWords(String title, String sentence, String reason, String action, String actionHow,
        List<String> badges) {

    /// The words for a result.
    public static VerdictWords of(Verification verification) {
        var verdict = verification.verdict();
        var file = verification.file();
        return new VerdictWords(title(verdict), sentence(verdict, file), reason(verdict, file), action(verdict),
                actionHow(verdict, verification.identity().isMedium()),
                verification.badges().stream().map(badge -> badge(badge, verdict)).toList());
    }

    /// The title of a verdict.
    public static String title(Verdict verdict) {
        return Words.text("verdict." + verdict.name() + ".title");
    }

    private static String sentence(Verdict verdict, String file) {
        return switch (verdict) {
            case Verdict.Mismatch it -> Words.text("verdict.Mismatch." + it.cause() + ".sentence", "file", file,
                    "publisher", it.publisher().name());
            case Verdict.Withdrawn it -> withdrawn(it);
            case Verdict.UnknownSigner _ -> Words.text("verdict.UnknownSigner.sentence");
            case Verdict.Disputed it ->
                Words.text("verdict.Disputed.sentence", published(file, it.publisher(), it.builders()));
            case Verdict.NotChecked _ -> Words.text("verdict.NotChecked.sentence");
            case Verdict.Genuine it ->
                Words.text("verdict.Genuine.sentence", published(file, it.publisher(), it.builders()));
            case Verdict.Reproduced it ->
                Words.text("verdict.Reproduced.sentence", published(file, it.publisher(), it.builders()));
        };
    }

    private static String withdrawn(Verdict.Withdrawn it) {
        var since = it.since();
        return since == null
                ? Words.text("verdict.Withdrawn." + it.cause() + ".sentence", "publisher", it.publisher().name())
                : Words.text("verdict.Withdrawn." + it.cause() + ".dated.sentence", "publisher", it.publisher().name(),
                        "date", date(since));
    }

    private static String reason(Verdict verdict, String file) {
        return switch (verdict) {
            case Verdict.Mismatch it -> Words.text("verdict.Mismatch." + it.cause() + ".reason", "file", file);
            case Verdict.Withdrawn it -> Words.text("verdict.Withdrawn." + it.cause() + ".reason");
            case Verdict.UnknownSigner it -> Words.text(it.keyCameAlong()
                    ? "verdict.UnknownSigner.keyCameAlong.reason"
                    : "verdict.UnknownSigner.reason");
            case Verdict.Disputed _ -> Words.text("verdict.Disputed.reason");
            case Verdict.NotChecked it -> Words.text("reason." + it.reason(), "publisher", nameOf(it.publisher()));
            case Verdict.Genuine it -> Words.text(it.builders().same() == 0
                    ? "verdict.Genuine.reason.none"
                    : "verdict.Genuine.reason", published(file, it.publisher(), it.builders()));
            case Verdict.Reproduced _ -> Words.text("verdict.Reproduced.reason");
        };
    }

    private static String action(Verdict verdict) {
        return Words.text("action." + NextAction.of(verdict));
    }

    private static String actionHow(Verdict verdict, boolean medium) {
        var publisher = publisher(verdict);
        var homePage = publisher == null || publisher.homePage().isEmpty()
                ? Words.text("action.unknownHomePage")
                : publisher.homePage();
        var next = NextAction.of(verdict);
        return next == NextAction.USE_IT && !medium
                ? Words.text("action.USE_IT.how.other")
                : Words.text("action." + next + ".how", "homePage", homePage);
    }

    private static String badge(Badge badge, Verdict verdict) {
        if (badge == Badge.SOME_BUILDERS_DIFFER) {
            return Words.plural("badge." + badge, "different", builders(verdict).different());
        }
        return Words.text("badge." + badge);
    }

    private static Builders builders(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Disputed it -> it.builders();
            case Verdict.Genuine it -> it.builders();
            case Verdict.Reproduced it -> it.builders();
            case Verdict.Mismatch _,Verdict.Withdrawn _,Verdict.UnknownSigner _,Verdict.NotChecked _ ->
                Builders.NONE;
        };
    }

    private static @Nullable PublisherName publisher(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Mismatch it -> it.publisher();
            case Verdict.Withdrawn it -> it.publisher();
            case Verdict.Disputed it -> it.publisher();
            case Verdict.Genuine it -> it.publisher();
            case Verdict.Reproduced it -> it.publisher();
            case Verdict.NotChecked it -> it.publisher();
            case Verdict.UnknownSigner _ -> null;
        };
    }

    private static Map<String, Object> published(String file, PublisherName publisher, Builders builders) {
        return Map.of("file", file, "publisher", publisher.name(), "same", builders.same(), "different",
                builders.different(), "asked", builders.asked(), "needed", builders.needed());
    }

    private static String nameOf(@Nullable PublisherName publisher) {
        return publisher == null ? Words.text("reason.unnamed") : publisher.name();
    }

    static String date(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
