package org.selfsame.report.compare;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Text;

/// Reads the JSON that diffoscope writes, version 1: a tree of nodes, each with two names, comments, a unified diff and
/// more nodes. Keys that are not known are passed over, as diffoscope does.
final class DiffoscopeReader {
    static final String VERSION = "diffoscope-json-version";

    private static final String FORMAT = "diffoscope-json";
    /// diffoscope's own reports end at 40 MB; unlimited ones have been seen at several hundred.
    private static final long LARGEST = 1L << 29;
    /// diffoscope opens containers 50 deep, each with a view or two.
    private static final int DEEPEST = 120;
    private static final int MOST_NODES = 1_000_000;

    private final JsonReader json;
    private int nodes;
    private boolean versionSeen;

    private DiffoscopeReader(JsonReader json) {
        this.json = json;
    }

    /// The root of the report.
    ///
    /// @throws FormatException if it is no such report
    /// @throws IOException if the content cannot be read
    static DiffoscopeNode read(Content content) throws IOException {
        if (content.size() > LARGEST) {
            throw new FormatException(FORMAT, LARGEST, "the report has " + content.size() + " bytes; " + LARGEST
                    + " are read");
        }
        try (var text = new InputStreamReader(content.stream(), StandardCharsets.UTF_8)) {
            var json = new JsonReader(text);
            json.setStrictness(Strictness.LEGACY_STRICT);
            json.setNestingLimit(2 * DEEPEST + 2);
            var reader = new DiffoscopeReader(json);
            var root = reader.node(0);
            if (!reader.versionSeen) {
                throw new FormatException(FORMAT, 0, "no key " + VERSION);
            }
            return root;
        } catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException e) {
            throw new FormatException(FORMAT, 0, Text.printable(String.valueOf(e.getMessage())), e);
        }
    }

    private DiffoscopeNode node(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new FormatException(FORMAT, 0, "nodes lie more than " + DEEPEST + " deep");
        }
        if (++nodes > MOST_NODES) {
            throw new FormatException(FORMAT, 0, "more than " + MOST_NODES + " nodes");
        }
        String source1 = null;
        String source2 = null;
        String diff = null;
        boolean hexadecimal = false;
        List<String> comments = List.of();
        List<DiffoscopeNode> details = List.of();
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case VERSION -> version();
                case "source1" -> source1 = json.nextString();
                case "source2" -> source2 = json.nextString();
                case "unified_diff" -> {
                    if (json.peek() == JsonToken.NULL) {
                        json.nextNull();
                    } else {
                        diff = json.nextString();
                    }
                }
                case "has_internal_linenos" -> hexadecimal = json.nextBoolean();
                case "comments" -> comments = comments();
                case "details" -> details = details(depth);
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (source1 == null || source2 == null) {
            throw new FormatException(FORMAT, 0, "a node has no source1 or no source2");
        }
        return new DiffoscopeNode(source1, source2, comments, hexadecimal, diff, details);
    }

    private void version() throws IOException {
        int version = json.nextInt();
        if (version != 1) {
            throw new FormatException(FORMAT, 0, "version " + version + "; 1 is read");
        }
        versionSeen = true;
    }

    private List<String> comments() throws IOException {
        var comments = new ArrayList<String>();
        json.beginArray();
        while (json.hasNext()) {
            comments.add(json.nextString());
        }
        json.endArray();
        return comments;
    }

    private List<DiffoscopeNode> details(int depth) throws IOException {
        var details = new ArrayList<DiffoscopeNode>();
        json.beginArray();
        while (json.hasNext()) {
            details.add(node(depth + 1));
        }
        json.endArray();
        return details;
    }
}
