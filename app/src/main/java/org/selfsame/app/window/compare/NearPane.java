package org.selfsame.app.window.compare;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.compare.CompareModel.Glance;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.compare.detail.Detail;
import org.selfsame.tree.Entry;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Quantities;
import org.selfsame.words.Words;

/// The selected place from near: what differs, why, and how it looks.
final class NearPane extends ScrollPane {
    /// Of ranges that nothing explains, so many are listed; the report has the rest.
    private static final int MOST_RANGES = 10;
    /// What is scrolled to has so many pixels of others above it.
    private static final double ABOVE = 90;

    private final CompareModel model;
    private final VBox column = new VBox();
    private final List<HexLines> bytes = new ArrayList<>();
    private @Nullable HexLines looked;

    NearPane(CompareModel model) {
        this.model = model;
        setId("compare-near");
        getStyleClass().addAll("near", "edge-to-edge");
        column.getStyleClass().add("near-column");
        setContent(column);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(true);
        setAccessibleText(Words.text("compareview.near"));
        model.glance().addListener((_, _, now) -> show(now));
        widthProperty().addListener((_, _, now) -> bytes.forEach(it -> it.fit(now.doubleValue())));
        show(model.glance().get());
    }

    /// Goes to the next place in the bytes that differs, or to the one before. After the last one comes the first.
    void stepBytes(boolean forward) {
        var places = bytes.stream().filter(HexLines::hasPlaces).toList();
        if (!places.isEmpty()) {
            step(looked == null ? places.getFirst() : looked, forward);
        }
    }

    private void step(HexLines from, boolean forward) {
        looked = from;
        if (!from.step(forward)) {
            var places = bytes.stream().filter(HexLines::hasPlaces).toList();
            looked = places.get(Math.floorMod(places.indexOf(from) + (forward ? 1 : -1), places.size()));
            looked.enter(forward);
        }
        looked.current().ifPresent(this::reveal);
    }

    /// Scrolls to what is in here, unless it is in sight.
    private void reveal(Node node) {
        applyCss();
        layout();
        double hidden = column.getHeight() - getViewportBounds().getHeight();
        if (hidden <= 0) {
            return;
        }
        var bounds = column.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double top = getVvalue() * hidden;
        if (bounds.getMinY() < top || bounds.getMaxY() > top + getViewportBounds().getHeight()) {
            setVvalue(Math.clamp((bounds.getMinY() - ABOVE) / hidden, 0, 1));
        }
    }

    private void show(Glance glance) {
        bytes.clear();
        looked = null;
        var place = glance.place();
        if (place == null) {
            column.getChildren().setAll(Texts.wrapping(Words.text("compareview.nothingSelected"), "muted"));
            return;
        }
        column.getChildren().setAll(title(place), Texts.wrapping(sentence(place), "near-sentence"));
        if (!place.differences().isEmpty()) {
            column.getChildren().add(new WhyList(place, model));
            var fields = place.differences().stream().filter(it -> it.kind() != Kind.CONTENT).toList();
            if (!fields.isEmpty()) {
                column.getChildren().add(new FieldGrid(fields, model.compared()));
            }
        }
        column.getChildren().addAll(unread(place));
        column.getChildren().addAll(unexplained(place));
        var near = glance.near();
        if (near != null) {
            show(near);
        } else if (!glance.trouble().isEmpty()) {
            column.getChildren().add(Texts.wrapping(glance.trouble(), "muted"));
        } else if (!place.differences().isEmpty()) {
            var wait = Texts.wrapping(Words.text("compareview.looking"), "muted");
            wait.setId("near-looking");
            column.getChildren().add(wait);
        }
        setVvalue(0);
    }

    private void show(Near near) {
        if (near.left() != null || near.right() != null) {
            column.getChildren().add(new FlowPane(picture(near.left(), Side.LEFT), picture(near.right(), Side.RIGHT)));
        }
        for (var one : near.details()) {
            switch (one.detail()) {
                case Detail.Text text -> column.getChildren().add(part(one.difference(), new TextLines(text,
                        model.compared()), text.complete()));
                case Detail.Binary binary -> column.getChildren().add(part(one.difference(), hex(binary),
                        binary.complete()));
                case Detail.Nothing _ -> {
                }
            }
        }
    }

    private HexLines hex(Detail.Binary binary) {
        var lines = new HexLines(binary, model.compared(), this::step);
        lines.fit(getWidth());
        bytes.add(lines);
        return lines;
    }

    private static Node title(MergedEntry place) {
        var title = Texts.wrapping(place.address().isEmpty()
                ? MergedTree.nameOf(place)
                : place.address().replaceFirst("^!/?", "").replace("!/", " › "), "near-title");
        title.setId("near-title");
        return title;
    }

    private static String sentence(MergedEntry place) {
        var counts = place.counts();
        if (place.only() != null) {
            return Words.text("compareview.sentence.only." + place.only());
        }
        if (counts.isEmpty()) {
            return Words.text(place.compared() ? "compareview.sentence.same" : "compareview.sentence.notCompared");
        }
        if (place.differences().isEmpty() && place.troubles().isEmpty() && place.unexplainedRanges() == 0) {
            return Words.text("compareview.sentence.inside", "differ", counts.differing(), "left", counts.left(),
                    "right",
                    counts.right());
        }
        if (!place.troubles().isEmpty()) {
            return Words.text("compareview.sentence.unreadable");
        }
        if (place.differences().isEmpty()) {
            return Words.text("compareview.sentence.unexplained");
        }
        return place.differences().size() == 1
                ? Words.text("compareview.sentence.one")
                : Words.text("compareview.sentence.many", "count", place.differences().size());
    }

    private static List<Label> unread(MergedEntry place) {
        return place.troubles().stream().map(it -> Texts.wrapping(CompareWords.trouble(it), "near-trouble")).toList();
    }

    private List<Label> unexplained(MergedEntry place) {
        return model.compared().comparison().accounts().stream().filter(it -> it.path().equals(place.address()))
                .flatMap(it -> it.unexplained().stream().limit(MOST_RANGES))
                .map(range -> Texts.wrapping(Words.text("comparison.bytes.range", "side",
                        CompareWords.side(range.side()), "first", range.offset(), "last",
                        range.offset() + range.length() - 1, "length", range.length()), "near-trouble"))
                .toList();
    }

    private static Node part(Difference difference, Node lines, boolean complete) {
        var title = difference.field().isEmpty()
                ? Words.text("compareview.content", "left", size(difference, Side.LEFT), "right",
                        size(difference, Side.RIGHT))
                : difference.field();
        var box = new VBox(Texts.wrapping(title, "section-title"), lines);
        if (!complete) {
            box.getChildren().add(Texts.wrapping(Words.text("comparison.detail.cut"), "muted"));
        }
        box.getStyleClass().add("near-part");
        return box;
    }

    private static String size(Difference difference, Side side) {
        var subject = difference.subject();
        var entry = side == Side.LEFT ? subject.left() : subject.right();
        var content = side == Side.LEFT ? subject.leftContent() : subject.rightContent();
        long bytes = entry instanceof Entry.File file ? file.size() : content == null ? 0 : content.size();
        return Quantities.size(bytes);
    }

    private Node picture(@Nullable Image image, Side side) {
        var name = Texts.name(model.compared().party(side).name(), "muted");
        var box = image == null
                ? new VBox(name, Texts.wrapping(Words.text("compareview.noPicture"), "muted"))
                : new VBox(name, new ImageView(image));
        box.getStyleClass().add("near-picture");
        box.setAccessibleText(name.getText());
        return box;
    }
}
