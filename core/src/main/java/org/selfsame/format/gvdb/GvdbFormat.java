package org.selfsame.format.gvdb;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// GVariant databases, little-endian: compiled GSettings schemas, dconf, resources. A directory is a table (a schema), an entry a serialized value, by its key.
public final class GvdbFormat extends PartsFormat {

    /// The one instance needed.
    public GvdbFormat() {
        super("gvdb");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "GVariant") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new GvdbSurvey();
    }
}
