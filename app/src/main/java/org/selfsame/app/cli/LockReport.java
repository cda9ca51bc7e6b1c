package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockChange;
import org.selfsame.apt.ProofReport;
import org.selfsame.apt.Resolved;
import org.selfsame.recipe.Recipe;
import org.selfsame.report.ProofJson;
import org.selfsame.tree.Text;
import org.selfsame.words.ProofWords;

/// Tells what `lock` found or did: to people, or as documents.
final class LockReport {
    private final Console console;
    private final boolean asJson;
    private final boolean quiet;

    LockReport(Console console, boolean asJson, boolean quiet) {
        this.console = console;
        this.asJson = asJson;
        this.quiet = quiet;
    }

    /// What the recipe has and this program does not know.
    void unsupported(List<Recipe.Unsupported> unsupported) {
        if (!quiet) {
            unsupported.forEach(each -> console.message(Messages.text(
                    each.bears() ? "build.unsupported.bears" : "build.unsupported", Text.harmless(each.path()),
                    Text.harmless(each.kind()))));
        }
    }

    /// What proving a lock gave.
    int checked(ProofReport proof) throws IOException {
        if (asJson) {
            print(ProofJson.of(proof));
        } else {
            for (var line : proof.refused().toList()) {
                var words = ProofWords.of(line);
                print(words.line() + "\n");
                words.advice().ifPresent(advice -> {
                    if (!quiet) {
                        console.message("  " + advice);
                    }
                });
            }
            print(ProofWords.summary(proof) + "\n");
        }
        return proof.isGood() ? ExitCode.GOOD : ExitCode.BAD;
    }

    /// What was locked.
    ///
    /// @param before the lock that was there before
    /// @param same whether it is still right
    int locked(Path file, Resolved resolved, @Nullable Lock before, boolean same) throws IOException {
        var lock = resolved.lock();
        var changes = before == null || same ? List.<LockChange>of() : LockChange.between(before, lock);
        if (asJson) {
            document(file, resolved, changes, same);
            return ExitCode.GOOD;
        }
        if (quiet) {
            return ExitCode.GOOD;
        }
        for (var change : changes) {
            print(Messages.text("lock.change." + Sentences.key(change.kind()), Text.harmless(change.name()),
                    String.valueOf(change.before()), String.valueOf(change.after())) + "\n");
        }
        print(Messages.text(same ? "lock.same" : before == null ? "lock.written" : "lock.updated", file,
                lock.packages().size(), Progress.bytes(size(lock))) + "\n");
        print(ProofWords.summary(resolved.proof()) + "\n");
        return ExitCode.GOOD;
    }

    private static long size(Lock lock) {
        return lock.packages().stream().mapToLong(Lock.Binary::size).sum();
    }

    private void document(Path file, Resolved resolved, List<LockChange> changes, boolean same) throws IOException {
        var document = new JsonDocument(console.out(), "lock-result/1");
        var json = document.json();
        var lock = resolved.lock();
        json.name("file").value(file.toString()).name("upToDate").value(same);
        json.name("recipe").beginObject().name("name").value(lock.recipe().name()).name("version")
                .value(lock.recipe().version()).name("commit").value(lock.recipe().commit()).endObject();
        json.name("archives").beginArray();
        for (var archive : lock.archives()) {
            json.beginObject().name("name").value(archive.name()).name("date")
                    .value(archive.inRelease().date().toString()).name("sha256")
                    .value(archive.inRelease().sha256().hex()).endObject();
        }
        json.endArray().name("packages").value(lock.packages().size()).name("sources").value(lock.sources().size())
                .name("bytes").value(size(lock)).name("changes").beginArray();
        for (var change : changes) {
            change(json, change);
        }
        var proof = resolved.proof();
        json.endArray().name("proof").beginObject().name("proven")
                .value(proof.count(ProofReport.Outcome.Proven.class)).name("notChecked")
                .value(proof.count(ProofReport.Outcome.NotChecked.class)).endObject();
        document.end();
    }

    private static void change(JsonWriter json, LockChange change) throws IOException {
        json.beginObject().name("kind").value(Sentences.key(change.kind())).name("name").value(change.name())
                .name("architecture").value(change.architecture());
        var before = change.before();
        if (before != null) {
            json.name("before").value(before);
        }
        var after = change.after();
        if (after != null) {
            json.name("after").value(after);
        }
        json.endObject();
    }

    private void print(String text) throws IOException {
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
