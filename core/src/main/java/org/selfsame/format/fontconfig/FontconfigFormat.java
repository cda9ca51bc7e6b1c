package org.selfsame.format.fontconfig;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Caches of fontconfig, as 64-bit little-endian systems write them. An entry is a font, by its file.
public final class FontconfigFormat extends PartsFormat {

    /// The one instance needed.
    public FontconfigFormat() {
        super("fontconfig");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return (has(content, 0, "\u0004\u00fc\u0002\u00fc") || has(content, 0, "\u0005\u00fc\u0002\u00fc"))
                && opens(content);
    }

    @Override
    protected Survey survey() {
        return new FontconfigSurvey();
    }
}
