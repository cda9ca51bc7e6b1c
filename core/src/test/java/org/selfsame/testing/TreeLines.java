package org.selfsame.testing;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// A tree as lines that a script of another tool can print too: `TYPE|PATH|MODE|OWNER|MODIFIED|…`, sorted, the root left
/// out.
public final class TreeLines {
    private TreeLines() {}

    /// One line an entry; a file's ends with size and SHA-256.
    public static List<String> of(Tree tree) throws IOException {
        var lines = new ArrayList<String>();
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
            if (!path.isEmpty()) {
                lines.add(line(path, entry));
            }
        });
        lines.sort(null);
        return lines;
    }

    /// What a script printed, sorted.
    public static List<String> of(String printed) {
        return Arrays.stream(printed.split("\n", -1)).filter(line -> !line.isEmpty()).sorted().toList();
    }

    private static String line(String path, Entry entry) throws IOException {
        var rest = switch (entry) {
            case Entry.Directory _ -> "";
            case Entry.File file -> "|" + file.size() + "|"
                    + Digests.of(file.content(), DigestAlgorithm.SHA256, count -> {}).hex();
            case Entry.Symlink link -> "|" + Text.printable(link.target());
            case Entry.Device device -> "|" + device.major() + "," + device.minor();
            case Entry.Fifo _,Entry.Socket _ -> "";
        };
        var type = switch (entry) {
            case Entry.Directory _ -> "d";
            case Entry.File _ -> "f";
            case Entry.Symlink _ -> "l";
            case Entry.Device device -> device.block() ? "b" : "c";
            case Entry.Fifo _ -> "p";
            case Entry.Socket _ -> "s";
        };
        var metadata = entry.metadata();
        var owner = metadata.owner();
        return type + "|" + path + "|" + Integer.toOctalString(metadata.permissions()) + "|"
                + (owner == null ? "" : owner.user() + ":" + owner.group()) + "|" + time(metadata.modified()) + rest;
    }

    private static String time(@Nullable Instant time) {
        return time == null
                ? ""
                : String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }
}
