package org.selfsame.format.jks;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Java's own key stores: JKS and JCEKS. A directory is an alias, an entry a certificate or an encrypted key.
public final class JksFormat extends PartsFormat {

    /// The one instance needed.
    public JksFormat() {
        super("jks");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return (has(content, 0, "\u00fe\u00ed\u00fe\u00ed") || has(content, 0, "\u00ce\u00ce\u00ce\u00ce"))
                && opens(content);
    }

    @Override
    protected Survey survey() {
        return new JksSurvey();
    }
}
