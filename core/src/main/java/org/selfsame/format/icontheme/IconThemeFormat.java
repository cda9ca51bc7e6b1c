package org.selfsame.format.icontheme;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Icon caches of GTK. An entry is an icon's list of images, by the icon's name.
public final class IconThemeFormat extends PartsFormat {

    /// The one instance needed.
    public IconThemeFormat() {
        super("icontheme");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "\0\1\0\0\0\0") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new IconThemeSurvey();
    }
}
