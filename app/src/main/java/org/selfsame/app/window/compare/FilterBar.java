package org.selfsame.app.window.compare;

import atlantafx.base.controls.CustomTextField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Words;

/// What is to be shown: search, switches, and a badge a cause with the number of its differences.
final class FilterBar extends VBox {
    private static final Duration PAUSE = Duration.millis(150);
    /// So many causes have a badge before someone asks for all, in a window as wide as that, and in a narrower one.
    private static final int AT_FIRST = 6;
    private static final int AT_FIRST_NARROW = 3;
    private static final double WIDE = 640;

    private final CompareModel model;
    private final CustomTextField search = new CustomTextField();
    private final Label place = new Label();
    private final BooleanProperty allCauses = new SimpleBooleanProperty();
    private final CheckBox differences = box("compare-differences", "compareview.onlyDifferences");
    private final CheckBox unexplained = box("compare-unexplained", "compareview.onlyUnexplained");
    private final Map<CauseCode, ToggleButton> badges = new EnumMap<>(CauseCode.class);

    /// @param keys shows the keys that work here
    FilterBar(CompareModel model, Runnable keys) {
        this.model = model;
        getStyleClass().add("filters");
        search.setId("compare-search");
        search.setPromptText(Words.text("compareview.search"));
        search.setAccessibleText(Words.text("compareview.search"));
        search.setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        search.setPrefColumnCount(18);
        var pause = new PauseTransition(PAUSE);
        pause.setOnFinished(_ -> model.filter(model.filter().get().search(search.getText())));
        search.textProperty().addListener((_, _, _) -> pause.playFromStart());
        differences.selectedProperty()
                .addListener((_, _, now) -> model.filter(model.filter().get().onlyDifferences(now)));
        unexplained.selectedProperty()
                .addListener((_, _, now) -> model.filter(model.filter().get().onlyUnexplained(now)));
        var line = new FlowPane(search, steps(), openers(keys), differences, unexplained);
        line.getStyleClass().add("filter-line");
        line.setMinWidth(0);
        getChildren().add(line);
        if (!model.findings().causes().isEmpty()) {
            getChildren().add(badges(model.findings().causes()));
        }
        model.filter().addListener((_, _, now) -> show(now));
        show(model.filter().get());
        model.rows().addListener((_, _, _) -> showPlace());
        model.selected().addListener((_, _, _) -> showPlace());
        showPlace();
    }

    /// Goes to the field to search in.
    void search() {
        search.requestFocus();
        search.selectAll();
    }

    /// Empties the field, if the user is in it and there is something.
    boolean leaveSearch() {
        boolean filled = search.isFocused() && !search.getText().isEmpty();
        if (filled) {
            search.clear();
        }
        return filled;
    }

    private static CheckBox box(String id, String key) {
        var box = new CheckBox(Words.text(key));
        box.setId(id);
        box.setMnemonicParsing(true);
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    /// Follows the filter, which may change by keys, or where something is gone to that it hides.
    private void show(Filter now) {
        differences.setSelected(now.onlyDifferences());
        unexplained.setSelected(now.onlyUnexplained());
        badges.forEach((code, badge) -> badge.setSelected(now.causes().contains(code)));
        if (!search.getText().strip().equals(now.search())) {
            search.setText(now.search());
        }
    }

    private HBox steps() {
        var previous = Buttons.icon(MaterialDesignA.ARROW_UP, "compareview.previous", () -> model.step(false));
        previous.setId("compare-previous");
        var next = Buttons.icon(MaterialDesignA.ARROW_DOWN, "compareview.next", () -> model.step(true));
        next.setId("compare-next");
        place.setId("compare-place");
        place.setMinWidth(Region.USE_PREF_SIZE);
        var box = new HBox(2, previous, next, place);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private HBox openers(Runnable keys) {
        var open = Buttons.icon(MaterialDesignU.UNFOLD_MORE_HORIZONTAL, "compareview.openAll",
                () -> model.openAll(true));
        open.setId("compare-open-all");
        var close = Buttons.icon(MaterialDesignU.UNFOLD_LESS_HORIZONTAL, "compareview.closeAll",
                () -> model.openAll(false));
        close.setId("compare-close-all");
        var help = Buttons.icon(MaterialDesignK.KEYBOARD_OUTLINE, "compareview.keys.show", keys);
        help.setId("compare-keys-show");
        return new HBox(2, open, close, help);
    }

    private void showPlace() {
        int at = model.place();
        place.setText(at > 0
                ? Words.text("compareview.place", "place", at, "count", model.hits())
                : Words.plural("compareview.places", "count", model.hits()));
    }

    private FlowPane badges(Map<CauseCode, Integer> causes) {
        var sorted = new ArrayList<>(causes.entrySet());
        sorted.sort(Comparator.comparing((Map.Entry<CauseCode, Integer> it) -> it.getKey().weight() != Weight.SECURITY)
                .thenComparing(Map.Entry::getValue, Comparator.reverseOrder()));
        var title = new Label(Words.text("compareview.causes"));
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.getStyleClass().add("muted");
        var pane = new FlowPane(title);
        pane.getStyleClass().add("cause-badges");
        pane.setMinWidth(0);
        for (int i = 0; i < sorted.size(); i++) {
            var badge = badge(sorted.get(i).getKey(), sorted.get(i).getValue());
            if (i >= AT_FIRST_NARROW) {
                var asked = allCauses.or(badge.selectedProperty());
                badge.visibleProperty().bind(i >= AT_FIRST ? asked : asked.or(widthProperty().greaterThan(WIDE)));
                badge.managedProperty().bind(badge.visibleProperty());
            }
            badge.maxWidthProperty().bind(pane.widthProperty());
            pane.getChildren().add(badge);
        }
        if (sorted.size() > AT_FIRST_NARROW) {
            var more = new ToggleButton(
                    Words.text("compareview.causes.all", "count", sorted.size()));
            more.setId("compare-all-causes");
            more.getStyleClass().add("cause-more");
            more.selectedProperty().bindBidirectional(allCauses);
            if (sorted.size() <= AT_FIRST) {
                more.visibleProperty().bind(widthProperty().lessThanOrEqualTo(WIDE));
                more.managedProperty().bind(more.visibleProperty());
            }
            pane.getChildren().add(more);
        }
        return pane;
    }

    private ToggleButton badge(CauseCode code, int count) {
        var badge = new ToggleButton(
                Words.text("compareview.cause", "cause", CompareWords.cause(code), "count", count));
        badge.setId("cause-" + code);
        badge.setMinWidth(0);
        badge.getStyleClass().add("cause-badge");
        badge.setTooltip(Texts.tooltip(Words.text("compareview.cause.tip", "cause", CompareWords.cause(code))));
        if (code.weight() == Weight.SECURITY) {
            badge.getStyleClass().add("cause-security");
            badge.setGraphic(Icons.of(MaterialDesignA.ALERT));
        }
        badges.put(code, badge);
        badge.setOnAction(_ -> model.filter(model.filter().get().toggled(code)));
        return badge;
    }
}
