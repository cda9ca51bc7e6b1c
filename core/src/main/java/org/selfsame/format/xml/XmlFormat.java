package org.selfsame.format.xml;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.parts.PartsFormat;
import org.selfsame.parts.Survey;

/// XML in an encoding that has ASCII in it, such as UTF-8. A directory is an element, an entry an attribute, a text, or an element that holds nothing but text.
public final class XmlFormat extends PartsFormat {

    /// The one instance needed.
    public XmlFormat() {
        super("xml");
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return opensMarkup(content) && opens(content);
    }

    /// Whether the first byte that is no white space opens a tag: for a first look.
    private static boolean opensMarkup(Content content) throws IOException {
        for (byte b : content.bytes(0, (int) Math.min(64, content.size()))) {
            if (b == '<') {
                return true;
            }
            boolean mark = b == (byte) 0xef || b == (byte) 0xbb || b == (byte) 0xbf;
            if (!mark && !Markup.isSpace(b)) {
                return false;
            }
        }
        return false;
    }

    @Override
    protected Survey survey() {
        return new XmlSurvey();
    }
}
