package org.selfsame.format.elf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Struct;

/// The notes of a section: owner, type and descriptor, each filled up to a multiple of 4 bytes.
final class Notes {
    private static final Struct HEADER = Struct.of("note", "name_size:4 descriptor_size:4 type:4");
    private static final int BUILD_ID = 3;
    /// Owners are words, and build ids hashes.
    private static final long LONGEST = 64;
    private static final int MOST = 1_000;

    private Notes() {}

    /// Names the notes in `size` bytes at `offset`, which lie inside the content. A note that runs beyond the section
    /// ends the list.
    ///
    /// @throws IOException if the content cannot be read
    static void add(Elf elf, Anatomy.Builder parts, long offset, long size, String owner) throws IOException {
        long at = offset;
        long end = offset + size;
        for (int count = 0; count < MOST && end - at >= HEADER.size(); count++) {
            var header = HEADER.read(elf.content(), at, elf.order());
            long name = at + HEADER.size();
            long nameSize = header.get("name_size");
            long descriptor = name + Math.ceilDiv(nameSize, 4) * 4;
            long descriptorSize = header.get("descriptor_size");
            if (nameSize > LONGEST || descriptorSize > end - descriptor) {
                parts.anomaly("elf.note_outside", at, "a note runs beyond its section");
                return;
            }
            parts.struct(HEADER, at, owner);
            parts.region(name, nameSize, Kind.FIELD, "note.owner", owner);
            boolean isBuildId = header.get("type") == BUILD_ID && descriptorSize <= LONGEST
                    && text(elf.content().bytes(name, (int) nameSize)).equals("GNU");
            parts.region(descriptor, descriptorSize, Kind.FIELD,
                    isBuildId ? "note.gnu.build-id" : "note.descriptor", owner);
            if (isBuildId) {
                parts.fact("build_id",
                        HexFormat.of().formatHex(elf.content().bytes(descriptor, (int) descriptorSize)));
            }
            at = Math.min(end, descriptor + Math.ceilDiv(descriptorSize, 4) * 4);
        }
    }

    private static String text(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }
}
