package org.selfsame.app.window.verify;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Fold;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.verify.Identity;
import org.selfsame.verify.Verdict;
import org.selfsame.words.EvidenceWords;
import org.selfsame.words.Quantities;
import org.selfsame.tree.Text;
import org.selfsame.words.Words;

/// The answer: one title, one sentence, one reason, one suggested step, and the evidence folded beneath.
public final class VerdictScreen implements Screen {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    private final VerdictModel model;
    private final VBox card;
    private final Fold evidence;
    private final VBox nextSteps;
    private final Label notice = Texts.wrapping("", "message-text");
    private final HBox noticeBox = new HBox(Icons.of(MaterialDesignI.INFORMATION_OUTLINE), notice);
    private final Page page;

    public VerdictScreen(VerdictModel model) {
        this.model = model;
        var verification = model.verification();
        card = card();
        nextSteps = nextSteps();
        noticeBox.getStyleClass().add("message");
        noticeBox.setId("verdict-notice");
        HBox.setHgrow(notice, Priority.ALWAYS);
        evidence = new Fold("evidence", EvidenceWords.title(verification.evidence().size()),
                new EvidenceList(verification.evidence(), model::copy), model.evidenceFirst());
        page = new Page(file(), card, noticeBox, nextSteps);
        if (!verification.damage().isEmpty()) {
            page.column().getChildren().add(new Fold("damage", Words.text("damage.title"),
                    new DamageList(verification.damage()), model.evidenceFirst()));
        }
        if (!verification.evidence().isEmpty()) {
            page.column().getChildren().add(evidence);
        }
        if (!verification.identity().equals(Identity.NONE)) {
            page.column().getChildren().add(new Fold("identity", Words.text("identity.title"),
                    new FactsGrid(verification.identity()), false));
        }
        model.notice().addListener((_, _, now) -> show(now));
        model.opened().addListener((_, _, part) -> open(part));
        show(model.notice().get());
        open(model.opened().get());
    }

    @Override
    public Node node() {
        return page;
    }

    /// Moves the focus to the answer, so that a screen reader says it.
    @Override
    public void shown() {
        card.requestFocus();
    }

    private Node file() {
        var verification = model.verification();
        var name = Texts.name(Text.printable(verification.file()), "file-name");
        HBox.setHgrow(name, Priority.ALWAYS);
        var line = new HBox(10, name);
        if (verification.size() > 0) {
            var size = new Label(Quantities.size(verification.size()));
            size.getStyleClass().add("muted");
            size.setMinWidth(Label.USE_PREF_SIZE);
            line.getChildren().add(size);
        }
        line.getStyleClass().add("file-line");
        return line;
    }

    private VBox card() {
        var words = model.words();
        var look = VerdictLook.of(model.verification().verdict());
        var title = Texts.wrapping(words.title(), "verdict-title");
        title.setId("verdict-title");
        var sentence = Texts.wrapping(words.sentence(), "verdict-sentence");
        var reason = Texts.wrapping(words.reason(), "verdict-reason");
        var texts = new VBox(title, sentence, reason);
        texts.getStyleClass().add("verdict-words");
        words.badges().forEach(badge -> texts.getChildren().add(badge(badge)));
        HBox.setHgrow(texts, Priority.ALWAYS);
        var answer = new HBox(14, Icons.of(look.icon(), "verdict-icon"), texts);
        var box = new VBox(answer, step());
        box.getStyleClass().addAll("verdict", "verdict-" + look.role());
        box.setId("verdict");
        box.setFocusTraversable(true);
        box.setAccessibleRole(AccessibleRole.TEXT);
        box.setAccessibleText(words.title() + ". " + words.sentence() + " " + words.reason());
        return box;
    }

    private static Node badge(String words) {
        var text = Texts.wrapping(words);
        HBox.setHgrow(text, Priority.ALWAYS);
        var box = new HBox(8, Icons.of(MaterialDesignA.ALERT_OUTLINE), text);
        box.getStyleClass().add("badge");
        return box;
    }

    private Node step() {
        var act = Buttons.primary(model.actionWords(), model::act);
        act.setId("verdict-action");
        act.setDefaultButton(false);
        act.setAccessibleHelp(model.actionHow());
        var save = Buttons.of(Words.text("verdictscreen.save"), model::saveReport);
        save.setId("verdict-save");
        var other = Buttons.of(Words.text("verdictscreen.other"), model::chooseFile);
        other.setId("verdict-other");
        var buttons = new FlowPane(act);
        if (model.offersRetry()) {
            buttons.getChildren().add(Buttons.of(Words.text("action.TRY_AGAIN"), model::retry));
        }
        model.compareWords().ifPresent(words -> {
            var compare = Buttons.of(words, model::compareWithReference);
            // a file's name may hold an underscore
            compare.setMnemonicParsing(false);
            compare.setId("verdict-compare-reference");
            buttons.getChildren().add(compare);
        });
        if (model.offersCompare()) {
            var compare = Buttons.of(Words.text("verdictscreen.compare"), model::compare);
            compare.setId("verdict-compare");
            buttons.getChildren().add(compare);
        }
        buttons.getChildren().addAll(save, other);
        buttons.getStyleClass().add("buttons");
        var box = new VBox(how(), buttons);
        box.getStyleClass().add("verdict-step");
        return box;
    }

    private Node how() {
        var sentence = Texts.wrapping(model.actionHow(), "verdict-how");
        var line = new HBox(8, sentence);
        model.address().ifPresent(address -> {
            var copy = Buttons.icon(MaterialDesignC.CONTENT_COPY, "verdictscreen.copy.address",
                    () -> model.copy(address));
            copy.setId("verdict-copy-address");
            line.getChildren().add(copy);
        });
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private VBox nextSteps() {
        var box = new VBox(Texts.wrapping(Words.text("verdictscreen.next.title"), "section-title"));
        if (model.verification().identity().isMedium()) {
            box.getChildren().add(point(Words.text("verdictscreen.next.write")));
        }
        box.getChildren().add(point(Words.text("verdictscreen.next.again")));
        if (model.verification().verdict() instanceof Verdict.Genuine genuine) {
            box.getChildren()
                    .add(point(Words.text("verdictscreen.next.alone", "publisher", genuine.publisher().name())));
        }
        box.getChildren().add(point(Words.text("verdictscreen.next.limits")));
        box.getStyleClass().add("next-steps");
        box.setId("next-steps");
        box.setFocusTraversable(true);
        return box;
    }

    private static Node point(String words) {
        var text = Texts.wrapping(words);
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(8, Icons.of(MaterialDesignC.CIRCLE_SMALL), text);
    }

    private void open(VerdictModel.Part part) {
        boolean steps = part == VerdictModel.Part.NEXT_STEPS;
        nextSteps.setVisible(steps);
        nextSteps.setManaged(steps);
        switch (part) {
            case NONE -> {
            }
            case NEXT_STEPS -> nextSteps.requestFocus();
            case EVIDENCE -> {
                evidence.setExpanded(true);
                evidence.requestFocus();
            }
        }
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
