package org.selfsame.format.catalog;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Compiled message catalogs of systemd's journal. An entry is a message, by its id and language.
public final class CatalogFormat extends PartsFormat {

    /// The one instance needed.
    public CatalogFormat() {
        super("catalog");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "RHHHKSLP") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new CatalogSurvey();
    }
}
