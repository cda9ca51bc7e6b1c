package org.selfsame.format.sfnt;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// TrueType and OpenType fonts. An entry is a table, by its tag.
public final class SfntFormat extends PartsFormat {

    /// The one instance needed.
    public SfntFormat() {
        super("sfnt");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return (has(content, 0, "\0\1\0\0") || has(content, 0, "OTTO") || has(content, 0, "true")) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new SfntSurvey();
    }
}
