package org.selfsame.app.window.settings;

import java.io.IOException;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Icons;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.tree.Text;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.words.Words;

/// The settings: the theme, and whose images the program knows.
public final class SettingsScreen implements Screen {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    private final ThemeModel theme;
    private final PublishersModel publishers;
    private final Desktop desktop;
    private final VBox list = new VBox();
    private final VBox form = new VBox();
    private final Label message = Texts.wrapping("", "message-text");
    private final HBox messageBox = new HBox(Icons.of(MaterialDesignI.INFORMATION_OUTLINE), message);
    private final SegmentedButton themes = new SegmentedButton();
    private final Page page;

    public SettingsScreen(ThemeModel theme, PublishersModel publishers, Desktop desktop) {
        this.theme = theme;
        this.publishers = publishers;
        this.desktop = desktop;
        messageBox.getStyleClass().add("message");
        messageBox.setId("settings-message");
        HBox.setHgrow(message, Priority.ALWAYS);
        list.getStyleClass().add("choices");
        form.managedProperty().bind(Bindings.isNotEmpty(form.getChildren()));
        var add = Buttons.of(Words.text("settings.publishers.add"), this::chooseKey);
        add.setId("publisher-add");
        page = new Page(Texts.wrapping(Words.text("settings.title"), "screen-title"), messageBox, themeSection(),
                new VBox(8, Texts.wrapping(Words.text("settings.publishers.title"), "section-title"),
                        Texts.wrapping(Words.text("settings.publishers.lead"), "muted")),
                new HBox(add), form, list);
        say("", false);
        refresh();
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        refresh();
        themes.getButtons().getFirst().requestFocus();
    }

    @Override
    public boolean escape() {
        if (form.getChildren().isEmpty()) {
            return false;
        }
        form.getChildren().clear();
        return true;
    }

    private Node themeSection() {
        var group = new ToggleGroup();
        for (var choice : ThemeChoice.values()) {
            var button = new ToggleButton(words(choice));
            button.setId("theme-" + choice);
            button.setMnemonicParsing(true);
            button.setSelected(choice == theme.choice().getValue());
            button.setOnAction(_ -> {
                button.setSelected(true);
                choose(choice);
            });
            themes.getButtons().add(button);
        }
        themes.setToggleGroup(group);
        return new VBox(8, Texts.wrapping(Words.text("settings.theme.title"), "section-title"), themes);
    }

    private static String words(ThemeChoice choice) {
        return Words.text(switch (choice) {
            case AUTO -> "settings.theme.AUTO";
            case LIGHT -> "settings.theme.LIGHT";
            case DARK -> "settings.theme.DARK";
        });
    }

    private void choose(ThemeChoice choice) {
        try {
            theme.choose(choice);
        } catch (IOException e) {
            say(Words.text("settings.notSaved", "why", String.valueOf(e.getMessage())), true);
        }
    }

    private void refresh() {
        try {
            list.getChildren().setAll(publishers.all().all().stream().map(this::row).toList());
        } catch (IOException e) {
            list.getChildren().clear();
            say(Words.text("settings.publishers.unreadable", "why", String.valueOf(e.getMessage())), true);
        }
    }

    private Node row(Publisher publisher) {
        boolean mine = publisher.origin() == Origin.ADDED_BY_USER;
        var name = Texts.wrapping(Text.printable(publisher.name()), "publisher-name");
        var words = new VBox(2, name, Texts.wrapping(Words.text(mine
                ? "settings.publishers.byHand"
                : "settings.publishers.bundled"), "muted"));
        if (!publisher.homePage().isBlank()) {
            words.getChildren().add(Texts.wrapping(Text.printable(publisher.homePage()), "muted"));
        }
        publisher.keys().forEach(key -> {
            words.getChildren().add(Texts.wrapping(key.fingerprint().toString(), "mono", "fingerprint"));
            if (key.key().isEmpty()) {
                words.getChildren().add(Texts.wrapping(Words.text("settings.publishers.noKey"), "muted"));
            }
        });
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(12, words);
        if (mine) {
            var remove = Buttons.icon(MaterialDesignT.TRASH_CAN_OUTLINE, "settings.publishers.remove",
                    () -> remove(publisher));
            remove.setId("remove-" + publisher.id());
            row.getChildren().add(remove);
        }
        row.getStyleClass().add("publisher-row");
        return row;
    }

    private void chooseKey() {
        desktop.chooseFile(Words.text("settings.publishers.add.choose")).ifPresent(file -> {
            try {
                var keys = publishers.read(file);
                form.getChildren().setAll(List.of(new AddPublisherForm(file, keys, this::add,
                        () -> form.getChildren().clear())));
                form.lookup(".text-field").requestFocus();
                say("", false);
            } catch (IOException _) {
                say(Words.text("settings.publishers.add.notAKey", "file", file.getFileName()), true);
            }
        });
    }

    private void add(AddPublisherForm filled) {
        try {
            publishers.add(filled.name(), filled.homePage(), filled.keys(), filled.source());
            form.getChildren().clear();
            say(Words.text("settings.publishers.added", "name", filled.name()), false);
            refresh();
        } catch (IOException e) {
            say(Words.text("settings.notSaved", "why", String.valueOf(e.getMessage())), true);
        }
    }

    private void remove(Publisher publisher) {
        try {
            publishers.remove(publisher);
            say(Words.text("settings.publishers.removed", "name", publisher.name()), false);
            refresh();
        } catch (IOException e) {
            say(Words.text("settings.notSaved", "why", String.valueOf(e.getMessage())), true);
        }
    }

    private void say(String words, boolean trouble) {
        message.setText(words);
        messageBox.setVisible(!words.isEmpty());
        messageBox.setManaged(!words.isEmpty());
        messageBox.pseudoClassStateChanged(TROUBLE, trouble);
    }
}
