package org.selfsame.format.keybox;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Key boxes of GnuPG. An entry is a key with what belongs to it, by its fingerprint.
public final class KeyboxFormat extends PartsFormat {

    /// The one instance needed.
    public KeyboxFormat() {
        super("keybox");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 8, "KBXf") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new KeyboxSurvey();
    }
}
