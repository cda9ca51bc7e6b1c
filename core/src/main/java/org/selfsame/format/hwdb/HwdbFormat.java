package org.selfsame.format.hwdb;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// The compiled hardware database of systemd and udev. An entry is the properties of a pattern.
public final class HwdbFormat extends PartsFormat {

    /// The one instance needed.
    public HwdbFormat() {
        super("hwdb");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "KSLPHHRH") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new HwdbSurvey();
    }
}
