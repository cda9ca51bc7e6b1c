package org.selfsame.report.compare;

import static org.selfsame.report.HtmlReport.escape;

import java.io.IOException;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.HexRow;
import org.selfsame.compare.detail.Hunk;
import org.selfsame.compare.detail.Line;
import org.selfsame.words.Words;

/// A detail as HTML: what differs within a line or row is marked, and every line begins with the sign of its side.
final class HtmlDetail {
    private final Appendable out;

    private HtmlDetail(Appendable out) {
        this.out = out;
    }

    static void write(Detail detail, Appendable out) throws IOException {
        var it = new HtmlDetail(out);
        switch (detail) {
            case Detail.Nothing _ -> {
                return;
            }
            case Detail.Text text -> it.text(text);
            case Detail.Binary binary -> it.binary(binary);
        }
        if (!detail.complete()) {
            it.paragraph(Words.text("comparison.detail.cut"));
        }
    }

    private void paragraph(String text) throws IOException {
        out.append("<p>").append(escape(text)).append("</p>\n");
    }

    private void text(Detail.Text text) throws IOException {
        for (var note : text.notes()) {
            paragraph(note);
        }
        if (!text.leftEncoding().equals(text.rightEncoding()) && !text.leftEncoding().isEmpty()
                && !text.rightEncoding().isEmpty()) {
            paragraph(Words.text("comparison.detail.encoding", "left", text.leftEncoding(), "right",
                    text.rightEncoding()));
        }
        if (!text.hunks().isEmpty()) {
            out.append("<pre>");
            for (var hunk : text.hunks()) {
                hunk(hunk);
            }
            out.append("</pre>\n");
        }
    }

    private void hunk(Hunk hunk) throws IOException {
        out.append("<i>").append(hunk.header()).append("</i>\n");
        for (var line : hunk.lines()) {
            open(line.kind());
            out.append(line.kind().sign()).append(escape(DetailLines.omitted(line.before())));
            marked(line);
            out.append(escape(DetailLines.omitted(line.after())));
            close(line.kind());
            if (!line.ended() && line.after() == 0) {
                out.append("<i>\\ ").append(escape(Words.text("comparison.detail.noFeed"))).append("</i>\n");
            }
        }
    }

    private void open(Line.Kind kind) throws IOException {
        out.append(switch (kind) {
            case BOTH -> "";
            case LEFT -> "<del>";
            case RIGHT -> "<ins>";
        });
    }

    private void close(Line.Kind kind) throws IOException {
        out.append(switch (kind) {
            case BOTH -> "\n";
            case LEFT -> "</del>\n";
            case RIGHT -> "</ins>\n";
        });
    }

    private void marked(Line line) throws IOException {
        int at = 0;
        for (var mark : line.marks()) {
            out.append(escape(line.text().substring(at, mark.start()))).append("<mark>")
                    .append(escape(line.text().substring(mark.start(), mark.end()))).append("</mark>");
            at = mark.end();
        }
        out.append(escape(line.text().substring(at)));
    }

    private void binary(Detail.Binary binary) throws IOException {
        out.append("<pre>");
        long next = -1;
        for (var row : binary.rows()) {
            if (row.offset() != next && next >= 0) {
                out.append("…\n");
            }
            next = row.offset() + HexRow.LENGTH;
            if (row.different() == 0) {
                open(Line.Kind.BOTH);
                row(' ', row, row.left(), "");
                close(Line.Kind.BOTH);
            } else {
                side(Line.Kind.LEFT, row, row.left(), row.leftField());
                side(Line.Kind.RIGHT, row, row.right(), row.rightField());
            }
        }
        out.append("</pre>\n");
    }

    private void side(Line.Kind kind, HexRow row, String bytes, String field) throws IOException {
        if (!bytes.isEmpty()) {
            open(kind);
            row(kind.sign(), row, bytes, field);
            close(kind);
        }
    }

    private void row(char sign, HexRow row, String bytes, String field) throws IOException {
        out.append(sign).append(Hex.offset(row)).append(": ");
        for (int i = 0; i < HexRow.LENGTH; i++) {
            var digits = 2 * i < bytes.length() ? bytes.substring(2 * i, 2 * i + 2) : "  ";
            mark(row, i, digits);
            out.append(i % 2 == 1 ? " " : "");
        }
        out.append(' ');
        for (int i = 0; 2 * i < bytes.length(); i++) {
            mark(row, i, String.valueOf(Hex.ascii(bytes, i)));
        }
        out.append(field.isEmpty() ? "" : "  <b>" + escape(field) + "</b>");
    }

    private void mark(HexRow row, int index, String text) throws IOException {
        boolean differs = row.differs(index) && !text.isBlank();
        out.append(differs ? "<mark>" : "").append(escape(text)).append(differs ? "</mark>" : "");
    }
}
