package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.selfsame.content.Content;
import org.selfsame.format.Formats;
import org.selfsame.format.Owners;
import org.selfsame.format.Owners.Owned;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Region;

/// Says which bytes of a content are what, for each format that the content has, or what one byte is.
final class ShowLayout {
    private static final int FORMAT_WIDTH = 10;
    private static final int NUMBER_WIDTH = 14;
    private static final int KIND_WIDTH = 10;

    private final List<Owned> shown;

    private ShowLayout(List<Owned> shown) {
        this.shown = shown;
    }

    /// All regions.
    static ShowLayout of(Content content) throws IOException {
        var shown = new ArrayList<Owned>();
        for (var format : Formats.of(content)) {
            var layout = format.open(content, Limits.DEFAULT).layout(Task.silent());
            shown.add(new Owned("", format.name(), 0, layout.regions()));
        }
        return new ShowLayout(shown);
    }

    /// The regions that one byte lies in, also in images within the image.
    static ShowLayout at(Content content, long offset) throws IOException {
        return new ShowLayout(Owners.of(content, offset, Limits.DEFAULT, Task.silent()));
    }

    /// Writes a region a line: format, offset, length, kind, what, and the path that it belongs to.
    void list(OutputStream out) throws IOException {
        var line = new Line();
        for (var owned : shown) {
            for (var region : owned.regions()) {
                line.text(owned.format()).padTo(0, FORMAT_WIDTH);
                int start = line.position();
                line.number(region.offset()).alignRight(start, NUMBER_WIDTH);
                start = line.position();
                line.number(region.length()).alignRight(start, NUMBER_WIDTH).character(' ');
                start = line.position();
                line.text(kind(region)).padTo(start, KIND_WIDTH).text(region.what());
                var owner = region.owner();
                if (owner != null || !owned.path().isEmpty()) {
                    line.text("  ").text(owned.path()).text(owner == null ? "" : "!/" + owner);
                }
                line.endTo(out);
            }
        }
    }

    /// Writes into an open JSON object.
    void list(JsonWriter json) throws IOException {
        json.name("layouts").beginArray();
        for (var owned : shown) {
            json.beginObject().name("format").value(owned.format());
            json.name("inside").value(owned.path());
            json.name("regions").beginArray();
            for (var region : owned.regions()) {
                json.beginObject().name("offset").value(region.offset()).name("length").value(region.length());
                json.name("kind").value(kind(region)).name("what").value(region.what());
                if (region.owner() != null) {
                    json.name("owner").value("/" + region.owner());
                }
                json.endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static String kind(Region region) {
        return region.kind().name().toLowerCase(Locale.ROOT);
    }
}
