package org.selfsame.app.window.verify;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.tree.Text;
import org.selfsame.words.Words;

/// Asks who should have signed a file. The answer comes from what the user knows, never from the download.
public final class ChoosePublisherScreen implements Screen {
    private final ToggleGroup group = new ToggleGroup();
    private final VBox choices = new VBox();
    private final Page page;

    /// @param publishers whom to choose from
    /// @param chosen takes the answer
    /// @param add where a key can be added
    public ChoosePublisherScreen(String file, List<Publisher> publishers, Consumer<Publisher> chosen, Runnable add) {
        choices.getStyleClass().add("choices");
        publishers.forEach(publisher -> choices.getChildren().add(choice(publisher)));
        var check = Buttons.primary(Words.text("publisher.choose.check"), () -> {
            if (group.getSelectedToggle() != null) {
                chosen.accept((Publisher) group.getSelectedToggle().getUserData());
            }
        });
        check.setId("publisher-check");
        check.disableProperty().bind(group.selectedToggleProperty().isNull());
        var buttons = new FlowPane(check, addButton(add));
        buttons.getStyleClass().add("buttons");
        page = new Page(Texts.wrapping(Words.text("publisher.choose.title"), "screen-title"),
                Texts.wrapping(Words.text("publisher.choose.lead", "file", Texts.shortened(file)), "lead"), choices,
                buttons);
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        choices.getChildren().stream().findFirst().ifPresent(first -> first.lookup(".radio-button").requestFocus());
    }

    private static Button addButton(Runnable add) {
        var button = Buttons.of(Words.text("publisher.choose.other"), add);
        button.setId("publisher-other");
        return button;
    }

    private Node choice(Publisher publisher) {
        var name = Text.printable(publisher.name());
        var radio = new RadioButton(name);
        radio.setMnemonicParsing(false);
        radio.setWrapText(true);
        radio.setToggleGroup(group);
        radio.setUserData(publisher);
        radio.setId("publisher-" + publisher.id());
        var page = Texts.wrapping(Text.printable(publisher.homePage()), "muted", "indented");
        radio.setAccessibleHelp(page.getText());
        var box = new VBox(2, radio);
        if (!publisher.homePage().isBlank()) {
            box.getChildren().add(page);
        }
        return box;
    }
}
