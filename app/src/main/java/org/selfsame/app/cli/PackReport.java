package org.selfsame.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.selfsame.pack.Packer.Packed;
import org.selfsame.pack.Shape;
import org.selfsame.pack.Shaped;
import org.selfsame.tree.EntryTimes;

/// Tells what was packed: to people, and as a document of schema `pack/1`.
///
/// @param input as it was named
record PackReport(Packed packed, PackFormat format, String input, Shape shape, Shaped shaped, PackOptions options) {

    /// Tells on standard error.
    void tell(Console console) {
        var counts = shaped.counts();
        var parts = new ArrayList<String>();
        count(parts, "files", counts.files());
        count(parts, "directories", counts.directories());
        count(parts, "links", counts.links());
        count(parts, "symlinks", counts.symlinks());
        count(parts, "special", counts.special());
        console.message(Messages.text("pack.done", packed.file(), Progress.bytes(packed.size()),
                String.join(", ", parts), packed.sha256().hex()));
    }

    private static void count(List<String> parts, String what, long count) {
        if (count > 0) {
            parts.add(Messages.text("pack.count." + what + (count == 1 ? ".one" : ""), count));
        }
    }

    /// Writes the document.
    void write(OutputStream out) throws IOException {
        var document = new JsonDocument(out, "pack/1");
        var json = document.json();
        json.name("format").value(format.name()).name("input").value(input);
        json.name("file").value(packed.file().toString()).name("size").value(packed.size());
        json.name("sha256").value(packed.sha256().hex());
        var counts = shaped.counts();
        json.name("entries").beginObject().name("directories").value(counts.directories());
        json.name("files").value(counts.files()).name("bytes").value(counts.bytes());
        json.name("links").value(counts.links()).name("symlinks").value(counts.symlinks());
        json.name("special").value(counts.special()).endObject();
        json.name("options").beginObject();
        var times = shape.times();
        if (times != null) {
            json.name("source-date-epoch").value(times.time().getEpochSecond());
            if (times.rule() == EntryTimes.Rule.SET) {
                json.name("all-times").value(true);
            }
        }
        json.name("all-root").value(shape.allRoot()).name("no-xattrs").value(!shape.xattrs());
        json.name("exclude").beginArray();
        for (var pattern : shape.excluded()) {
            json.value(pattern);
        }
        json.endArray();
        for (Map.Entry<String, Object> option : options.used().entrySet()) {
            json.name(option.getKey());
            switch (option.getValue()) {
                case Boolean flag -> json.value(flag);
                case Number number -> json.value(number);
                case Object text -> json.value(text.toString());
            }
        }
        json.endObject();
        document.end();
    }
}
