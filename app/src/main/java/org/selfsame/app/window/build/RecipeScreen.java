package org.selfsame.app.window.build;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.words.Words;

/// Which recipe is to be built: a folder or an address, and a commit, tag or branch.
public final class RecipeScreen implements Screen {
    private final TextField repository = new TextField();
    private final TextField revision = new TextField();
    private final CheckBox dirty = new CheckBox(Words.text("buildview.recipe.dirty"));
    private final Label message = Texts.wrapping("", "message-text");
    private final HBox messageBox = new HBox(Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE), message);
    private final Consumer<Source> look;
    private final Page page;

    /// @param before what was asked for last
    /// @param look reads the recipe that is asked for
    public RecipeScreen(Source before, Desktop desktop, Consumer<Source> look) {
        this.look = look;
        repository.setId("build-repository");
        repository.setText(before.repository());
        repository.setPromptText(Words.text("buildview.recipe.prompt"));
        repository.setOnAction(_ -> look());
        revision.setId("build-revision");
        revision.setText(before.revision());
        revision.setPromptText(Words.text("buildview.recipe.revision.prompt"));
        revision.setOnAction(_ -> look());
        dirty.setId("build-dirty");
        dirty.setSelected(before.dirty());
        dirty.setMnemonicParsing(true);
        dirty.setWrapText(true);
        var choose = Buttons.of(Words.text("buildview.recipe.choose"),
                () -> desktop.chooseDirectory(Words.text("buildview.recipe.choose.title"))
                        .ifPresent(folder -> repository.setText(folder.toString())));
        choose.setId("build-choose");
        var next = Buttons.primary(Words.text("buildview.recipe.look"), this::look);
        next.setId("build-look");
        messageBox.getStyleClass().add("message");
        messageBox.setId("build-message");
        HBox.setHgrow(message, Priority.ALWAYS);
        show(false);
        var where = new VBox(6, label("buildview.recipe.repository", repository), repository, new FlowPane(choose));
        var which = new VBox(6, label("buildview.recipe.revision", revision), revision, dirty);
        var card = new VBox(where, which, new FlowPane(next));
        card.getStyleClass().add("card");
        page = new Page(new VBox(6, Texts.wrapping(Words.text("buildview.recipe.title"), "screen-title"),
                Texts.wrapping(Words.text("buildview.recipe.lead"), "lead")), messageBox, card);
    }

    private static Label label(String key, TextField field) {
        var label = Texts.wrapping(Words.text(key));
        label.setMnemonicParsing(true);
        label.setLabelFor(field);
        return label;
    }

    private void look() {
        var source = new Source(repository.getText(), revision.getText(), dirty.isSelected());
        if (source.repository().isEmpty()) {
            say(Words.text("buildview.recipe.nothing"));
            repository.requestFocus();
        } else {
            show(false);
            look.accept(source);
        }
    }

    /// Shows why a recipe cannot be used.
    void say(String words) {
        message.setText(words);
        show(true);
    }

    private void show(boolean visible) {
        messageBox.setVisible(visible);
        messageBox.setManaged(visible);
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        repository.requestFocus();
        repository.end();
    }
}
