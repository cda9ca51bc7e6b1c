package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.SplicedContent;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;
import org.selfsame.tree.Format;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Reader;

/// A rule for an image whose reader tells which bytes are what: some fields get other values where they stand, and
/// everything else stays in its place. What is in the files of the image is left alone.
abstract class ImageRule implements ContentRule {
    private final Format format;

    ImageRule(Format format) {
        this.format = format;
    }

    @Override
    public final String id() {
        return format.name();
    }

    @Override
    public final boolean recognizes(Content content) throws IOException {
        return format.recognizes(content);
    }

    @Override
    public final Optional<Content> apply(Content content, Work work) throws IOException {
        var reader = format.open(content, work.limits());
        checkWhole(reader, work);
        var layout = reader.layout(work.task());
        var patches = new Patches(content);
        change(patches, layout, work);
        return patches.changed.isEmpty()
                ? Optional.empty()
                : Optional.of(SplicedContent.patched(content, patches.changed));
    }

    /// An image whose end is missing was not made this way, and its copy must not look as if it were.
    private static void checkWhole(Reader reader, Work work) throws IOException {
        for (var anomaly : reader.anomalies(work.task())) {
            if (anomaly.code().endsWith(".truncated")) {
                throw new LeftAloneException(Reason.DAMAGED, anomaly.detail());
            }
        }
    }

    /// Puts the fields that change into `patches`.
    ///
    /// @throws LeftAloneException if the image must stay as it is
    /// @throws IOException if it cannot be read
    abstract void change(Patches patches, Layout layout, Work work) throws IOException;

    @Override
    public final void prove(Content before, Content after, Work work) throws IOException {
        Proof.sameEntries(format, before, after, work, path -> false);
        Proof.sameLayout(format, before, after, work);
    }

    /// Bytes that change, by their place.
    static final class Patches {
        private final Content content;
        private final SortedMap<Long, byte[]> changed = new TreeMap<>();

        private Patches(Content content) {
            this.content = content;
        }

        /// The image as it was.
        Content content() {
            return content;
        }

        /// The bytes as they were.
        byte[] bytes(long offset, int length) throws IOException {
            return content.bytes(offset, length);
        }

        /// Sets all bytes from `offset` on that `bytes` has, if they differ. Ranges that are set do not overlap, but for those
        /// that begin at the same place, of which the last counts.
        void set(long offset, byte[] bytes) throws IOException {
            if (!Arrays.equals(content.bytes(offset, bytes.length), bytes)) {
                changed.put(offset, bytes);
            }
        }
    }
}
