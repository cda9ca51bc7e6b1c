package org.selfsame.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.host.ExtractionResult;
import org.selfsame.normalize.Change;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Log;
import org.selfsame.normalize.Skipped;

/// Tells what normalizing changes as it goes on: a line each on standard output, or a document of schema `normalize/1`.
final class NormalizeReport implements Log {
    /// Told one by one; the count tells of the others.
    private static final int MOST_SKIPPED = 10_000;

    private final Console console;
    private final @Nullable JsonDocument document;
    private final boolean quiet;
    private final boolean strict;
    private final List<Skipped> skipped = new ArrayList<>();
    private long changes;
    private long times;
    private long left;
    private boolean incomplete;
    private boolean failed;

    private NormalizeReport(Console console, @Nullable JsonDocument document, boolean quiet, boolean strict) {
        this.console = console;
        this.document = document;
        this.quiet = quiet;
        this.strict = strict;
    }

    /// A line for each change, other than of times alone.
    static NormalizeReport text(Console console, boolean quiet, boolean strict) {
        return new NormalizeReport(console, null, quiet, strict);
    }

    /// A document with all changes.
    static NormalizeReport json(Console console, String input, Epoch epoch, boolean strict) throws IOException {
        var document = new JsonDocument(console.out(), "normalize/1");
        var json = document.json();
        json.name("input").value(input).name("source-date-epoch").value(epoch.seconds());
        json.name("clamp").value(epoch.clamp()).name("changes").beginArray();
        return new NormalizeReport(console, document, true, strict);
    }

    /// How many changes there are.
    long changes() {
        return changes;
    }

    /// Whether a new directory lacks something.
    boolean isFailed() {
        return failed;
    }

    /// Whether something that must be there is missing, or something is there that should not.
    boolean isIncomplete() {
        return incomplete;
    }

    @Override
    public void changed(Change change) {
        changes++;
        try {
            if (document != null) {
                write(document, change);
            } else if (change.what().equals("modified")) {
                times++;
            } else if (!quiet) {
                var line = Messages.text("normalize.change." + change.what(), change.path(), change.rule(),
                        String.valueOf(change.before()), String.valueOf(change.after()));
                console.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(JsonDocument document, Change change) throws IOException {
        var json = document.json();
        json.beginObject().name("path").value(change.path()).name("rule").value(change.rule());
        json.name("what").value(change.what());
        if (change.before() != null) {
            json.name("before").value(change.before());
        }
        if (change.after() != null) {
            json.name("after").value(change.after());
        }
        json.endObject();
    }

    @Override
    public void skipped(Skipped what) {
        if (what.reason() == Reason.MISSING && !strict) {
            return;
        }
        left++;
        incomplete |= what.reason() == Reason.MISSING || what.reason() == Reason.LEFT_OVER;
        if (document == null) {
            console.problem(sentence(what));
        } else if (skipped.size() < MOST_SKIPPED) {
            skipped.add(what);
        }
    }

    private static String sentence(Skipped what) {
        return Messages.text("normalize.skipped." + Sentences.key(what.reason()), what.path(), what.rule(),
                what.detail());
    }

    /// What became of a new directory.
    void written(ExtractionResult result, String input, Path target) {
        new ExtractReport(result, input, target).tell(console, quiet);
        failed |= !result.isComplete();
    }

    /// Ends the document, or says how much there was.
    void end(boolean check) throws IOException {
        if (document != null) {
            var json = document.json();
            json.endArray().name("skipped").beginArray();
            for (var what : skipped) {
                json.beginObject().name("path").value(what.path()).name("rule").value(what.rule());
                json.name("reason").value(Sentences.key(what.reason())).name("detail").value(what.detail());
                json.name("message").value(sentence(what)).endObject();
            }
            json.endArray().name("changed").value(changes).name("left-alone").value(left);
            document.end();
        } else if (!quiet) {
            console.out().flush();
            console.message(Messages.text(check ? "normalize.checked" : "normalize.done", changes, times, left));
        }
    }
}
