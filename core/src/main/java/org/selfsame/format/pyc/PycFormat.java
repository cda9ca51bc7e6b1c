package org.selfsame.format.pyc;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Compiled modules of CPython 2.7 and 3.3 or later. The one entry is the marshalled code.
public final class PycFormat extends PartsFormat {

    /// The one instance needed.
    public PycFormat() {
        super("pyc");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 2, "\r\n") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new PycSurvey();
    }
}
