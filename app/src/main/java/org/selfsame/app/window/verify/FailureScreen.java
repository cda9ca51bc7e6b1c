package org.selfsame.app.window.verify;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.selfsame.app.window.widget.Buttons;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.tree.Text;
import org.selfsame.words.Words;

/// The program itself failed. It says so, and that this tells nothing about the file.
public final class FailureScreen implements Screen {
    private final Button again;
    private final Page page;

    /// What the screen says.
    ///
    /// @param sentence what went wrong
    /// @param reason what that means for the file
    /// @param other what the button to something else says
    public record Says(String title, String sentence, String reason, String other) {}

    /// @param says the words around it
    /// @param failure what happened; its name and message are shown for a report to the makers
    public FailureScreen(Says says, Throwable failure, Runnable retry, Runnable other) {
        again = Buttons.of(Words.text("failure.again"), retry);
        again.setId("failure-again");
        var what = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        var detail = Texts.wrapping(Text.printable(failure.getClass().getName() + what), "mono",
                "muted");
        detail.setId("failure-detail");
        var buttons = new FlowPane(again, Buttons.of(says.other(), other));
        buttons.getStyleClass().add("buttons");
        var card = new VBox(Texts.wrapping(says.sentence()), Texts.wrapping(says.reason(), "muted"), detail, buttons);
        card.getStyleClass().add("card");
        page = new Page(Texts.wrapping(says.title(), "screen-title"), card);
    }

    /// That a check of `file` failed.
    public static Says ofCheck(String file) {
        return new Says(Words.text("failure.title"), Words.text("failure.sentence", "file", Texts.shortened(file)),
                Words.text("failure.reason"), Words.text("verdictscreen.other"));
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public void shown() {
        again.requestFocus();
    }
}
