package org.selfsame.app.window.build;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Locale;
import org.selfsame.app.cli.Sentences;
import org.selfsame.app.window.build.Trouble.Fix;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.apt.ResolveException;
import org.selfsame.build.BuildException;
import org.selfsame.host.TargetException;
import org.selfsame.store.StoreException;
import org.selfsame.words.ProofWords;
import org.selfsame.words.ResolveWords;
import org.selfsame.words.Words;

/// Failures of the engine in words: the sentences that the commands say, and what a button can do about it.
final class Troubles {
    private Troubles() {}

    /// A recipe could not be read.
    static Trouble ofReading(Source source, Throwable failure) {
        return of("buildview.trouble.reading", source.name(), failure);
    }

    /// A lock could not be made.
    static Trouble ofLocking(Inputs inputs, Throwable failure) {
        return of("buildview.trouble.locking", inputs.recipe().name(), failure);
    }

    /// A build could not go on.
    static Trouble ofBuilding(Plan plan, Throwable failure) {
        return of("buildview.trouble.building", plan.inputs().recipe().name(), failure);
    }

    private static Trouble of(String key, String subject, Throwable failure) {
        var title = Words.text(key, "name", Texts.shortened(subject));
        if (!(failure instanceof IOException problem)) {
            return new Trouble(title, Words.text("buildview.trouble.crash"),
                    Words.text("buildview.trouble.crash.advice"), List.of(failure.toString()), Fix.AGAIN);
        }
        if (problem instanceof LockRefusedException refused) {
            return new Trouble(title, Words.text("buildview.trouble.refused"),
                    Words.text("buildview.trouble.refused.advice"), refused.report().refused()
                            .map(ProofWords::of).map(ProofWords::line).toList(),
                    Fix.AGAIN);
        }
        if (problem instanceof ResolveException resolve) {
            var words = ResolveWords.of(resolve);
            return new Trouble(title, words.sentence(), words.advice(), words.details().lines().toList(), Fix.AGAIN);
        }
        var fix = fix(problem);
        var lines = Sentences.of(problem).lines().toList();
        return new Trouble(title, sentence(lines.isEmpty() ? "" : lines.getFirst()), switch (fix) {
            case AGAIN -> "";
            case LOCK -> Words.text("buildview.trouble.lock.advice");
            case OUTPUT -> Words.text("buildview.trouble.exists.advice");
        }, lines.stream().skip(1).toList(), fix);
    }

    private static Fix fix(IOException problem) {
        return switch (problem) {
            case BuildException build -> switch (build.reason()) {
                case LOCK_IS_FOR_ANOTHER_RECIPE, INPUTS_MISSING, NOTHING_TO_BOOTSTRAP, BAD_PACKAGE, NO_BOOT_LOADER,
                        OTHER_PACKAGES ->
                    Fix.LOCK;
                default -> Fix.AGAIN;
            };
            case StoreException _ -> Fix.LOCK;
            case TargetException target when target.reason() == TargetException.Reason.EXISTS -> Fix.OUTPUT;
            case FileAlreadyExistsException _ -> Fix.OUTPUT;
            default -> Fix.AGAIN;
        };
    }

    /// The commands put the name of the program before it; here it stands alone.
    private static String sentence(String words) {
        if (words.isEmpty()) {
            return words;
        }
        var whole = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return whole.matches(".*[.:?!…]") ? whole : whole + ".";
    }
}
