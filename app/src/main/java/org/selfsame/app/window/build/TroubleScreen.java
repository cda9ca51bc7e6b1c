package org.selfsame.app.window.build;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;

/// A recipe that cannot be read, or a lock that cannot be made: which input, what is wrong with it, what to do.
final class TroubleScreen implements Screen {
    private final AnswerCard card;
    private final Page page;

    /// @param subject the recipe, on a line of its own
    TroubleScreen(String subject, Trouble trouble, List<Button> buttons) {
        card = AnswerCard.of(trouble, buttons);
        page = new Page(Texts.name(subject, "file-name"), card);
    }

    @Override
    public Node node() {
        return page;
    }

    /// Moves the focus to what happened, so that a screen reader says it.
    @Override
    public void shown() {
        card.requestFocus();
    }
}
