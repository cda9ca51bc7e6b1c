package org.selfsame.format.mimecache;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// The cache of shared-mime-info. An entry is one of its lists.
public final class MimeCacheFormat extends PartsFormat {

    /// The one instance needed.
    public MimeCacheFormat() {
        super("mimecache");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return (has(content, 0, "\0\1\0\1\0\0") || has(content, 0, "\0\1\0\2\0\0")) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new MimeCacheSurvey();
    }
}
