package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A file of the image: its sections, each a range of bytes that may lie outside a truncated image.
///
/// @param image the image
/// @param sections where its bytes are, in order; sections of no bytes are left out
/// @param zisofs how it is compressed, or null
/// @param unsupported why its bytes cannot be read, or null
/// @param record where its directory record lies
record IsoFile(Name name, Metadata metadata, Content image, List<Extent> sections, @Nullable Zisofs zisofs,
        @Nullable String unsupported, long record) implements Entry.File {

    /// A range of the image.
    ///
    /// @param offset first byte
    /// @param length bytes, more than 0
    record Extent(long offset, long length) {}

    /// Bytes as they are stored.
    long storedSize() {
        long size = 0;
        for (var section : sections) {
            size += section.length();
        }
        return size;
    }

    @Override
    public long size() {
        return zisofs == null ? storedSize() : zisofs.size();
    }

    @Override
    public Content content() throws IOException {
        if (unsupported != null) {
            throw Iso.bad(record, unsupported);
        }
        var stored = stored();
        return zisofs == null ? stored : zisofs.open(stored, sections.isEmpty() ? record : sections.get(0).offset());
    }

    private Content stored() throws IOException {
        if (sections.isEmpty()) {
            return new BytesContent(new byte[0]);
        }
        var parts = new Content[sections.size()];
        for (int i = 0; i < parts.length; i++) {
            var section = sections.get(i);
            if (section.offset() > image.size() - section.length()) {
                throw Iso.bad(section.offset(), "an extent of " + section.length() + " bytes does not lie inside the "
                        + image.size() + " bytes of the image");
            }
            parts[i] = image.slice(section.offset(), section.length());
        }
        return parts.length == 1 ? parts[0] : new SectionContent(parts);
    }
}
