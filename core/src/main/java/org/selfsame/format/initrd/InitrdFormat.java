package org.selfsame.format.initrd;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// An initial RAM file system of more than one archive, each of which is compressed or not, such as microcode before the
/// archive proper. Of one archive it is what that is: a cpio archive, or a compressed stream.
public final class InitrdFormat implements Format {
    static final String NAME = "initrd";

    @Override
    public String name() {
        return NAME;
    }

    /// Cheap for everything that begins with no archive; else the end of the first archive has to be found.
    @Override
    public boolean recognizes(Content content) throws IOException {
        return new Segments(content).areSeveral();
    }

    @Override
    public Reader open(Content content, Limits limits) {
        return new InitrdReader(content);
    }
}
