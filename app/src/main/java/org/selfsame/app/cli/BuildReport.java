package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.selfsame.build.Artifact;
import org.selfsame.build.BuildResult;
import org.selfsame.build.Rebuilt;
import org.selfsame.build.Twice;
import org.selfsame.build.Variation;
import org.selfsame.compare.CompareOptions;
import org.selfsame.compare.Comparer;
import org.selfsame.compare.cause.Summary;
import org.selfsame.compare.outcome.Outcome;
import org.selfsame.compare.outcome.Selection;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.tree.Text;
import org.selfsame.words.SummaryWords;
import org.selfsame.words.Words;

/// Tells what was built: to people, or as documents.
final class BuildReport {
    private final Console console;
    private final BuildSetting setting;

    BuildReport(Console console, BuildSetting setting) {
        this.console = console;
        this.setting = setting;
    }

    /// A build is done.
    void built(BuildResult result) throws IOException {
        if (setting.asJson()) {
            var document = new JsonDocument(console.out(), "build/1");
            head(document.json(), result);
            document.end();
            return;
        }
        for (var artifact : result.artifacts()) {
            line(Messages.text("build.artifact", artifact.sha256().hex(), artifact.file()));
        }
        overlay(result);
    }

    /// The packages from source that the recipe lets differ.
    private void overlay(BuildResult result) throws IOException {
        for (var each : result.record().overlay()) {
            if (each.allowed() != null && each.again() != null) {
                line(Messages.text(each.result().equals(each.again()) ? "build.allowed.same" : "build.allowed",
                        each.source().name() + " " + each.source().version(), Text.harmless(each.allowed())));
            }
        }
    }

    /// Two builds are done.
    ///
    /// @throws IOException if what differs cannot be read
    void builtTwice(Twice twice, Task task) throws IOException {
        if (setting.asJson()) {
            var document = new JsonDocument(console.out(), "build-twice/1");
            var json = document.json();
            head(json, twice.first());
            json.name("second");
            artifacts(json, twice.second().artifacts());
            json.name("identical").value(twice.isIdentical());
            names(json.name("different"), twice.different().stream().map(it -> it.first().name()));
            names(json.name("varied"), keys(twice.varied()));
            names(json.name("notVaried"), keys(twice.notVaried()));
            guilt(json.name("guilt"), twice.guilt());
            document.end();
            return;
        }
        for (var artifact : twice.first().artifacts()) {
            line(Messages.text("build.artifact", artifact.sha256().hex(), artifact.file()));
        }
        overlay(twice.first());
        line(Messages.text("twice.varied", words(twice.varied())));
        if (!twice.notVaried().isEmpty()) {
            line(Messages.text("twice.not-varied", words(twice.notVaried())));
        }
        if (twice.isIdentical()) {
            line(Messages.text("twice.identical"));
            return;
        }
        for (var pair : twice.different()) {
            line(Messages.text("twice.different", pair.first().file(), pair.second().file()));
        }
        line(paragraph(twice.different().getFirst(), task));
        var guilt = words(twice.guilt());
        if (!guilt.isEmpty()) {
            line(guilt);
        }
    }

    private static String paragraph(Twice.Pair pair, Task task) throws IOException {
        try (var left = FileContent.open(pair.first().file()); var right = FileContent.open(pair.second().file())) {
            var comparison = new Comparer(CompareOptions.DEFAULT).contents(left, right, _ -> {}, task);
            var outcome = Outcome.of(comparison, new Selection(List.of()), List.of(), Set.of());
            return String.join(" ", SummaryWords.of(outcome, Summary.of(comparison), pair.first().file().toString(),
                    pair.second().file().toString(), left.size(), right.size(), false));
        }
    }

    private static String words(Twice.Guilt guilt) {
        return switch (guilt) {
            case Twice.Guilt.NotSought _ -> "";
            case Twice.Guilt.Found found -> Messages.text("twice.found", words(found.variations()),
                    Messages.text("build.step." + Sentences.key(found.step())));
            case Twice.Guilt.Always always -> Messages.text("twice.always",
                    Messages.text("build.step." + Sentences.key(always.step())));
            case Twice.Guilt.GivenUp given -> Messages.text("twice.given-up", words(given.suspects()));
        };
    }

    private static String words(Set<Variation> variations) {
        return variations.isEmpty()
                ? Messages.text("twice.nothing")
                : variations.stream().sorted().map(it -> Words.text("buildview.variation." + it))
                        .collect(Collectors.joining(", "));
    }

    private static Stream<String> keys(Set<Variation> variations) {
        return variations.stream().sorted().map(Sentences::key);
    }

    private static void names(JsonWriter json, Stream<String> names) throws IOException {
        json.beginArray();
        for (var name : names.toList()) {
            json.value(name);
        }
        json.endArray();
    }

    private static void guilt(JsonWriter json, Twice.Guilt guilt) throws IOException {
        json.beginObject().name("kind");
        switch (guilt) {
            case Twice.Guilt.NotSought _ -> json.value("not-sought");
            case Twice.Guilt.Found found -> {
                json.value("found").name("step").value(Sentences.key(found.step()));
                names(json.name("variations"), keys(found.variations()));
            }
            case Twice.Guilt.Always always -> json.value("always").name("step").value(Sentences.key(always.step()));
            case Twice.Guilt.GivenUp given -> {
                json.value("given-up");
                names(json.name("variations"), keys(given.suspects()));
            }
        }
        json.endObject();
    }

    /// What was published was built again.
    ///
    /// @param fromImage whether of the recipe that the image carries, and not of a repository
    void rebuilt(String input, Rebuilt rebuilt, boolean fromImage) throws IOException {
        var result = rebuilt.result();
        if (setting.asJson()) {
            var document = new JsonDocument(console.out(), "rebuild/1");
            var json = document.json().name("input").value(input).name("identical").value(rebuilt.isIdentical());
            json.name("published");
            if (rebuilt.published() == null) {
                json.nullValue();
            } else {
                json.value(rebuilt.published().hex());
            }
            json.name("recipeFrom").value(fromImage ? "image" : "repository");
            head(json, result);
            document.end();
            return;
        }
        for (var artifact : result.artifacts()) {
            line(Messages.text("build.artifact", artifact.sha256().hex(), artifact.file()));
        }
        if (fromImage) {
            line(Messages.text("rebuild.from-image", result.record().lock().recipe().commit()));
        }
        var same = rebuilt.counterpart();
        if (rebuilt.published() == null) {
            line(Messages.text("rebuild.from-lock"));
        } else if (rebuilt.isIdentical()) {
            line(Messages.text("rebuild.identical", input));
        } else {
            line(Messages.text("rebuild.different", input, same == null ? "" : same.file()));
        }
    }

    private static void head(JsonWriter json, BuildResult result) throws IOException {
        var lock = result.record().lock();
        json.name("recipe").beginObject().name("name").value(lock.recipe().name()).name("version")
                .value(lock.recipe().version()).name("commit").value(lock.recipe().commit()).endObject();
        json.name("lock").value(result.record().lockDigest().hex());
        json.name("artifacts");
        artifacts(json, result.artifacts());
    }

    private static void artifacts(JsonWriter json, List<Artifact> artifacts) throws IOException {
        json.beginArray();
        for (var artifact : artifacts) {
            json.beginObject().name("name").value(artifact.name()).name("file").value(artifact.file().toString())
                    .name("size").value(artifact.size()).name("sha256").value(artifact.sha256().hex()).endObject();
        }
        json.endArray();
    }

    private void line(String text) throws IOException {
        console.out().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        console.out().flush();
    }
}
