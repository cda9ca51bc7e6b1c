package org.selfsame.format.aptcache;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// The binary package cache of APT, of which the header is read alone.
public final class AptCacheFormat extends PartsFormat {

    /// The one instance needed.
    public AptCacheFormat() {
        super("aptcache");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "\u00dcv\u00fe\u0098") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new AptCacheSurvey();
    }
}
