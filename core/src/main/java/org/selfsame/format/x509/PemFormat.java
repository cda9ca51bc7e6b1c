package org.selfsame.format.x509;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Certificates, keys and the like in the textual encoding of RFC 7468. An entry is a decoded block.
public final class PemFormat extends PartsFormat {

    /// The one instance needed.
    public PemFormat() {
        super("pem");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return isText(content) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new PemSurvey();
    }
}
