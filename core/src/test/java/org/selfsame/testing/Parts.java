package org.selfsame.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Walk;

/// What a reader says, in shapes that tests compare.
public final class Parts {
    private Parts() {}

    /// A file of a tree and its path.
    public record Part(String path, Entry.File file) {

        /// Where the bytes lie in the content that the reader was opened on.
        public long offset() throws IOException {
            return file.content().span().offset();
        }

        /// All bytes.
        public byte[] bytes() throws IOException {
            return file.content().bytes(0, Math.toIntExact(file.size()));
        }
    }

    /// All files of the main tree, in its order.
    public static List<Part> files(Reader reader) throws IOException {
        var files = new ArrayList<Part>();
        Walk.of(reader.tree(), Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File file) {
                files.add(new Part(path, file));
            }
        });
        return files;
    }

    /// The only file at `path`.
    public static Part file(Reader reader, String path) throws IOException {
        var found = files(reader).stream().filter(part -> part.path().equals(path)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " files are called " + path);
        }
        return found.getFirst();
    }

    /// The facts by name.
    public static Map<String, String> facts(Reader reader) {
        var facts = new LinkedHashMap<String, String>();
        for (Fact fact : reader.facts()) {
            facts.put(fact.name(), fact.value());
        }
        return facts;
    }

    /// The value of a fact that there has to be.
    public static String fact(Reader reader, String name) {
        return Objects.requireNonNull(facts(reader).get(name), name);
    }

    /// The codes of the anomalies.
    public static List<String> codes(Reader reader) throws IOException {
        return reader.anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }

    /// What the layout calls the byte at `offset`, innermost.
    public static String at(Reader reader, long offset) throws IOException {
        return reader.layout(Task.silent()).at(offset).getLast().what();
    }

    /// What the layout calls each range that nothing refers to.
    public static List<String> unknown(Reader reader) throws IOException {
        return reader.layout(Task.silent()).unknown().stream().map(Region::what).toList();
    }

    /// Whether each byte of `content` is in a region.
    public static boolean accountsForAll(Reader reader, Content content) throws IOException {
        long covered = 0;
        for (var region : reader.layout(Task.silent()).regions()) {
            if (region.offset() > covered) {
                return false;
            }
            covered = Math.max(covered, region.end());
        }
        return covered == content.size();
    }
}
