package org.selfsame.format.x509;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// X.509 certificates in DER. An entry is the public key, or an extension.
public final class X509Format extends PartsFormat {

    /// The one instance needed.
    public X509Format() {
        super("x509");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "0") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new X509Survey();
    }
}
