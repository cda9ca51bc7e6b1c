package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.selfsame.compare.detail.Hunk;
import org.selfsame.compare.detail.Line;
import org.selfsame.compare.detail.Line.Kind;

/// Lines stand beside what the other side has instead.
class SideBySideTest {

    @Test
    void changedAddedAndRemovedLines() {
        var hunk = new Hunk(3, 4, 3, 4, List.of(line(Kind.BOTH, "a"), line(Kind.LEFT, "b"), line(Kind.LEFT, "c"),
                line(Kind.RIGHT, "B"), line(Kind.BOTH, "d"), line(Kind.RIGHT, "e")));
        assertThat(SideBySide.of(hunk)).extracting(SideBySideTest::shown).containsExactly("3a|3a", "4b|4B", "5c|-",
                "6d|5d", "-|6e");
    }

    @Test
    void removedAfterAddedStartsAnew() {
        var hunk = new Hunk(1, 1, 1, 1, List.of(line(Kind.RIGHT, "x"), line(Kind.LEFT, "y")));
        assertThat(SideBySide.of(hunk)).extracting(SideBySideTest::shown).containsExactly("-|1x", "1y|-");
    }

    private static Line line(Kind kind, String text) {
        return new Line(kind, text, List.of(), 0, 0, true);
    }

    private static String shown(SideBySide row) {
        var left = row.left();
        var right = row.right();
        return (left == null ? "-" : row.leftNumber() + left.text()) + "|"
                + (right == null ? "-" : row.rightNumber() + right.text());
    }
}
