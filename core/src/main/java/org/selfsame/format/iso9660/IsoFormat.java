package org.selfsame.format.iso9660;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;

/// ISO 9660: recognized by the first volume descriptor, at sector 16.
public final class IsoFormat implements Format {
    @Override
    public String name() {
        return Iso.FORMAT;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Volume.isDescriptor(content, Iso.SYSTEM_AREA);
    }

    @Override
    public IsoReader open(Content content, Limits limits) throws IOException {
        return IsoReader.open(content, limits);
    }
}
