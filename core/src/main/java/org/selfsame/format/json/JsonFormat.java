package org.selfsame.format.json;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// JSON whose outermost value is an object or an array that is not empty. A directory is an object or an array, an entry any other value, by its name or its place.
public final class JsonFormat extends PartsFormat {
    private static final int START = 64;

    /// The one instance needed.
    public JsonFormat() {
        super("json");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        for (byte b : content.bytes(0, (int) Math.min(START, content.size()))) {
            if (b == '{' || b == '[') {
                return opens(content);
            }
            if (!Values.isSpace(b)) {
                return false;
            }
        }
        return false;
    }

    @Override
    protected Survey survey() {
        return new JsonSurvey();
    }
}
