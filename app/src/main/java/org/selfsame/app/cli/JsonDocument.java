package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/// A JSON document on its way out: one object that names its schema first, in UTF-8, with LF, never held in memory.
final class JsonDocument {
    private final BufferedWriter writer;
    private final JsonWriter json;

    /// Opens the object.
    JsonDocument(OutputStream out, String schema) throws IOException {
        writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
        json = new JsonWriter(writer);
        json.setHtmlSafe(false);
        json.beginObject().name("selfsame").value(schema);
    }

    /// The open object.
    JsonWriter json() {
        return json;
    }

    /// Closes the object, which must be the only thing open.
    void end() throws IOException {
        json.endObject().flush();
        writer.write('\n');
        writer.flush();
    }
}
