package org.selfsame.format.gdbm;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Databases of GNU dbm, little-endian with 64-bit offsets. An entry is a value, by its key.
public final class GdbmFormat extends PartsFormat {

    /// The one instance needed.
    public GdbmFormat() {
        super("gdbm");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() > 3 && content.bytes(0, 4)[2] == 0x57 && content.bytes(0, 4)[3] == 0x13 && opens(content);
    }

    @Override
    protected Survey survey() {
        return new GdbmSurvey();
    }
}
