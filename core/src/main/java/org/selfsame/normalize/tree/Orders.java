package org.selfsame.normalize.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Lists that are in the order in which a directory was read, or a hash table: in the order of their bytes. Texts have a
/// character a byte.
final class Orders {
    private Orders() {}

    /// All lines, sorted: what a list holds, whatever its order.
    static Object lines(String text) {
        return Arrays.stream(text.split("\n", -1)).sorted().toList();
    }

    /// All lines, each with what stands between semicolons in it sorted, sorted.
    static Object items(String text) {
        return Arrays.stream(text.split("\n", -1)).map(Orders::sortItems).sorted().toList();
    }

    /// The lines that begin with `#` stay at the start, the others are sorted.
    static String sortLines(String text) {
        var lines = lineList(text);
        int start = 0;
        while (start < lines.size() && lines.get(start).startsWith("#")) {
            start++;
        }
        lines.subList(start, lines.size()).sort(null);
        return joined(lines, text);
    }

    /// Blocks that an empty line ends, as gdk-pixbuf and GTK write them: by their first line, which is the quoted path of a
    /// module. The comments at the start stay.
    static String sortBlocks(String text) {
        var lines = lineList(text);
        int start = 0;
        while (start < lines.size() && (lines.get(start).startsWith("#") || lines.get(start).isEmpty())) {
            start++;
        }
        var blocks = new ArrayList<List<String>>();
        var block = new ArrayList<String>();
        for (var line : lines.subList(start, lines.size())) {
            if (!line.isEmpty()) {
                block.add(line);
            } else if (!block.isEmpty()) {
                blocks.add(List.copyOf(block));
                block.clear();
            }
        }
        if (!block.isEmpty()) {
            blocks.add(List.copyOf(block));
        }
        blocks.sort(Comparator.comparing(List::getFirst));
        var out = new StringBuilder();
        lines.subList(0, start).forEach(line -> out.append(line).append('\n'));
        blocks.forEach(sorted -> out.append(String.join("\n", sorted)).append("\n\n"));
        return out.toString();
    }

    /// All lines that are not empty, sorted.
    static Object filledLines(String text) {
        return Arrays.stream(text.split("\n", -1)).filter(line -> !line.isEmpty()).sorted().toList();
    }

    /// Groups that a line in brackets begins: keys sorted in each, the groups stay.
    static String sortKeys(String text) {
        var out = new ArrayList<String>();
        var keys = new ArrayList<String>();
        for (var line : lineList(text)) {
            if (line.startsWith("[") || line.isEmpty()) {
                keys.sort(null);
                out.addAll(keys);
                keys.clear();
                out.add(line);
            } else {
                keys.add(line);
            }
        }
        keys.sort(null);
        out.addAll(keys);
        return joined(out, text);
    }

    /// As [#sortKeys], and what stands between semicolons behind each `=`.
    static String sortKeysAndItems(String text) {
        var lines = lineList(text);
        lines.replaceAll(Orders::sortItems);
        return sortKeys(joined(lines, text));
    }

    private static String sortItems(String line) {
        int start = line.indexOf('=') + 1;
        if (start == 0 || !line.endsWith(";")) {
            return line;
        }
        var items = line.substring(start, line.length() - 1).split(";", -1);
        Arrays.sort(items);
        return line.substring(0, start) + String.join(";", items) + ";";
    }

    /// What `ls -R` prints: directories by their names, entries sorted in each. The comments at the start stay.
    static String sortListing(String text) {
        var lines = lineList(text);
        int start = 0;
        while (start < lines.size() && (lines.get(start).startsWith("%") || lines.get(start).isEmpty())) {
            start++;
        }
        var blocks = new ArrayList<List<String>>();
        for (var line : lines.subList(start, lines.size())) {
            if (line.endsWith(":") && line.startsWith(".") || blocks.isEmpty()) {
                blocks.add(new ArrayList<>());
            }
            if (!line.isEmpty()) {
                blocks.getLast().add(line);
            }
        }
        blocks.forEach(block -> block.subList(1, block.size()).sort(null));
        blocks.sort(Comparator.comparing(List::getFirst));
        var out = new StringBuilder();
        lines.subList(0, start).forEach(line -> out.append(line).append('\n'));
        for (int i = 0; i < blocks.size(); i++) {
            out.append(i == 0 ? "" : "\n").append(String.join("\n", blocks.get(i))).append('\n');
        }
        return out.toString();
    }

    /// The menu of info: the entries of each section sorted, and the sections by their titles. What comes before the menu
    /// stays.
    static String sortMenu(String text) {
        int menu = text.indexOf("* Menu:");
        int start = menu < 0 ? -1 : text.indexOf("\n\n", menu);
        if (start < 0) {
            return text;
        }
        var sections = new ArrayList<String>();
        for (var section : text.substring(start).strip().split("\n\n+", -1)) {
            var entries = new ArrayList<>(List.of(section.split("\n(?=\\* )", -1)));
            entries.subList(1, entries.size()).sort(null);
            sections.add(String.join("\n", entries));
        }
        sections.sort(null);
        return text.substring(0, start) + "\n\n" + String.join("\n\n", sections) + "\n";
    }

    private static List<String> lineList(String text) {
        var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (text.endsWith("\n")) {
            lines.removeLast();
        }
        return lines;
    }

    private static String joined(List<String> lines, String before) {
        return String.join("\n", lines) + (before.endsWith("\n") ? "\n" : "");
    }
}
