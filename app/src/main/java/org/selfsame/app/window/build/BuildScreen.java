package org.selfsame.app.window.build;

import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.selfsame.app.window.verify.Notice;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.words.Quantities;
import org.selfsame.words.Words;

/// A build: first how far it is, then what came out; below it always its steps and its log.
final class BuildScreen implements Screen {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final KeyCombination FIND = new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
    private static final double WIDE = 700;
    private static final double LOWEST = 420;

    private final BuildModel model;
    private final StepList steps;
    private final LogView log;
    private final SplitPane split;
    private final ScrollPane stepPane;
    private final VBox head = new VBox();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label step = Texts.wrapping("", "amount");
    private final Label pace = Texts.wrapping("", "muted");
    private final Button cancel;
    private final Label notice = Texts.wrapping("", "message-text");
    private final HBox noticeBox = new HBox(Icons.of(MaterialDesignI.INFORMATION_OUTLINE), notice);
    private final Label logTrouble = Texts.wrapping("", "muted");
    private final ScrollPane page;
    private final AnimationTimer pulse;
    private @Nullable Node answer;

    BuildScreen(BuildModel model) {
        this.model = model;
        log = new LogView(model);
        steps = new StepList(model.plan().twice(), log::show);
        cancel = Buttons.of(Words.text("progress.cancel"), model::cancel);
        cancel.setId("build-cancel");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Words.text("buildview.bar"));
        bar.getStyleClass().add("check-bar");
        step.setId("build-current");
        pace.setId("build-pace");
        head.getStyleClass().add("build-head");
        noticeBox.getStyleClass().add("message");
        noticeBox.setId("build-notice");
        HBox.setHgrow(notice, Priority.ALWAYS);
        logTrouble.setId("build-log-trouble");
        stepPane = new ScrollPane(steps);
        stepPane.setFitToWidth(true);
        stepPane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        stepPane.setFocusTraversable(false);
        stepPane.getStyleClass().add("edge-to-edge");
        split = new SplitPane(stepPane, log);
        split.setMinHeight(LOWEST);
        split.getStyleClass().add("compare-split");
        VBox.setVgrow(split, Priority.ALWAYS);
        var column = new VBox(head, noticeBox, logTrouble, split);
        column.getStyleClass().add("compare");
        page = new ScrollPane(column);
        page.setId("build");
        page.setFitToWidth(true);
        page.setFitToHeight(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        page.setFocusTraversable(false);
        page.getStyleClass().addAll("page", "edge-to-edge");
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        page.widthProperty().addListener((_, _, width) -> arrange(width.doubleValue() >= WIDE));
        arrange(true);
        model.notice().addListener((_, _, now) -> show(now));
        show(model.notice().get());
        model.state().addListener((_, _, now) -> show(now));
        show(model.state().get());
        pulse = new AnimationTimer() {
            @Override
            public void handle(long now) {
                refresh();
            }
        };
        refresh();
    }

    @Override
    public Node node() {
        return page;
    }

    /// Moves the focus to the answer, so that a screen reader says it, or to what stops the build.
    @Override
    public void shown() {
        pulse.start();
        if (answer != null) {
            answer.requestFocus();
        } else {
            cancel.requestFocus();
        }
    }

    @Override
    public void hidden() {
        pulse.stop();
    }

    @Override
    public boolean escape() {
        return log.leaveSearch();
    }

    private void arrange(boolean wide) {
        var wanted = wide ? Orientation.HORIZONTAL : Orientation.VERTICAL;
        if (split.getOrientation() != wanted || split.getDividerPositions()[0] == 0.5) {
            split.setOrientation(wanted);
            split.setDividerPositions(wide ? 0.36 : 0.4);
        }
    }

    private void onKey(KeyEvent event) {
        if (FIND.match(event)) {
            log.search();
        } else if (event.getCode() == KeyCode.F3) {
            log.find(!event.isShiftDown());
        } else {
            return;
        }
        event.consume();
    }

    private void refresh() {
        var progress = model.steps().now();
        steps.show(progress);
        log.refresh();
        var trouble = model.logTrouble();
        show(logTrouble, !trouble.isEmpty());
        if (!trouble.isEmpty()) {
            logTrouble.setText(Words.text("buildview.log.trouble", "why", trouble));
        }
        if (!model.isRunning()) {
            return;
        }
        bar.setProgress(progress.fraction());
        var current = progress.current();
        step.setText(current.isPresent()
                ? Words.text("buildview.current", "number", progress.rows().indexOf(current.get()) + 1, "count",
                        progress.rows().size(), "step", StepList.name(current.get()))
                : Words.text("progress.starting"));
        pace.setText(progress.left().isPresent()
                ? Words.text("buildview.left", "elapsed", Quantities.duration(progress.elapsed()), "left",
                        Quantities.duration(progress.left().get()))
                : Words.text("buildview.elapsed", "elapsed", Quantities.duration(progress.elapsed())));
    }

    private void show(BuildState state) {
        switch (state) {
            case BuildState.Running running -> {
                answer = null;
                cancel.setDisable(running.stopping());
                cancel.setText(Words.text(running.stopping() ? "progress.stopping" : "progress.cancel"));
                var recipe = model.plan().inputs().recipe();
                var title = Texts.wrapping(Words.text("buildview.building", "name", Texts.shortened(recipe.name()),
                        "version", Texts.shortened(recipe.version())), "screen-title");
                title.setId("build-title");
                head.getChildren().setAll(title, bar, new VBox(2, step, pace), new HBox(cancel));
            }
            case BuildState.Done done -> answer(AnswerCard.of(model, done.outcome()),
                    new ArtifactList(model, done.outcome()));
            case BuildState.Stopped stopped -> answer(AnswerCard.of(model, stopped), null);
            case BuildState.Failed failed -> answer(AnswerCard.of(model, failed.trouble()), null);
        }
    }

    private void answer(Node card, @Nullable Node below) {
        answer = card;
        head.getChildren().setAll(card);
        if (below != null) {
            head.getChildren().add(below);
        }
        if (page.getScene() != null) {
            page.setVvalue(0);
            card.requestFocus();
        }
    }

    private void show(Optional<Notice> now) {
        show(noticeBox, now.isPresent());
        now.ifPresent(it -> {
            notice.setText(it.text());
            noticeBox.pseudoClassStateChanged(TROUBLE, it.trouble());
        });
    }

    private static void show(Node node, boolean now) {
        node.setVisible(now);
        node.setManaged(now);
    }
}
