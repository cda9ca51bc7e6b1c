package org.selfsame.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Walk;

/// A content that was recognized and opened as a format, and what a test asks of it.
public final class Opened {
    private final Content content;
    private final Reader reader;

    private Opened(Content content, Reader reader) {
        this.content = content;
        this.reader = reader;
    }

    /// Expects that `format` recognizes the bytes, and opens them.
    public static Opened of(Format format, byte[] bytes) throws IOException {
        var content = new BytesContent(bytes);
        assertThat(format.recognizes(content)).as("recognized as %s", format.name()).isTrue();
        return new Opened(content, format.open(content, Limits.DEFAULT));
    }

    /// Expects that `format` recognizes the file, and opens it.
    public static Opened of(Format format, Path file) throws IOException {
        return of(format, Files.readAllBytes(file));
    }

    /// The paths of all files, in the order of the tree.
    public List<String> paths() throws IOException {
        var paths = new ArrayList<String>();
        Walk.of(reader.tree(), Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File) {
                paths.add(path);
            }
        });
        return paths;
    }

    /// The file at `path`.
    public Entry.File file(String path) throws IOException {
        return (Entry.File) reader.tree().find(path).orElseThrow();
    }

    /// The bytes of the file at `path`.
    public byte[] bytes(String path) throws IOException {
        var file = file(path).content();
        return file.bytes(0, (int) file.size());
    }

    /// The bytes of the file at `path` as text.
    public String text(String path) throws IOException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /// The regions that are called `what`.
    public List<Region> regions(String what) throws IOException {
        return reader.layout(Task.silent()).regions().stream().filter(region -> region.what().equals(what)).toList();
    }

    /// The first field called `what`, as text.
    public String field(String what) throws IOException {
        return new String(raw(what), StandardCharsets.UTF_8);
    }

    /// The first field called `what`.
    public byte[] raw(String what) throws IOException {
        var region = regions(what).getFirst();
        return content.bytes(region.offset(), (int) region.length());
    }

    /// What the headers state as `name`.
    public String fact(String name) {
        return reader.facts().stream().filter(fact -> fact.name().equals(name)).map(Fact::value).findFirst()
                .orElseThrow();
    }

    /// The codes of all anomalies.
    public List<String> anomalies() throws IOException {
        return reader.anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }

    /// Expects that the layout names every byte and that nothing is odd.
    public Opened sound() throws IOException {
        assertThat(anomalies()).isEmpty();
        assertThat(regions("unreferenced")).isEmpty();
        return this;
    }
}
