package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.selfsame.build.Artifact;
import org.selfsame.build.BuildResult;
import org.selfsame.build.Rebuilt;

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
    }

    /// What was published was built again.
    void rebuilt(String input, Rebuilt rebuilt) throws IOException {
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
            head(json, result);
            document.end();
            return;
        }
        for (var artifact : result.artifacts()) {
            line(Messages.text("build.artifact", artifact.sha256().hex(), artifact.file()));
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
