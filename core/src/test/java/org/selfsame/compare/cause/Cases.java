package org.selfsame.compare.cause;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CompareOptions;
import org.selfsame.compare.Comparer;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Declared trees, their comparison, and its causes as text.
final class Cases {
    static final Metadata PLAIN = Metadata.builder().permissions(0644).owner(0, 0)
            .modified(Instant.ofEpochSecond(1_700_000_000)).links(1).build();

    private Cases() {}

    /// A tree of files by path, all with the same metadata.
    static Tree tree(Map<String, byte[]> files) {
        var entries = new TreeMap<String, Entry>();
        files.forEach((path, bytes) -> entries.put(path, MemoryTree.file(name(path), PLAIN, new BytesContent(bytes))));
        return treeOf(entries);
    }

    /// A tree of entries by path; the name of an entry is the last part of its path.
    static Tree treeOf(Map<String, ? extends Entry> entries) {
        return new Tree(directory("", "", new TreeMap<String, Entry>(entries)));
    }

    static Name name(String path) {
        return Name.of(path.substring(path.lastIndexOf('/') + 1));
    }

    private static Entry.Directory directory(String name, String prefix, Map<String, Entry> all) {
        var children = new ArrayList<Entry>();
        var seen = new ArrayList<String>();
        all.forEach((path, entry) -> {
            if (path.startsWith(prefix)) {
                var rest = path.substring(prefix.length());
                int slash = rest.indexOf('/');
                if (slash < 0) {
                    children.add(entry);
                } else if (!seen.contains(rest.substring(0, slash))) {
                    seen.add(rest.substring(0, slash));
                    children.add(directory(rest.substring(0, slash), prefix + rest.substring(0, slash + 1), all));
                }
            }
        });
        return MemoryTree.directory(Name.of(name), PLAIN, children);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Comparison compare(Tree left, Tree right) throws IOException {
        return new Comparer(new CompareOptions(Limits.DEFAULT, 20, 2)).trees(left, right, "", _ -> {}, Task.silent());
    }

    static Comparison compare(Content left, Content right, int threads) throws IOException {
        return new Comparer(new CompareOptions(Limits.DEFAULT, 20, threads)).contents(left, right, _ -> {},
                Task.silent());
    }

    /// The comparison of two files of one path.
    static Comparison compare(String path, byte[] left, byte[] right) throws IOException {
        return compare(tree(Map.of(path, left)), tree(Map.of(path, right)));
    }

    static Comparison compare(String path, String left, String right) throws IOException {
        return compare(path, bytes(left), bytes(right));
    }

    /// The difference at a path that ends so.
    static Difference at(Comparison comparison, String end) {
        return comparison.differences().stream().filter(difference -> difference.path().endsWith(end)).findFirst()
                .orElseThrow(() -> new AssertionError("no difference at " + end + " but at " + comparison.differences()
                        .stream().map(Difference::path).toList()));
    }

    /// The proven causes of all differences.
    static List<CauseCode> confirmed(Comparison comparison) {
        return comparison.differences().stream().flatMap(difference -> confirmed(difference).stream()).distinct()
                .toList();
    }

    /// The proven causes.
    static List<CauseCode> confirmed(Difference difference) {
        return difference.causes().stream().filter(cause -> cause.confidence() == Cause.Confidence.CONFIRMED)
                .map(Cause::code).toList();
    }

    /// All causes.
    static List<CauseCode> codes(Difference difference) {
        return difference.causes().stream().map(Cause::code).toList();
    }
}
