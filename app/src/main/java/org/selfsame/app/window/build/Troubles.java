package org.selfsame.app.window.build;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.host.TargetException;
import org.selfsame.process.MissingProgramException;
import org.selfsame.sandbox.SandboxException;
import org.selfsame.store.StoreException;
import org.selfsame.words.Words;

/// Failures of the engine in words: which input, what is wrong with it, what to do.
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

    private static Trouble of(String title, String subject, Throwable failure) {
        var heading = Words.text(title, "name", Texts.shortened(subject));
        return switch (failure) {
            case MissingProgramException missing -> new Trouble(heading,
                    Words.text("buildview.trouble.program", "program", missing.program()),
                    Words.text("buildview.trouble.program.advice", "debianPackage", missing.debianPackage()),
                    List.of(), Trouble.Fix.AGAIN);
            case SandboxException sandbox -> new Trouble(heading,
                    Words.text("buildview.trouble.sandbox." + sandbox.reason()),
                    Words.text("buildview.trouble.sandbox." + sandbox.reason() + ".advice"), message(sandbox),
                    Trouble.Fix.AGAIN);
            case StoreException store -> new Trouble(heading, Words.text("buildview.trouble.store", "digest",
                    store.digest().hex()), Words.text("buildview.trouble.store.advice"), message(store),
                    Trouble.Fix.LOCK);
            case TargetException target when target.reason() == TargetException.Reason.EXISTS -> new Trouble(heading,
                    Words.text("buildview.trouble.exists", "file", target.target()),
                    Words.text("buildview.trouble.exists.advice"), List.of(), Trouble.Fix.OUTPUT);
            case FileAlreadyExistsException exists -> new Trouble(heading,
                    Words.text("buildview.trouble.exists", "file", exists.getFile()),
                    Words.text("buildview.trouble.exists.advice"), List.of(), Trouble.Fix.OUTPUT);
            case NoSuchFileException missing -> new Trouble(heading,
                    Words.text("buildview.trouble.missing", "file", missing.getFile()),
                    Words.text("buildview.trouble.missing.advice"), List.of(), Trouble.Fix.AGAIN);
            case AccessDeniedException denied -> new Trouble(heading,
                    Words.text("buildview.trouble.denied", "file", denied.getFile()),
                    Words.text("buildview.trouble.denied.advice"), List.of(), Trouble.Fix.AGAIN);
            case IOException input -> new Trouble(heading, Words.text("buildview.trouble.other"),
                    Words.text("buildview.trouble.other.advice"), message(input), Trouble.Fix.AGAIN);
            default -> new Trouble(heading, Words.text("buildview.trouble.crash"), Words.text("buildview.trouble.crash.advice"),
                    List.of(failure.toString()), Trouble.Fix.AGAIN);
        };
    }

    private static List<String> message(Throwable failure) {
        return failure.getMessage() == null ? List.of(failure.getClass().getSimpleName())
                : failure.getMessage().lines().toList();
    }
}
