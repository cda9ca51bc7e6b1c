package org.selfsame.app.window.compare;

import java.util.Comparator;
import java.util.LinkedHashSet;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.Difference;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Words;

/// Why a place differs: each cause with how sure it is, what shows it, and the way to the difference that it follows
/// from.
final class WhyList extends VBox {
    /// Causes of a container may be many; the report has the rest.
    private static final int MOST = 12;
    private static final int MOST_EVIDENCE = 4;

    private final CompareModel model;

    WhyList(MergedEntry place, CompareModel model) {
        this.model = model;
        setId("near-why");
        getStyleClass().add("why");
        getChildren().add(Texts.wrapping(Words.text("compareview.why"), "section-title"));
        var said = new LinkedHashSet<String>();
        // what someone should look at is never the one that is left out
        place.differences().stream()
                .flatMap(it -> it.causes().stream().map(cause -> new Reason(it, cause)))
                .sorted(Comparator.comparingInt(Reason::rank)).forEach(it -> {
                    var cause = it.cause();
                    if (said.size() < MOST
                            && said.add(cause.code() + " " + cause.confidence() + cause.derivedFrom())) {
                        getChildren().add(row(it.difference(), cause));
                    }
                });
        if (said.isEmpty()) {
            getChildren().add(Texts.wrapping(Words.text("compareview.why.unknown"), "muted"));
        }
    }

    private record Reason(Difference difference, Cause cause) {
        int rank() {
            return cause.code().weight() == Weight.SECURITY ? 0 : cause.code() == CauseCode.UNKNOWN ? 2 : 1;
        }
    }

    private Node row(Difference difference, Cause cause) {
        var words = new VBox(2, Texts.wrapping(CompareWords.cause(cause.code()), "why-cause"),
                Texts.wrapping(confidence(cause), "muted"));
        CompareWords.evidence(cause, difference).stream().limit(MOST_EVIDENCE)
                .forEach(line -> words.getChildren().add(Texts.wrapping(line, "mono")));
        model.difference(cause.derivedFrom()).ifPresent(root -> words.getChildren().add(link(root)));
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(10, Icons.of(icon(cause), "why-icon"), words);
        row.getStyleClass().addAll("why-row", "why-" + (cause.code().weight() == Weight.SECURITY ? "look" : "plain"));
        return row;
    }

    private Hyperlink link(Difference root) {
        var link = new Hyperlink(Words.text("compareview.why.root", "path", CompareWords.where(root.path())));
        link.setId("near-root");
        link.setWrapText(true);
        link.setOnAction(_ -> model.follow(root.number()));
        return link;
    }

    private static String confidence(Cause cause) {
        if (cause.code() == CauseCode.UNKNOWN) {
            return Words.text("compareview.why.unknown");
        }
        if (cause.code().weight() == Weight.SECURITY) {
            return Words.text("compareview.why.security");
        }
        return Words.text(cause.confidence() == Confidence.CONFIRMED
                ? "compareview.why.CONFIRMED"
                : "compareview.why.LIKELY");
    }

    private static Ikon icon(Cause cause) {
        if (cause.code().weight() == Weight.SECURITY) {
            return MaterialDesignA.ALERT;
        }
        return cause.code() == CauseCode.UNKNOWN || cause.confidence() == Confidence.LIKELY
                ? MaterialDesignH.HELP_CIRCLE_OUTLINE
                : MaterialDesignC.CHECK;
    }
}
