package org.selfsame.format.compress;

import java.io.IOException;
import java.util.List;
import org.selfsame.codec.Compression;
import org.selfsame.codec.Compressions;
import org.selfsame.content.Content;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// A format of compressed streams. Its tree has one file, `content`, which is what the stream decodes to; the name is
/// always the same, so that those of two streams are compared with each other.
public final class CompressFormat implements Format {
    private final Compression compression;

    private CompressFormat(Compression compression) {
        this.compression = compression;
    }

    /// All formats of compressed streams, those with a magic number first.
    public static List<Format> all() {
        return Compressions.all().stream().<Format>map(CompressFormat::new).toList();
    }

    @Override
    public String name() {
        return compression.name();
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return compression.begins(content, 0);
    }

    /// Reads the first header only. The members are looked for when the tree, the layout or the anomalies are asked for.
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        return CompressReader.open(compression, content, limits);
    }
}
