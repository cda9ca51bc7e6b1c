package org.selfsame.format.terminfo;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Compiled terminal descriptions of ncurses.
public final class TerminfoFormat extends PartsFormat {

    /// The one instance needed.
    public TerminfoFormat() {
        super("terminfo");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return (has(content, 0, "\u001a\1") || has(content, 0, "\u001e\2")) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new TerminfoSurvey();
    }
}
