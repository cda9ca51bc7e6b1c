package org.selfsame.format.manifest;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Lists of checksums, as md5sum and sha256sum write them. An entry is a checksum, by the name of its file.
public final class ManifestFormat extends PartsFormat {

    /// The one instance needed.
    public ManifestFormat() {
        super("manifest");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return isText(content) && opens(content);
    }

    @Override
    protected Survey survey() {
        return new ManifestSurvey();
    }
}
