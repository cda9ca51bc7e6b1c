package org.selfsame.app.window.compare;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.selfsame.app.window.verify.Notice;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.words.Words;

/// What differs between two images: the paragraph that can be quoted, both images as one tree, and the selected place
/// from near.
final class CompareScreen implements Screen {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination GO_TO = new KeyCodeCombination(KeyCode.G, KeyCombination.SHORTCUT_DOWN);
    private static final double LOWEST = 440;

    private final CompareModel model;
    private final Runnable onLeft;
    private final FilterBar filters;
    private final GoToBar goTo;
    private final MergedTable table;
    private final NearPane near;
    private final KeyList keys = new KeyList();
    private final VBox answer;
    private final Label notice = Texts.wrapping("", "message-text");
    private final HBox noticeBox = new HBox(Icons.of(MaterialDesignI.INFORMATION_OUTLINE), notice);
    private final StackPane whole;

    /// @param onLeft closes the files when the user has gone back
    CompareScreen(CompareModel model, Runnable onLeft) {
        this.model = model;
        this.onLeft = onLeft;
        filters = new FilterBar(model, keys::open);
        table = new MergedTable(model);
        near = new NearPane(model);
        goTo = new GoToBar(model, table::requestFocus);
        answer = answer();
        noticeBox.getStyleClass().add("message");
        noticeBox.setId("compare-notice");
        HBox.setHgrow(notice, Priority.ALWAYS);
        var split = new SplitPane(table, near);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.5);
        split.setMinHeight(LOWEST);
        split.getStyleClass().add("compare-split");
        VBox.setVgrow(split, Priority.ALWAYS);
        var column = new VBox(answer, noticeBox, filters, goTo, split);
        column.getStyleClass().add("compare");
        var page = new ScrollPane(column);
        page.setFitToWidth(true);
        page.setFitToHeight(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        page.setFocusTraversable(false);
        page.getStyleClass().addAll("page", "edge-to-edge");
        whole = new StackPane(page, keys);
        whole.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        whole.addEventFilter(KeyEvent.KEY_TYPED, this::onTyped);
        model.notice().addListener((_, _, now) -> show(now));
        show(Optional.empty());
    }

    @Override
    public Node node() {
        return whole;
    }

    /// Moves the focus to the answer, so that a screen reader says it.
    @Override
    public void shown() {
        answer.requestFocus();
    }

    @Override
    public void left() {
        onLeft.run();
    }

    @Override
    public boolean escape() {
        return keys.close() || goTo.close() || filters.leaveSearch();
    }

    private VBox answer() {
        var findings = model.findings();
        boolean security = findings.firstToLookAt().isPresent();
        var title = Texts.wrapping(Words.text(switch (findings.answer()) {
            case IDENTICAL -> "compareview.title.IDENTICAL";
            case DIFFERENT, NOTHING_ELSE -> "compareview.title.DIFFERENT";
            case UNKNOWN -> "compareview.title.UNKNOWN";
        }), "compare-title");
        title.setId("compare-title");
        var paragraph = Texts.wrapping(findings.paragraph());
        paragraph.setId("compare-paragraph");
        var save = Buttons.of(Words.text("verdictscreen.save"), model::saveReport);
        save.setId("compare-save");
        var copy = Buttons.of(Words.text("compareview.copy"), model::copySummary);
        copy.setId("compare-copy");
        var buttons = new FlowPane(save, copy);
        findings.firstToLookAt().ifPresent(number -> {
            var look = Buttons.of(Words.text("compareview.look"), () -> model.follow(number));
            look.setId("compare-look");
            look.getStyleClass().add(Styles.ACCENT);
            buttons.getChildren().addFirst(look);
        });
        buttons.getStyleClass().add("buttons");
        var texts = new VBox(title, paragraph, buttons);
        texts.getStyleClass().add("compare-words");
        HBox.setHgrow(texts, Priority.ALWAYS);
        Ikon icon = switch (findings.answer()) {
            case IDENTICAL -> MaterialDesignE.EQUAL;
            case DIFFERENT, NOTHING_ELSE ->
                security ? MaterialDesignA.ALERT_OUTLINE : MaterialDesignN.NOT_EQUAL_VARIANT;
            case UNKNOWN -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
        };
        var box = new VBox(new HBox(14, Icons.of(icon, "verdict-icon"), texts));
        box.getStyleClass().addAll("verdict", security ? "verdict-warning" : "verdict-neutral", "compare-answer");
        box.setId("compare-answer");
        box.setFocusTraversable(true);
        box.setAccessibleRole(AccessibleRole.TEXT);
        box.setAccessibleText(title.getText() + ". " + paragraph.getText());
        return box;
    }

    private void onKey(KeyEvent event) {
        if (event.getCode() == KeyCode.F1) {
            keys.toggle();
        } else if (keys.isOpen()) {
            return;
        } else if (event.getCode() == KeyCode.F7) {
            model.step(!event.isShiftDown());
        } else if (event.getCode() == KeyCode.F8) {
            near.stepBytes(!event.isShiftDown());
        } else if (FIND.match(event)) {
            filters.search();
        } else if (GO_TO.match(event)) {
            goTo.open();
        } else {
            return;
        }
        event.consume();
    }

    /// By what is typed and not by the key: digits and the question mark are elsewhere on other keyboards.
    private void onTyped(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCharacter().equals("?")) {
            keys.toggle();
        } else if (keys.isOpen()) {
            return;
        } else {
            switch (event.getCharacter()) {
                case "1" -> model.filter(model.filter().get().onlyDifferences(false).onlyUnexplained(false));
                case "2" -> model.filter(model.filter().get().onlyDifferences(true).onlyUnexplained(false));
                case "3" -> model.filter(model.filter().get().onlyDifferences(true).onlyUnexplained(true));
                default -> {
                    return;
                }
            }
        }
        event.consume();
    }

    private void show(Optional<Notice> now) {
        noticeBox.setVisible(now.isPresent());
        noticeBox.setManaged(now.isPresent());
        now.ifPresent(it -> {
            notice.setText(it.text());
            noticeBox.pseudoClassStateChanged(TROUBLE, it.trouble());
        });
    }
}
