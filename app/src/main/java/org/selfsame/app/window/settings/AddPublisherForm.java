package org.selfsame.app.window.settings;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.tree.Text;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.words.Words;

/// Asks whose key a file holds, shows its fingerprint, and reminds of the second channel.
final class AddPublisherForm extends VBox {
    private final Path file;
    private final Keyring keys;
    private final TextField name = new TextField();
    private final TextField homePage = new TextField();

    AddPublisherForm(Path file, Keyring keys, Consumer<AddPublisherForm> add, Runnable cancel) {
        this.file = file;
        this.keys = keys;
        getStyleClass().add("card");
        name.setId("add-name");
        homePage.setId("add-home-page");
        name.setText(PublishersModel.suggestedName(keys).map(Text::printable).orElse(""));
        getChildren().add(Texts.wrapping(Words.text("settings.publishers.add.title", "file", file.getFileName()),
                "job-title"));
        keys.certificates().forEach(key -> {
            getChildren().add(Texts.wrapping(key.fingerprint().toString(), "mono", "fingerprint"));
            key.userIds().forEach(id -> getChildren().add(Texts.wrapping(
                    Words.text("settings.publishers.add.says", "name", id), "muted")));
        });
        var ok = Buttons.primary(Words.text("settings.publishers.add.ok"), () -> add.accept(this));
        ok.setId("add-ok");
        ok.disableProperty().bind(Bindings.createBooleanBinding(() -> name.getText().isBlank(), name.textProperty()));
        var buttons = new FlowPane(ok, Buttons.of(Words.text("settings.publishers.add.cancel"), cancel));
        buttons.getStyleClass().add("buttons");
        var reminder = Texts.wrapping(Words.text("settings.publishers.add.reminder"), "reminder");
        getChildren().addAll(reminder, field("settings.publishers.add.name", name),
                field("settings.publishers.add.homePage", homePage), buttons);
    }

    /// The name that the user gave.
    String name() {
        return name.getText();
    }

    /// The home page that the user gave, or an empty text.
    String homePage() {
        return homePage.getText();
    }

    /// The keys that were chosen.
    Keyring keys() {
        return keys;
    }

    /// Where they were taken from.
    String source() {
        return Words.text("settings.publishers.add.source", "file", file.getFileName());
    }

    private static VBox field(String key, TextField field) {
        var caption = new Label(Words.text(key));
        caption.setMnemonicParsing(true);
        caption.setLabelFor(field);
        return new VBox(4, caption, field);
    }
}
