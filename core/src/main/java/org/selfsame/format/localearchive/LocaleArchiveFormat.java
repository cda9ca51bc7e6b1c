package org.selfsame.format.localearchive;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// The archive of compiled locales of the GNU C library, little-endian. A directory is a locale, an entry one of its categories.
public final class LocaleArchiveFormat extends PartsFormat {

    /// The one instance needed.
    public LocaleArchiveFormat() {
        super("localearchive");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "\u0009\1\2\u00de") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new LocaleArchiveSurvey();
    }
}
