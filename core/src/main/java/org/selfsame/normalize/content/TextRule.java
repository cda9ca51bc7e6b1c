package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Optional;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;

/// A rule for a text, whose bytes are taken a character each, so that all others come out as they went in.
abstract class TextRule implements ContentRule {
    private static final int LARGEST = 1 << 25;

    @Override
    public final Optional<Content> apply(Content content, Work work) throws IOException {
        if (content.size() > LARGEST) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "a text of " + content.size() + " bytes");
        }
        var before = Bytes.latin(content.bytes(0, (int) content.size()));
        var after = rewrite(before, work.epoch());
        return after.equals(before) ? Optional.empty() : Optional.of(new BytesContent(Bytes.latin(after)));
    }

    /// What the text should be.
    abstract String rewrite(String text, Epoch epoch);

    /// What of a text is left when everything that the rule may change is taken out.
    abstract String essence(String text);

    /// Without what the rule may change, both are equal; and a second time changes nothing.
    @Override
    public final void prove(Content before, Content after, Work work) throws IOException {
        var old = Bytes.latin(before.bytes(0, (int) before.size()));
        var now = Bytes.latin(after.bytes(0, (int) after.size()));
        if (!essence(old).equals(essence(now)) || !rewrite(now, work.epoch()).equals(now)) {
            throw Proof.unproven("another text");
        }
    }
}
