package org.selfsame.format.deb822;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Stanzas of fields: dpkg's status, Packages, Sources, Release, control files. An entry is a stanza by its package; where there is one stanza alone, a field.
public final class Deb822Format extends PartsFormat {

    /// The one instance needed.
    public Deb822Format() {
        super("deb822");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return isText(content) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new Deb822Survey();
    }
}
