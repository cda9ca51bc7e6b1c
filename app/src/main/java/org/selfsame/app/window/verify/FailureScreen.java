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

    /// @param file name of the file that was checked
    /// @param failure what happened; its name and message are shown for a report to the makers
    public FailureScreen(String file, Throwable failure, Runnable retry, Runnable other) {
        again = Buttons.of(Words.text("failure.again"), retry);
        var what = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        var detail = Texts.wrapping(Text.printable(failure.getClass().getName() + what), "mono",
                "muted");
        detail.setId("failure-detail");
        var buttons = new FlowPane(again, Buttons.of(Words.text("verdictscreen.other"), other));
        buttons.getStyleClass().add("buttons");
        var card = new VBox(Texts.wrapping(Words.text("failure.sentence", "file", Texts.shortened(file))),
                Texts.wrapping(Words.text("failure.reason"), "muted"), detail, buttons);
        card.getStyleClass().add("card");
        page = new Page(Texts.wrapping(Words.text("failure.title"), "screen-title"), card);
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
