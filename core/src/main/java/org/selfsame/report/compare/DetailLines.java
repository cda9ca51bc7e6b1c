package org.selfsame.report.compare;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.HexRow;
import org.selfsame.compare.detail.Hunk;
import org.selfsame.compare.detail.Line;
import org.selfsame.tree.Text;
import org.selfsame.words.Words;

/// A detail as harmless lines of plain text: a unified diff of lines, or of rows of bytes.
final class DetailLines {
    private final List<String> lines = new ArrayList<>();

    private DetailLines() {}

    static List<String> of(Detail detail) {
        var it = new DetailLines();
        switch (detail) {
            case Detail.Nothing _ -> {
            }
            case Detail.Text text -> it.text(text);
            case Detail.Binary binary -> it.binary(binary);
        }
        if (!detail.complete()) {
            it.lines.add(Words.text("comparison.detail.cut"));
        }
        return it.lines;
    }

    private void text(Detail.Text text) {
        text.notes().forEach(note -> lines.add(Text.harmless(note)));
        if (!text.leftEncoding().equals(text.rightEncoding()) && !text.leftEncoding().isEmpty()
                && !text.rightEncoding().isEmpty()) {
            lines.add(Words.text("comparison.detail.encoding", "left", text.leftEncoding(), "right",
                    text.rightEncoding()));
        }
        text.hunks().forEach(this::hunk);
    }

    private void hunk(Hunk hunk) {
        lines.add(hunk.header());
        for (var line : hunk.lines()) {
            lines.add(line.kind().sign() + text(line));
            if (!line.ended() && line.after() == 0) {
                lines.add("\\ " + Words.text("comparison.detail.noFeed"));
            }
        }
    }

    /// The text of a line, with what is left out of it.
    static String text(Line line) {
        return omitted(line.before()) + Text.harmless(line.text()) + omitted(line.after());
    }

    /// A mark for characters that are left out, or nothing.
    static String omitted(int count) {
        return count == 0 ? "" : "[… " + Words.text("comparison.detail.omitted", "count", count) + "]";
    }

    private void binary(Detail.Binary binary) {
        long next = -1;
        for (var row : binary.rows()) {
            if (row.offset() != next && next >= 0) {
                lines.add("…");
            }
            next = row.offset() + HexRow.LENGTH;
            if (row.different() == 0) {
                lines.add(" " + Hex.line(row, row.left()));
            } else {
                side('-', row, row.left(), row.leftField());
                side('+', row, row.right(), row.rightField());
            }
        }
    }

    private void side(char sign, HexRow row, String bytes, String field) {
        if (!bytes.isEmpty()) {
            lines.add((sign + Hex.line(row, bytes) + "  " + Text.harmless(field)).stripTrailing());
        }
    }
}
