package org.selfsame.format.squashfs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// Which files come first in an image, so that what is read together lies together: mksquashfs' `-sort`. A file or a
/// directory, with all in it, gets a priority; files of a higher one come first, those without one have 0. Where one is
/// listed twice, the last line counts.
///
/// @param lines in the order of the list
public record SortList(List<Line> lines) {
    /// No order but that of the tree.
    public static final SortList NONE = new SortList(List.of());

    private static final String FORMAT = "sort list";
    static final int LEAST = Short.MIN_VALUE;
    static final int MOST = Short.MAX_VALUE;

    /// Copies the list.
    public SortList {
        lines = List.copyOf(lines);
    }

    /// One line.
    ///
    /// @param path the names that lead there from the root; no links are followed, and a path that leads nowhere is passed
    ///        over: one list serves many images
    /// @param priority -32768 to 32767
    public record Line(List<Name> path, int priority) {
        /// @throws IllegalArgumentException if there is no such priority
        public Line {
            path = List.copyOf(path);
            if (priority < LEAST || priority > MOST) {
                throw new IllegalArgumentException(
                        "the priority " + priority + " is not one of " + LEAST + " to " + MOST);
            }
        }
    }

    /// The list that a file of mksquashfs' form holds: lines of a path and a priority with white space between them; a
    /// backslash before what would end the path; comments begin with `#`.
    ///
    /// @throws FormatException if a line is something else
    public static SortList parse(byte[] file) throws FormatException {
        var lines = new ArrayList<Line>();
        int start = 0;
        while (start < file.length) {
            int end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            int at = skipBlanks(file, start, end);
            if (at < end && file[at] != '#') {
                lines.add(parseLine(file, at, end));
            }
            start = end + 1;
        }
        return new SortList(lines);
    }

    private static Line parseLine(byte[] file, int start, int end) throws FormatException {
        var path = new ArrayList<Name>();
        var name = new ByteArrayOutputStream();
        int at = start;
        while (at < end && !isBlank(file[at])) {
            if (file[at] == '\\' && at + 1 < end) {
                at++;
                name.write(file[at]);
            } else if (file[at] == '/') {
                endName(path, name);
            } else {
                name.write(file[at]);
            }
            at++;
        }
        endName(path, name);
        var number = new String(file, at, end - at, StandardCharsets.ISO_8859_1).strip();
        try {
            return new Line(path, Integer.parseInt(number));
        } catch (IllegalArgumentException e) {
            throw new FormatException(FORMAT, start, "a line is a path and a priority of " + LEAST + " to " + MOST, e);
        }
    }

    /// Names that lead nowhere else, such as that before the first slash, are left out.
    private static void endName(List<Name> path, ByteArrayOutputStream name) {
        byte[] bytes = name.toByteArray();
        name.reset();
        if (bytes.length > 0 && !(bytes.length == 1 && bytes[0] == '.')) {
            path.add(Name.of(bytes));
        }
    }

    private static int skipBlanks(byte[] file, int from, int end) {
        int at = from;
        while (at < end && isBlank(file[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }
}
