package org.selfsame.format.pkcs12;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Key stores of PKCS #12. What is encrypted is not read.
public final class Pkcs12Format extends PartsFormat {

    /// The one instance needed.
    public Pkcs12Format() {
        super("pkcs12");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "0") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new Pkcs12Survey();
    }
}
