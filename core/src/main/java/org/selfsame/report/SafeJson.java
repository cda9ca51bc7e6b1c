package org.selfsame.report;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Text;

/// Writes JSON in which no character can drive a terminal or turn the direction of text: whatever is neither printable
/// ASCII, a letter nor a digit is written as an escape of four digits, which loses nothing.
public final class SafeJson {
    private final JsonWriter writer;

    /// Writes to `writer`, which is not closed.
    public SafeJson(Writer writer) {
        this.writer = new JsonWriter(writer);
        this.writer.setFormattingStyle(FormattingStyle.PRETTY.withNewline("\n").withIndent("  "));
    }

    public SafeJson beginObject() throws IOException {
        writer.beginObject();
        return this;
    }

    /// Begins the object that is the value of `name`.
    public SafeJson beginObject(String name) throws IOException {
        writer.name(name).beginObject();
        return this;
    }

    public SafeJson endObject() throws IOException {
        writer.endObject();
        return this;
    }

    /// Begins the array that is the value of `name`.
    public SafeJson beginArray(String name) throws IOException {
        writer.name(name).beginArray();
        return this;
    }

    public SafeJson endArray() throws IOException {
        writer.endArray();
        return this;
    }

    public SafeJson field(String name, String value) throws IOException {
        writer.name(name).jsonValue(Text.quoted(value));
        return this;
    }

    public SafeJson field(String name, long value) throws IOException {
        writer.name(name).value(value);
        return this;
    }

    public SafeJson field(String name, boolean value) throws IOException {
        writer.name(name).value(value);
        return this;
    }

    /// An instant in ISO 8601 in UTC, or nothing if it is null.
    public SafeJson field(String name, @Nullable Instant value) throws IOException {
        if (value != null) {
            field(name, value.toString());
        }
        return this;
    }

    /// A field whose value is `null`.
    public SafeJson nothing(String name) throws IOException {
        writer.name(name).nullValue();
        return this;
    }

    /// A value in an array.
    public SafeJson value(String value) throws IOException {
        writer.jsonValue(Text.quoted(value));
        return this;
    }

    /// A number in an array.
    public SafeJson number(long value) throws IOException {
        writer.value(value);
        return this;
    }

    /// Writes what is left; needed at the end.
    public void flush() throws IOException {
        writer.flush();
    }
}
