package org.selfsame.report.compare;

import java.io.IOException;
import java.util.List;

/// Plain text for a terminal.
final class TextSink implements Sink {
    private static final String INDENT = "  ";

    private final Appendable out;

    TextSink(Appendable out) {
        this.out = out;
    }

    @Override
    public void title(String text) throws IOException {
        out.append(text).append('\n');
    }

    @Override
    public void heading(String text) throws IOException {
        out.append('\n').append(text).append('\n');
    }

    @Override
    public void paragraph(String text) throws IOException {
        out.append('\n').append(text).append('\n');
    }

    @Override
    public void item(int level, String literal, String text) throws IOException {
        out.append(INDENT.repeat(level + 1)).append(literal).append(literal.isEmpty() || text.isEmpty() ? "" : "  ")
                .append(text).append('\n');
    }

    @Override
    public void lines(int level, List<String> lines) throws IOException {
        for (var line : lines) {
            out.append(INDENT.repeat(level + 2)).append(line).append('\n');
        }
    }
}
