package org.selfsame.normalize.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Trees of GConf in one file: GConf writes the directories and entries of a directory in the order in which they were made.
/// Each element has a line of its own where it starts, and one where it ends if there is something in it; what is in an
/// entry stays in its order. Source: `backends/markup-tree.c` of GConf 3.2.
final class GconfOrder {
    /// Directories in directories. What is deeper is no settings of a program.
    private static final int DEEPEST = 64;

    /// Something that stands in a directory, with all its lines.
    private record Element(List<String> lines) {}

    /// A directory that has begun.
    ///
    /// @param start the line that it begins with; empty for the whole text
    private record Open(String start, List<Element> elements) {}

    private GconfOrder() {}

    /// The entries and directories in each directory, sorted by the line that they begin with; the text itself if it is not
    /// what GConf writes.
    static String sort(String text) {
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open("", new ArrayList<>()));
        var lines = Arrays.asList(text.split("\n", -1));
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var tag = line.strip();
            if (tag.equals("<gconf>") || tag.startsWith("<dir ") && !tag.endsWith("/>")) {
                if (open.size() > DEEPEST) {
                    return text;
                }
                open.push(new Open(line, new ArrayList<>()));
            } else if (tag.equals("</gconf>") || tag.equals("</dir>")) {
                if (open.size() < 2) {
                    return text;
                }
                close(open, line);
            } else {
                int end = tag.startsWith("<entry ") && !tag.endsWith("/>") ? endOfEntry(lines, i) : i;
                open.getFirst().elements.add(new Element(lines.subList(i, end + 1)));
                i = end;
            }
        }
        return open.size() == 1 ? String.join("\n", joined(open.pop().elements)) : text;
    }

    private static int endOfEntry(List<String> lines, int start) {
        for (int i = start; i < lines.size(); i++) {
            if (lines.get(i).endsWith("</entry>")) {
                return i;
            }
        }
        return start;
    }

    private static void close(Deque<Open> open, String line) {
        var closed = open.pop();
        closed.elements.sort((a, b) -> a.lines.getFirst().compareTo(b.lines.getFirst()));
        var lines = new ArrayList<String>();
        lines.add(closed.start);
        lines.addAll(joined(closed.elements));
        lines.add(line);
        open.getFirst().elements.add(new Element(lines));
    }

    private static List<String> joined(List<Element> elements) {
        return elements.stream().flatMap(element -> element.lines.stream()).toList();
    }
}
