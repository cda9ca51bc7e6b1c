package org.selfsame.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.selfsame.content.FormatException;
import org.selfsame.host.ExtractionResult;
import org.selfsame.host.Loss;

/// Tells what an extraction did: to people, and as a document of schema `extract/1`.
final class ExtractReport {
    /// Lines about entries that were not written; the count tells of the others.
    private static final int TOLD = 20;

    private final ExtractionResult result;
    private final String address;
    private final Path target;

    ExtractReport(ExtractionResult result, String address, Path target) {
        this.result = result;
        this.address = address;
        this.target = target;
    }

    /// Tells on standard error; what went well only if `quiet` is false.
    void tell(Console console, boolean quiet) {
        result.failures().stream().limit(TOLD)
                .forEach(failure -> console.problem(failure.path() + ": " + Sentences.of(failure)));
        if (result.failed() > TOLD) {
            console.problem(Messages.text("extract.more-failures", result.failed() - TOLD));
        }
        result.lost().forEach((what, count) -> console.problem(Sentences.of(what, count, example(what))));
        var stop = result.stop();
        if (stop != null) {
            console.problem(Sentences.of(stop));
        }
        if (!quiet || stop != null) {
            var counts = result.counts();
            console.message(Messages.text(stop == null ? "extract.done" : "extract.left", target, counts.files(),
                    Progress.bytes(result.bytes()), counts.directories(), counts.links(), counts.symlinks(),
                    counts.special()));
        }
    }

    private String example(Loss.What what) {
        return result.losses().stream().filter(loss -> loss.what() == what).findFirst().map(Loss::path).orElse("");
    }

    /// Writes the document.
    void write(OutputStream out) throws IOException {
        var document = new JsonDocument(out, "extract/1");
        var json = document.json();
        json.name("address").value(address).name("target").value(target.toString());
        json.name("complete").value(result.isComplete());
        var counts = result.counts();
        json.name("written").beginObject().name("directories").value(counts.directories());
        json.name("files").value(counts.files()).name("bytes").value(result.bytes());
        json.name("links").value(counts.links()).name("symlinks").value(counts.symlinks());
        json.name("special").value(counts.special()).endObject();
        json.name("failed").value(result.failed()).name("failures").beginArray();
        for (var failure : result.failures()) {
            json.beginObject().name("path").value("/" + failure.path());
            json.name("kind").value(Sentences.key(failure.kind()));
            if (failure.problem() instanceof FormatException format) {
                json.name("format").value(format.format()).name("offset").value(format.offset());
            }
            json.name("message").value(Sentences.of(failure)).endObject();
        }
        json.endArray().name("losses").beginArray();
        for (var lost : result.lost().entrySet()) {
            json.beginObject().name("what").value(Sentences.key(lost.getKey())).name("count").value(lost.getValue());
            json.name("paths").beginArray();
            for (var loss : result.losses()) {
                if (loss.what() == lost.getKey()) {
                    json.value("/" + loss.path());
                }
            }
            json.endArray().endObject();
        }
        json.endArray();
        var stop = result.stop();
        if (stop != null) {
            json.name("stopped").value(Sentences.of(stop));
        }
        document.end();
    }
}
