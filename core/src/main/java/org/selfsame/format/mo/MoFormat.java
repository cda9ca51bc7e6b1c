package org.selfsame.format.mo;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Compiled messages of GNU gettext, in either byte order. An entry is a translation, by its original.
public final class MoFormat extends PartsFormat {
    /// The magic number in either byte order.
    static final String LITTLE = "\u00de\u0012\u0004\u0095";
    static final String BIG = "\u0095\u0004\u0012\u00de";

    /// The one instance needed.
    public MoFormat() {
        super("mo");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return (has(content, 0, LITTLE) || has(content, 0, BIG)) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new MoSurvey();
    }
}
