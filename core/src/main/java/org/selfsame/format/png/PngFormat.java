package org.selfsame.format.png;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// PNG pictures, and MNG and JNG, whose chunks are the same. An entry is a chunk's data, by the chunk's type.
public final class PngFormat extends PartsFormat {
    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    /// The one instance needed.
    public PngFormat() {
        super("png");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, SIGNATURE) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new PngSurvey();
    }
}
