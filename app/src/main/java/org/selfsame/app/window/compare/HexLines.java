package org.selfsame.app.window.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.Side;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.detail.HexRow;
import org.selfsame.compare.detail.HexRun;
import org.selfsame.words.Words;

/// Bytes of two contents beside each other, or above each other where the window is narrow; the place among them that is
/// looked at, and what the formats call it. What differs is bold and underlined, and the place has an arrow beside it,
/// so that both show without colours.
final class HexLines extends VBox {
    private static final int SHORT = 8;
    /// As wide must the window be for 16 bytes of both sides and the names of their fields, and for 8 bytes.
    private static final double WIDEST = 1180;
    private static final double WIDE = 620;
    private static final String ARROW = "▸";

    private final Detail.Binary binary;
    private final Compared compared;
    private final List<HexRun> runs;
    private final Label place = Texts.wrapping("", "hex-place");
    private final VBox lines = new VBox();
    private int run;
    private @Nullable Shape shape;

    /// @param length bytes a line
    /// @param beside whether both sides are on one line
    private record Shape(int length, boolean beside) {
        static Shape of(double width) {
            return new Shape(width >= WIDEST ? HexRow.LENGTH : SHORT, width >= WIDE);
        }
    }

    /// @param step goes to the next place of these bytes or of those that follow, or to the one before
    HexLines(Detail.Binary binary, Compared compared, Step step) {
        this.binary = binary;
        this.compared = compared;
        runs = binary.runs();
        setId("near-hex");
        getStyleClass().add("hex-lines");
        place.setId("hex-place");
        if (!runs.isEmpty()) {
            var previous = Buttons.icon(MaterialDesignA.ARROW_UP, "compareview.hex.previous",
                    () -> step.to(this, false));
            previous.setId("hex-previous");
            var next = Buttons.icon(MaterialDesignA.ARROW_DOWN, "compareview.hex.next", () -> step.to(this, true));
            next.setId("hex-next");
            HBox.setHgrow(place, Priority.ALWAYS);
            var head = new HBox(2, previous, next, place);
            head.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(head);
        }
        getChildren().add(lines);
    }

    /// Goes to another place.
    @FunctionalInterface
    interface Step {
        void to(HexLines from, boolean forward);
    }

    /// Makes the lines as long as there is room for.
    void fit(double width) {
        var now = Shape.of(width);
        if (!now.equals(shape)) {
            shape = now;
            draw(now);
        }
    }

    /// Goes to the next place, or to the one before; whether there is one.
    boolean step(boolean forward) {
        int to = forward ? run + 1 : run - 1;
        if (to < 0 || to >= runs.size()) {
            return false;
        }
        look(to);
        return true;
    }

    /// Goes to the first place, or to the last.
    void enter(boolean first) {
        look(first || runs.isEmpty() ? 0 : runs.size() - 1);
    }

    /// Whether there is a place to go to.
    boolean hasPlaces() {
        return !runs.isEmpty();
    }

    /// The line of the place that is looked at.
    Optional<Node> current() {
        return lines.getChildren().stream().filter(it -> it.getStyleClass().contains("hex-current")).findFirst();
    }

    private void look(int at) {
        run = at;
        if (shape != null) {
            draw(shape);
        }
    }

    private void draw(Shape now) {
        var made = new ArrayList<Node>();
        made.add(heads(now));
        for (var line : HexLine.of(binary, now.length())) {
            if (line.afterGap()) {
                var gap = new Region();
                gap.getStyleClass().add("text-gap");
                made.add(gap);
            }
            add(made, line, now);
        }
        lines.getChildren().setAll(made);
        place.setText(runs.isEmpty() ? "" : words(runs.get(run)));
    }

    private String words(HexRun now) {
        var where = Words.text(now.length() == 1 ? "compareview.hex.byte" : "compareview.hex.place", "place", run + 1,
                "count", runs.size(), "first", now.offset(),
                "last", now.end() - 1);
        if (now.leftField().isEmpty() && now.rightField().isEmpty()) {
            return where;
        }
        return where + " " + (now.leftField().equals(now.rightField())
                ? Words.text("compareview.hex.field", "field", now.leftField())
                : Words.text("compareview.hex.fields", "left", known(now.leftField()), "right",
                        known(now.rightField())));
    }

    private static String known(String field) {
        return field.isEmpty() ? Words.text("compareview.hex.noField") : field;
    }

    private Node heads(Shape now) {
        if (!now.beside()) {
            return Texts.wrapping(Words.text("compareview.hex.above", "left", compared.left().name(), "right",
                    compared.right().name()), "muted");
        }
        return line(mono(" ", "line-sign"), mono(" ".repeat(8), "line-number"),
                blank(now.length(), Texts.name(compared.left().name(), "hex-side")),
                blank(now.length(), Texts.name(compared.right().name(), "hex-side")));
    }

    /// As wide as the bytes of one side below it, whose letters all have one width; a longer name gives way.
    private static Node blank(int length, Label name) {
        var room = cell(mono(" ".repeat(digits(length)), "line-text"), mono(" ".repeat(length), "line-text"));
        room.setVisible(false);
        name.setPrefWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        var box = new StackPane(room, name);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    /// Letters that 16 or 8 bytes take, with a wider blank in the middle.
    private static int digits(int length) {
        return 3 * length + 1;
    }

    private void add(List<Node> made, HexLine line, Shape now) {
        boolean current = !runs.isEmpty() && line.meets(runs.get(run));
        boolean first = current && runs.get(run).offset() >= line.offset()
                || current && made.stream().noneMatch(it -> it.getStyleClass().contains("hex-current"));
        var sign = mono(first ? ARROW : " ", "line-sign", "hex-arrow");
        var offset = mono(String.format(Locale.ROOT, "%08x", line.offset()), "line-number");
        var field = Texts.name(line.fields(), "hex-field");
        boolean differs = line.different() != 0;
        var left = bytes(line, Side.LEFT, differs);
        if (now.beside()) {
            made.add(marked(line(sign, offset, left, bytes(line, Side.RIGHT, differs), field), current));
        } else if (!differs) {
            made.add(line(sign, offset, mono(" ", "line-sign"), left));
        } else {
            made.add(marked(line(sign, offset, mono("-", "line-sign"), left, field), current));
            made.add(line(mono(" ", "line-sign"), mono(" ".repeat(8), "line-number"), mono("+", "line-sign"),
                    bytes(line, Side.RIGHT, true)));
        }
    }

    private static Node marked(HBox line, boolean current) {
        if (current) {
            line.getStyleClass().add("hex-current");
        }
        return line;
    }

    private static HBox line(Node... nodes) {
        var line = new HBox(8, nodes);
        line.getStyleClass().add("line");
        return line;
    }

    private Region bytes(HexLine line, Side side, boolean differs) {
        var bytes = new TextFlow();
        var plain = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            if (line.has(side, i) && line.differs(i)) {
                bytes.getChildren().addAll(text(plain.toString(), "line-text"),
                        text(line.byteAt(side, i), style(line.offset() + i)));
                plain.setLength(0);
            } else {
                plain.append(line.byteAt(side, i));
            }
            plain.append(i == line.length() / 2 - 1 ? "  " : " ");
        }
        bytes.getChildren().add(text(plain.toString(), "line-text"));
        bytes.setMinWidth(USE_PREF_SIZE);
        var cell = cell(bytes, mono(line.letters(side), "line-text", "hex-letters"));
        if (differs) {
            cell.getStyleClass().add(side == Side.LEFT ? "line-left" : "line-right");
        }
        return cell;
    }

    private String style(long at) {
        boolean looked = !runs.isEmpty() && runs.get(run).offset() <= at && at < runs.get(run).end();
        return looked ? "hex-looked" : "hex-differs";
    }

    private static HBox cell(Node bytes, Node letters) {
        var cell = new HBox(8, bytes, letters);
        cell.setMinWidth(USE_PREF_SIZE);
        cell.getStyleClass().add("hex-cell");
        return cell;
    }

    private static Text text(String text, String style) {
        var node = new Text(text);
        node.getStyleClass().add(style);
        return node;
    }

    private static Label mono(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }
}
