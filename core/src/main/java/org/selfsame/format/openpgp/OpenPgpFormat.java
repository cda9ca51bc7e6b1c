package org.selfsame.format.openpgp;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// OpenPGP keys, signatures and messages. In binary, an entry is a packet, in a directory for each key, by its fingerprint; in ASCII armor it is a decoded block.
public final class OpenPgpFormat extends PartsFormat {

    /// The one instance needed.
    public OpenPgpFormat() {
        super("openpgp");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return (has(content, 0, ArmorSurvey.BEGIN) || content.size() > 2 && content.bytes(0, 1)[0] < 0)
                && opens(content);
    }

    @Override
    protected Survey survey() {
        return new OpenPgpSurvey();
    }
}
