package org.selfsame.app.window.build;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.tree.Text;
import org.selfsame.words.Words;

/// How a build came out: a title, sentences, and what to do next.
final class AnswerCard extends VBox {
    private static final int MOST_DETAILS = 8;
    private static final int LONGEST_DETAIL = 400;

    private AnswerCard(String role, Ikon icon, String title, List<String> sentences, List<String> details,
            List<Button> buttons) {
        var heading = Texts.wrapping(title, "compare-title");
        heading.setId("build-answer-title");
        var texts = new VBox(heading);
        texts.getStyleClass().add("compare-words");
        var spoken = new StringBuilder(title).append('.');
        for (var sentence : sentences) {
            if (!sentence.isEmpty()) {
                var label = Texts.wrapping(sentence, "build-sentence");
                texts.getChildren().add(label);
                spoken.append(' ').append(sentence);
            }
        }
        if (!details.isEmpty()) {
            texts.getChildren().add(details(details));
        }
        var row = new FlowPane();
        row.getChildren().addAll(buttons);
        row.getStyleClass().add("buttons");
        row.prefWrapLengthProperty().bind(texts.widthProperty());
        texts.getChildren().add(row);
        HBox.setHgrow(texts, Priority.ALWAYS);
        getChildren().add(new HBox(14, Icons.of(icon, "verdict-icon"), texts));
        getStyleClass().addAll("verdict", "verdict-" + role, "compare-answer");
        setId("build-answer");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(spoken.toString());
    }

    private static Node details(List<String> lines) {
        var shown = new ArrayList<String>();
        lines.stream().limit(MOST_DETAILS).map(line -> Text.harmless(line.strip()))
                .map(line -> line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "…")
                .forEach(shown::add);
        if (lines.size() > MOST_DETAILS) {
            shown.add(Words.text("buildview.details.more", "count", lines.size() - MOST_DETAILS));
        }
        var label = Texts.wrapping(String.join("\n", shown), "mono", "muted");
        label.setId("build-details");
        return label;
    }

    /// It came to its end.
    static AnswerCard of(BuildModel model, Outcome outcome) {
        var second = outcome.second();
        var buttons = new ArrayList<Button>();
        var open = button("buildview.open", "build-open", model::openFolder);
        var verify = button("buildview.verify", "build-verify", () -> model.verify(outcome.files().getFirst()));
        if (outcome.differs()) {
            var compare = button("buildview.compare", "build-compare", model::compare);
            compare.getStyleClass().add(Styles.ACCENT);
            buttons.add(compare);
        } else if (!outcome.files().isEmpty()) {
            verify.getStyleClass().add(Styles.ACCENT);
            buttons.add(verify);
        }
        if (outcome.record() != null) {
            buttons.add(button("buildview.record", "build-record", model::saveRecord));
        }
        buttons.add(open);
        buttons.add(button("buildview.again", "build-again", model::inputs));
        if (second == null) {
            return new AnswerCard("accent", MaterialDesignP.PACKAGE_VARIANT_CLOSED,
                    Words.text("buildview.answer.built"),
                    List.of(Words.text("buildview.answer.built.sentence", "directory", outcome.directory()),
                            Words.text("buildview.answer.built.reason")),
                    List.of(), buttons);
        }
        var varied = second.varied().isEmpty()
                ? Words.text("buildview.answer.nothingVaried")
                : Words.text("buildview.answer.varied", "what", String.join(", ", second.varied()));
        var notVaried = second.notVaried().isEmpty()
                ? ""
                : Words.text("buildview.answer.notVaried", "what", String.join(", ", second.notVaried()));
        if (second.different().isEmpty()) {
            return new AnswerCard("accent", MaterialDesignE.EQUAL, Words.text("buildview.answer.identical"),
                    List.of(Words.text("buildview.answer.identical.sentence"), varied, notVaried), List.of(), buttons);
        }
        return new AnswerCard("warning", MaterialDesignN.NOT_EQUAL_VARIANT, Words.text("buildview.answer.different"),
                List.of(Words.plural("buildview.answer.different.sentence", "count", second.different().size(),
                        "files", outcome.comparable().size()),
                        second.guilty().isEmpty()
                                ? Words.text("buildview.answer.noGuilty")
                                : Words.text("buildview.answer.guilty", "what", String.join(", ", second.guilty())),
                        varied, notVaried),
                List.of(), buttons);
    }

    /// It was stopped.
    static AnswerCard of(BuildModel model, BuildState.Stopped stopped) {
        var again = button("buildview.goOn", "build-go-on", model::again);
        again.getStyleClass().add(Styles.ACCENT);
        return new AnswerCard("neutral", MaterialDesignC.CANCEL, Words.text("buildview.answer.stopped"),
                List.of(Words.text("buildview.answer.stopped.sentence"),
                        Words.plural(stopped.kept() == 0 ? "buildview.answer.keptNone" : "buildview.answer.kept",
                                "count", stopped.kept())),
                List.of(), List.of(again, button("buildview.again", "build-again", model::inputs)));
    }

    /// It could not go on.
    static AnswerCard of(BuildModel model, Trouble trouble) {
        var fix = switch (trouble.fix()) {
            case AGAIN -> button("failure.again", "build-fix", model::again);
            case LOCK -> button("buildview.lock.make", "build-fix", model::lock);
            case OUTPUT -> button("buildview.output.other", "build-fix", model::inputs);
        };
        fix.getStyleClass().add(Styles.ACCENT);
        var buttons = new ArrayList<>(List.of(fix));
        if (trouble.fix() != Trouble.Fix.OUTPUT) {
            buttons.add(button("buildview.again", "build-again", model::inputs));
        }
        buttons.add(button("buildview.log.save", "build-save-log", model::saveLog));
        return of(trouble, buttons);
    }

    /// Something did not work.
    static AnswerCard of(Trouble trouble, List<Button> buttons) {
        return new AnswerCard("danger", MaterialDesignA.ALERT_OUTLINE, trouble.title(),
                List.of(trouble.sentence(), trouble.advice()), trouble.details(), buttons);
    }

    static Button button(String key, String id, Runnable action) {
        var button = Buttons.of(Words.text(key), action);
        button.setId(id);
        return button;
    }
}
