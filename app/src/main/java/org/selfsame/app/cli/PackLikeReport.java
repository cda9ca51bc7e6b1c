package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import org.selfsame.pack.Repack;
import org.selfsame.pack.Repack.Difference;
import org.selfsame.pack.Repack.Outcome;
import org.selfsame.tree.Text;

/// Tells what came of making an image again: to people, and as a document of schema `repack/1`.
///
/// @param input as it was named
record PackLikeReport(String input, Repack repack) {

    /// Writes sentences.
    void tell(OutputStream out) throws IOException {
        var text = new StringBuilder();
        tell(text, input, repack, "");
        if (!repack.inner().isEmpty()) {
            long proven = repack.inner().stream().filter(Repack::isEqual).count();
            text.append(Messages.text("like.inner", proven, repack.inner().size())).append('\n');
            for (var inner : repack.inner()) {
                tell(text, inner.path(), inner, "  ");
            }
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void tell(StringBuilder text, String name, Repack repack, String indent) {
        var title = Text.harmless(name) + " (" + repack.format() + ", " + Progress.bytes(repack.size()) + ")";
        switch (repack.outcome()) {
            case Outcome.Equal _ -> line(text, indent, Messages.text("like.equal", title));
            case Outcome.Different different -> {
                line(text, indent, different.size() < 0
                        ? Messages.text("like.different.stopped", title)
                        : Messages.text("like.different", title, repack.size(), different.size(), different.bytes()));
                for (var first : different.first()) {
                    line(text, indent + "  ", words(first));
                }
            }
            case Outcome.NotMade not -> line(text, indent, Messages.text("like.not-made", title,
                    Text.harmless(not.reason())));
        }
        var stored = repack.stored();
        if (stored != null) {
            line(text, indent + "  ", Messages.text("like.stored", stored));
        }
        if (!repack.options().isEmpty()) {
            line(text, indent + "  ", Messages.text("like.options", repack.options().stream()
                    .map(option -> option.name() + " " + Text.harmless(option.value()))
                    .collect(Collectors.joining("; "))));
        }
        var written = repack.written();
        if (written != null) {
            line(text, indent + "  ", Messages.text("like.written", written.file(), written.size(),
                    written.sha256().hex()));
        }
    }

    private static String words(Difference difference) {
        var what = difference.what() + (difference.owner() == null ? "" : ", " + difference.owner());
        return Messages.text(difference.made().isEmpty() ? "like.difference.end" : "like.difference",
                difference.offset(), difference.length(), what, difference.image(), difference.made());
    }

    private static void line(StringBuilder text, String indent, String line) {
        text.append(indent).append(line).append('\n');
    }

    /// Writes the document.
    void write(OutputStream out) throws IOException {
        var document = new JsonDocument(out, "repack/1");
        document.json().name("input").value(input);
        write(document.json(), repack);
        document.end();
    }

    private static void write(JsonWriter json, Repack repack) throws IOException {
        json.name("format").value(repack.format()).name("size").value(repack.size());
        json.name("options").beginArray();
        for (var option : repack.options()) {
            json.beginObject().name("name").value(option.name()).name("value").value(option.value()).endObject();
        }
        json.endArray();
        switch (repack.outcome()) {
            case Outcome.Equal _ -> json.name("outcome").value("equal");
            case Outcome.Different different -> write(json, different);
            case Outcome.NotMade not -> json.name("outcome").value("not-made").name("reason").value(not.reason());
        }
        var stored = repack.stored();
        if (stored != null) {
            json.name("stored_command").value(stored);
        }
        var written = repack.written();
        if (written != null) {
            json.name("written").beginObject().name("file").value(written.file().toString());
            json.name("size").value(written.size()).name("sha256").value(written.sha256().hex()).endObject();
        }
        json.name("images").beginArray();
        for (var inner : repack.inner()) {
            json.beginObject().name("path").value(inner.path());
            write(json, inner);
            json.endObject();
        }
        json.endArray();
    }

    private static void write(JsonWriter json, Outcome.Different different) throws IOException {
        json.name("outcome").value("different");
        if (different.size() >= 0) {
            json.name("made_size").value(different.size()).name("differing_bytes").value(different.bytes());
        }
        json.name("first_differences").beginArray();
        for (var difference : different.first()) {
            json.beginObject().name("offset").value(difference.offset()).name("length").value(difference.length());
            json.name("kind").value(difference.kind().name().toLowerCase(Locale.ROOT));
            json.name("what").value(difference.what());
            if (difference.owner() != null) {
                json.name("owner").value(difference.owner());
            }
            json.name("image").value(difference.image()).name("made").value(difference.made()).endObject();
        }
        json.endArray();
    }
}
