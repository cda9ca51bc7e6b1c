package org.selfsame.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// What an incremental upgrade kit (IUK) of Tails states about itself. It is no format of its own: format 1 is a tar, format 2 a
/// SquashFS, and each has a file `FORMAT` of one digit and a list of what to delete in `control.yml`.
///
/// Source: the specification of IUKs in Tails' design documents, and what Tails 6.9 reads.
public final class UpgradeKit {
    private static final int LARGEST_CONTROL = 1 << 20;
    /// Paths that are shown one by one.
    private static final int MOST_PATHS = 1_000;
    private static final Pattern ITEM = Pattern.compile("\\s*- +(?:'([^']*)'|\"([^\"\\\\]*)\"|([^'\"#\\[{].*?))\\s*");

    private UpgradeKit() {}

    /// The facts of a kit: `iuk.format`, `iuk.delete_files`, the single paths, and the SquashFS that are added to the system.
    /// Empty if the tree is none of a kit. What cannot be read is left out; whoever reads it says so.
    ///
    /// @throws IOException if the content cannot be read
    public static List<Fact> facts(Tree tree) throws IOException {
        try {
            var format = text(tree, "FORMAT", 1);
            if (!format.equals("1") && !format.equals("2") || tree.find("control.yml").isEmpty()) {
                return List.of();
            }
            var facts = new ArrayList<Fact>();
            facts.add(new Fact("iuk.format", format));
            deletions(text(tree, "control.yml", LARGEST_CONTROL), facts);
            if (format.equals("2")) {
                additions(tree, "overlay/live", facts);
            } else {
                for (var entry : tree.root().children()) {
                    if (entry instanceof Entry.File file && entry.name().toString().endsWith(".tar")) {
                        archive(file.content(), facts);
                    }
                }
            }
            return facts;
        } catch (FormatException _) {
            return List.of();
        }
    }

    /// The text of a file of at most `most` bytes; empty if there is none.
    private static String text(Tree tree, String path, int most) throws IOException {
        if (tree.find(path).orElse(null) instanceof Entry.File file && file.size() <= most) {
            var content = file.content();
            return new String(content.bytes(0, (int) content.size()), StandardCharsets.UTF_8);
        }
        return "";
    }

    /// The list in `control.yml`, as YAML writes a list of plain or quoted texts a line each.
    private static void deletions(String control, List<Fact> facts) {
        var paths = new ArrayList<String>();
        boolean inside = false;
        for (var line : control.lines().toList()) {
            var item = ITEM.matcher(line);
            if (inside && item.matches()) {
                for (int group = 1; group <= 3; group++) {
                    if (item.group(group) != null) {
                        paths.add(item.group(group));
                    }
                }
            } else if (!line.isBlank()) {
                inside = line.startsWith("delete_files:");
            }
        }
        facts.add(new Fact("iuk.delete_files", Integer.toString(paths.size())));
        for (int i = 0; i < Math.min(MOST_PATHS, paths.size()); i++) {
            facts.add(new Fact("iuk.delete_file." + (i + 1), paths.get(i)));
        }
    }

    private static void archive(Content archive, List<Fact> facts) throws IOException {
        var formats = Formats.of(archive);
        if (!formats.isEmpty()) {
            additions(formats.getFirst().open(archive, Limits.DEFAULT).tree(), "live", facts);
        }
    }

    private static void additions(Tree tree, String path, List<Fact> facts) throws IOException {
        if (tree.find(path).orElse(null) instanceof Entry.Directory live) {
            for (var entry : live.children()) {
                var name = entry.name().toString();
                if (name.endsWith(".squashfs")) {
                    facts.add(new Fact("iuk.squashfs", "live/" + name));
                }
            }
        }
    }
}
