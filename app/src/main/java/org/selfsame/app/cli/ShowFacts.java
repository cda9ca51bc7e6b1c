package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.format.UpgradeKit;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;

/// Says what an image states about itself and what is odd about it, for each format that it has. A format that cannot
/// be opened is reported, and the others are shown.
final class ShowFacts {
    private record Shown(String format, List<String> views, List<Fact> facts, List<Anomaly> anomalies) {}

    private final List<Shown> shown = new ArrayList<>();
    private final List<FormatException> problems = new ArrayList<>();

    ShowFacts(Content content) throws IOException {
        for (var format : Formats.of(content)) {
            try {
                var reader = format.open(content, Limits.DEFAULT);
                var facts = new ArrayList<>(reader.facts());
                facts.addAll(UpgradeKit.facts(reader.tree()));
                shown.add(new Shown(format.name(), List.copyOf(reader.trees().keySet()), facts,
                        reader.anomalies(Task.silent())));
            } catch (FormatException e) {
                problems.add(e);
            }
        }
    }

    /// What broke a format so that it could not be shown.
    List<FormatException> problems() {
        return problems;
    }

    /// Writes a fact a line, as `name = value`, then an anomaly a line, as `! code at offset: detail`.
    void list(OutputStream out) throws IOException {
        var line = new Line();
        for (var format : shown) {
            line.text("format = ").text(format.format()).endTo(out);
            line.text("views = ").text(String.join(", ", format.views())).endTo(out);
            for (var fact : format.facts()) {
                line.text(fact.name()).text(" = ").text(Text.printable(fact.value())).endTo(out);
            }
            for (var anomaly : format.anomalies()) {
                line.text("! ").text(anomaly.code());
                if (anomaly.offset() >= 0) {
                    line.text(" at ").number(anomaly.offset());
                }
                line.text(": ").text(anomaly.detail()).endTo(out);
            }
        }
    }

    /// Writes into an open JSON object.
    void list(JsonWriter json) throws IOException {
        json.name("formats").beginArray();
        for (var format : shown) {
            json.beginObject().name("format").value(format.format());
            json.name("views").beginArray();
            for (var view : format.views()) {
                json.value(view);
            }
            json.endArray().name("facts").beginArray();
            for (var fact : format.facts()) {
                json.beginObject().name("name").value(fact.name()).name("value").value(Text.printable(fact.value()))
                        .endObject();
            }
            json.endArray().name("anomalies").beginArray();
            for (var anomaly : format.anomalies()) {
                json.beginObject().name("code").value(anomaly.code());
                if (anomaly.offset() >= 0) {
                    json.name("offset").value(anomaly.offset());
                }
                json.name("detail").value(anomaly.detail()).endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }
}
