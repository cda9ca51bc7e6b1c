package org.selfsame.app.window.build;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.tree.Text;
import org.selfsame.words.Quantities;
import org.selfsame.words.Words;

/// The files that a build made: name, size and checksum, and whether both builds made the same.
final class ArtifactList extends VBox {

    ArtifactList(BuildModel model, Outcome outcome) {
        setId("build-files");
        getStyleClass().addAll("card", "build-files");
        getChildren().add(Texts.wrapping(Words.text("buildview.files"), "section-title"));
        var second = outcome.second();
        for (var file : outcome.files()) {
            if (second == null || !outcome.comparable().contains(file)) {
                getChildren().add(row(model, file, new HBox()));
                continue;
            }
            var pair = second.different().stream().filter(it -> it.name().equals(file.name())).findFirst();
            var state = same(pair.isEmpty());
            if (pair.isEmpty()) {
                getChildren().add(row(model, file, state));
            } else {
                var compare = Buttons.of(Words.text("buildview.compare.one"), () -> model.compare(pair.get()));
                compare.getStyleClass().add("build-compare-one");
                var row = row(model, file, new HBox());
                row.getChildren().add(new FlowPane(8, 4, state, compare));
                getChildren().add(row);
            }
        }
    }

    private static VBox row(BuildModel model, Outcome.Made file, Node state) {
        var name = Texts.name(Text.printable(file.name()), "file-name");
        var size = new Label(Quantities.size(file.size()));
        size.getStyleClass().add("muted");
        size.setMinWidth(Label.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(10, name, size, space, state);
        head.getStyleClass().add("file-line");
        var copy = Buttons.icon(MaterialDesignC.CONTENT_COPY, "buildview.copy.checksum",
                () -> model.copyChecksum(file));
        copy.getStyleClass().add("copy-checksum");
        var digest = Texts.wrapping(Quantities.grouped(file.sha256().hex()), "mono");
        HBox.setHgrow(digest, Priority.ALWAYS);
        digest.setMaxWidth(Double.MAX_VALUE);
        var checksum = new HBox(8, digest, copy);
        checksum.setAlignment(Pos.CENTER_LEFT);
        var row = new VBox(4, head, checksum);
        row.getStyleClass().add("build-file");
        return row;
    }

    private static HBox same(boolean same) {
        var words = new Label(Words.text(same ? "buildview.same" : "buildview.different"));
        words.getStyleClass().add("state-word");
        words.setMinWidth(Label.USE_PREF_SIZE);
        var pane = new HBox(6, Icons.of(same ? MaterialDesignE.EQUAL : MaterialDesignN.NOT_EQUAL_VARIANT,
                "state-icon"), words);
        pane.setAlignment(Pos.CENTER_LEFT);
        if (!same) {
            pane.getStyleClass().add("state-different");
        }
        return pane;
    }
}
