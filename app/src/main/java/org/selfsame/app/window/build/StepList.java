package org.selfsame.app.window.build;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.app.window.verify.Progress;
import org.selfsame.tree.Text;
import org.selfsame.words.Quantities;
import org.selfsame.words.Words;

/// The steps of a build: what each is, how far it is, how long it took. A step leads to its place in the log.
final class StepList extends VBox {
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final LongConsumer toLine;
    private final boolean twice;
    private final List<Row> shown = new ArrayList<>();

    /// @param twice whether there are two builds, which are then told apart
    /// @param toLine goes to a line of the log
    StepList(boolean twice, LongConsumer toLine) {
        this.twice = twice;
        this.toLine = toLine;
        setId("build-steps");
        getStyleClass().add("build-steps");
    }

    /// What a step is called.
    static String name(StepRow row) {
        return Words.text("buildview.step." + row.step());
    }

    /// What one of several builds is called.
    static String build(int build) {
        return switch (build) {
            case 1 -> Words.text("buildview.first");
            case 2 -> Words.text("buildview.second");
            default -> Words.text("buildview.search", "number", build);
        };
    }

    /// Shows a moment of the build. Rows stay, so that the focus does.
    void show(BuildProgress progress) {
        var rows = progress.rows();
        if (rows.size() != shown.size()) {
            shown.clear();
            getChildren().clear();
            int build = 0;
            for (var row : rows) {
                if (twice && row.build() != build) {
                    build = row.build();
                    getChildren().add(Texts.wrapping(build(build), "section-title"));
                }
                var made = new Row();
                shown.add(made);
                getChildren().add(made);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            shown.get(i).show(rows.get(i), progress.within());
        }
    }

    /// One step.
    private final class Row extends VBox {
        private final Label name = Texts.wrapping("", "build-step-name");
        private final Label state = Texts.wrapping("", "muted");
        private final Label part = Texts.name("", "muted", "build-step-part");
        private final ProgressBar bar = new ProgressBar();
        private final HBox icon = new HBox();
        private StepRow.@Nullable State drawn;
        private long line = -1;

        Row() {
            HBox.setHgrow(name, Priority.ALWAYS);
            name.setMaxWidth(Double.MAX_VALUE);
            state.setMinWidth(Region.USE_PREF_SIZE);
            state.setWrapText(false);
            var head = new HBox(8, icon, name, state);
            head.setAlignment(Pos.TOP_LEFT);
            head.setMaxWidth(Double.MAX_VALUE);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("check-bar");
            part.setMaxWidth(Double.MAX_VALUE);
            getChildren().addAll(head, part, bar);
            getStyleClass().add("build-step");
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.BUTTON);
            setOnMouseClicked(_ -> follow());
            addEventHandler(KeyEvent.KEY_PRESSED, event -> {
                if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                    follow();
                    event.consume();
                }
            });
        }

        private void follow() {
            requestFocus();
            if (line >= 0) {
                toLine.accept(line);
            }
        }

        @Override
        public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
            if (action == AccessibleAction.FIRE) {
                follow();
            } else {
                super.executeAccessibleAction(action, parameters);
            }
        }

        void show(StepRow row, Progress within) {
            boolean runs = row.state() == StepRow.State.RUNNING;
            line = row.line();
            if (drawn != row.state()) {
                drawn = row.state();
                setId("build-step-" + row.build() + "-" + row.step());
                icon.getChildren().setAll(Icons.of(icon(row.state()), "step-icon"));
                pseudoClassStateChanged(RUNNING, runs);
                pseudoClassStateChanged(FAILED, row.state() == StepRow.State.FAILED);
                name.setText(name(row));
            }
            var word = Words.text("buildview.state." + row.state());
            state.setText(row.took().isPresent() && row.state() != StepRow.State.FAILED
                    && row.state() != StepRow.State.STOPPED
                            ? Quantities.duration(row.took().get())
                            : word);
            show(part, !row.part().isEmpty());
            part.setText(Texts.shortened(Text.harmless(row.part())));
            boolean measured = runs && within.total() > 0;
            show(bar, measured);
            if (measured) {
                bar.setProgress(within.fraction());
            }
            setAccessibleText(Words.text("buildview.step.spoken", "step", name(row), "state",
                    row.took().isPresent() ? word + ", " + Quantities.duration(row.took().get()) : word, "part",
                    row.part()));
        }

        private static void show(Region node, boolean now) {
            node.setVisible(now);
            node.setManaged(now);
        }

        private static Ikon icon(StepRow.State state) {
            return switch (state) {
                case WAITING -> MaterialDesignC.CIRCLE_OUTLINE;
                case RUNNING -> MaterialDesignD.DOTS_HORIZONTAL;
                case DONE -> MaterialDesignC.CHECK;
                case REUSED -> MaterialDesignR.RECYCLE;
                case FAILED -> MaterialDesignC.CLOSE_OCTAGON;
                case STOPPED -> MaterialDesignC.CANCEL;
            };
        }
    }
}
