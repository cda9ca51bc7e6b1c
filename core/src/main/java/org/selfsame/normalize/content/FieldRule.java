package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Optional;
import java.util.Arrays;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.SplicedContent;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.Work;

/// A rule for a header of fixed size at the start: some numbers in it change, nothing else does.
abstract class FieldRule implements ContentRule {
    private final int length;

    FieldRule(int length) {
        this.length = length;
    }

    @Override
    public final Optional<Content> apply(Content content, Work work) throws IOException {
        var before = content.bytes(0, length);
        var after = before.clone();
        change(content, after, work);
        if (Arrays.equals(before, after)) {
            return Optional.empty();
        }
        var patches = new TreeMap<Long, byte[]>();
        patches.put(0L, after);
        return Optional.of(SplicedContent.patched(content, patches));
    }

    /// Changes the header in place.
    ///
    /// @throws LeftAloneException if it must not be
    /// @throws IOException if the content cannot be read
    abstract void change(Content content, byte[] header, Work work) throws IOException;

    /// Makes zero what the rule may change.
    abstract void blank(byte[] header);

    @Override
    public final void prove(Content before, Content after, Work work) throws IOException {
        var old = before.bytes(0, length);
        var now = after.bytes(0, length);
        blank(old);
        blank(now);
        long rest = before.size() - length;
        if (!recognizes(after) || !Arrays.equals(old, now)
                || !Bytes.equal(before.slice(length, rest), after.slice(length, after.size() - length))) {
            throw Proof.unproven("another header");
        }
    }
}
