package org.selfsame.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Walk;

/// The names that readers give to what they find: fields and structures of layouts, and facts.
public final class ReaderNames {
    private static final int DEPTH = 4;
    private static final long LARGEST = 48 << 20;

    private final Map<String, Set<String>> byFormat = new TreeMap<>();

    /// Adds all names in the contents that differ in one thing, made in `directory`.
    public void addPairs(Path directory) throws IOException {
        var shop = new Workshop(directory);
        for (var pair : OneThingPairsTest.pairs().toList()) {
            add(new BytesContent(pair.maker().make(shop, false, false)));
            add(new BytesContent(pair.maker().make(shop, true, true)));
        }
    }

    /// Adds all names in a content, and in what lies in it.
    public void add(Content content) throws IOException {
        add(content, 0);
    }

    private void add(Content content, int depth) throws IOException {
        if (depth > DEPTH || content.size() > LARGEST) {
            return;
        }
        for (var format : Formats.of(content)) {
            Reader reader;
            try {
                reader = format.open(content, Limits.DEFAULT);
                var names = byFormat.computeIfAbsent(format.name(), _ -> new TreeSet<>());
                reader.facts().forEach(fact -> names.add(fact.name()));
                reader.layout(Task.silent()).regions().forEach(region -> names.add(region.what()));
            } catch (FormatException _) {
                // a pair may be broken on purpose
                continue;
            }
            for (var tree : reader.trees().values()) {
                Walk.of(tree, Limits.DEFAULT, (_, entry) -> {
                    if (entry instanceof Entry.File file) {
                        try {
                            add(file.content(), depth + 1);
                        } catch (FormatException _) {
                            // such as a partition that is cut off
                        }
                    }
                });
            }
        }
    }

    /// The names by format.
    public Map<String, Set<String>> byFormat() {
        return byFormat;
    }
}
