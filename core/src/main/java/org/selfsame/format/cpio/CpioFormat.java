package org.selfsame.format.cpio;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// cpio archives.
public final class CpioFormat implements Format {
    static final String NAME = "cpio";
    private static final int LONGEST_MAGIC = 6;

    @Override
    public String name() {
        return NAME;
    }

    /// The magic number of the old binary format has two bytes only, so a whole first header is asked for.
    @Override
    public boolean recognizes(Content content) throws IOException {
        var variant = variant(content);
        if (variant == null) {
            return false;
        }
        try {
            var first = HeaderReader.read(content, variant, 0);
            return first.name().length() > 0 || variant.magicLength() == LONGEST_MAGIC;
        } catch (FormatException _) {
            // an archive that is cut in its first member is one all the same
            return variant.magicLength() == LONGEST_MAGIC;
        }
    }

    private static @Nullable Variant variant(Content content) throws IOException {
        return Variant.of(content.bytes(0, (int) Math.min(LONGEST_MAGIC, content.size())));
    }

    /// Reads all headers; of a content that is decoded as it is read, all bytes, so that their digests are known.
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        var variant = variant(content);
        if (variant == null) {
            throw HeaderReader.broken(0, "no cpio header begins here");
        }
        return new CpioReader(Archive.read(content, variant, limits), limits);
    }
}
