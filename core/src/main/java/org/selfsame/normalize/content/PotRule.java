package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.normalize.Epoch;

/// Messages of gettext as text, POT and PO: the dates in the header entry that are later than the epoch.
public final class PotRule extends TextRule {
    private static final int HEAD = 1 << 14;
    private static final String QUOTE = "\"";
    private static final Pattern DATES = Pattern.compile("^\"(?:POT-Creation-Date|PO-Revision-Date): [^\n]*\n",
            Pattern.MULTILINE);

    @Override
    public String id() {
        return "gettext-po";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        if (!Bytes.has(content, 0, "#") && !Bytes.has(content, 0, "msgid \"\"")) {
            return false;
        }
        var head = Bytes.head(content, HEAD);
        return head.contains("\"POT-Creation-Date: ") && head.contains("msgid \"\"");
    }

    @Override
    String rewrite(String text, Epoch epoch) {
        var out = new StringBuilder(text);
        int end = headerEnd(text);
        GettextDates.find(text.substring(0, end), QUOTE, epoch,
                (at, date) -> out.replace(at, at + date.length(), date));
        return out.toString();
    }

    /// The header entry ends with the first empty line behind it.
    private static int headerEnd(String text) {
        int end = text.indexOf("\n\n", text.indexOf("msgid \"\""));
        return end < 0 ? text.length() : end;
    }

    @Override
    String essence(String text) {
        return DATES.matcher(text.substring(0, headerEnd(text))).replaceAll("") + text.substring(headerEnd(text));
    }
}
