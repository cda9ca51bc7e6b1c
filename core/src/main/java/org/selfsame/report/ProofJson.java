package org.selfsame.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.TreeMap;
import org.selfsame.apt.ProofReport;
import org.selfsame.apt.ProofReport.Outcome;
import org.selfsame.words.ProofWords;

/// What checking a lock gave, as the JSON document `proof/1` (docs/schemas/proof-1.json).
public final class ProofJson {
    private ProofJson() {}

    /// The document, ended with a line feed.
    public static String of(ProofReport report) {
        var text = new StringWriter();
        try {
            var json = new SafeJson(text);
            json.beginObject().field("selfsame", "proof/1").field("good", report.isGood())
                    .field("proven", report.count(Outcome.Proven.class))
                    .field("refused", report.count(Outcome.Refused.class))
                    .field("notChecked", report.count(Outcome.NotChecked.class)).beginArray("lines");
            for (var line : report.lines()) {
                line(json, line);
            }
            json.endArray().endObject().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void line(SafeJson json, ProofReport.Line line) throws IOException {
        json.beginObject().field("input", lower(line.input().kind())).field("name", line.input().name())
                .field("rule", lower(line.rule()));
        switch (line.outcome()) {
            case Outcome.Proven _ -> json.field("outcome", "proven");
            case Outcome.NotChecked it -> json.field("outcome", "not-checked").field("reason", lower(it.gap()));
            case Outcome.Refused it -> {
                json.field("outcome", "refused").field("reason", lower(it.reason())).beginObject("values");
                for (var value : new TreeMap<>(it.values()).entrySet()) {
                    json.field(value.getKey(), value.getValue());
                }
                json.endObject().field("sentence", ProofWords.of(line).line());
            }
        }
        json.endObject();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
