package org.selfsame.format.classfile;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// Java class files. Entries are fields, methods and attributes of the class.
public final class ClassFormat extends PartsFormat {

    /// The one instance needed.
    public ClassFormat() {
        super("class");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return has(content, 0, "\u00ca\u00fe\u00ba\u00be") && opens(content);
    }

    @Override
    protected Survey survey() {
        return new ClassSurvey();
    }
}
