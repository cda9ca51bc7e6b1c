package org.selfsame.format.ldcache;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Caches of the dynamic linker, in the old and new format, little-endian, and ldconfig's auxiliary cache. An entry is the path of a library, by the name that programs ask for.
public final class LdCacheFormat extends PartsFormat {

    /// The one instance needed.
    public LdCacheFormat() {
        super("ldcache");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return (has(content, 0, LdCacheSurvey.NEW) || has(content, 0, LdCacheSurvey.OLD)
                || has(content, 0, LdCacheSurvey.AUX)) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new LdCacheSurvey();
    }
}
