package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// El Torito's boot catalog (El Torito 1.0 §2; platform 0xEF from the UEFI specification §13.3.2).
///
/// @param bytes from the validation entry to the last entry
/// @param entries the initial entry and those of all sections
record BootCatalog(Bytes bytes, List<BootEntry> entries) {
    private static final int ENTRY = 32;
    private static final int VALIDATION = 1;
    private static final int SECTION = 0x90;
    private static final int LAST_SECTION = 0x91;
    private static final int EXTENSION = 0x44;
    private static final int EXTENSION_CONTINUES = 0x20;
    private static final int MAX_LENGTH = 32 * Iso.SECTOR;

    /// Reads the catalog at `offset`.
    ///
    /// @throws FormatException if it lies outside the image or does not begin with a validation entry
    static BootCatalog read(Content image, long offset, Notes notes) throws IOException {
        if (offset < 0 || offset > image.size() - Iso.SECTOR) {
            throw Iso.bad(offset, "the boot catalog does not lie inside the " + image.size() + " bytes of the image");
        }
        var bytes = Bytes.read(image, offset, (int) Math.min(MAX_LENGTH, image.size() - offset));
        if (bytes.u8(0) != VALIDATION || bytes.u8(30) != 0x55 || bytes.u8(31) != 0xaa) {
            throw Iso.bad(offset, "the boot catalog does not begin with a validation entry");
        }
        int sum = 0;
        for (int at = 0; at < ENTRY; at += 2) {
            sum += bytes.u16le(at);
        }
        if ((sum & 0xffff) != 0) {
            notes.add("boot_catalog_checksum", offset, "the words of the validation entry add up to "
                    + (sum & 0xffff) + ", not 0");
        }
        var entries = new ArrayList<BootEntry>();
        entries.add(new BootEntry(1, bytes.u8(1), bytes.slice(ENTRY, ENTRY)));
        int end = sections(bytes, entries, notes);
        return new BootCatalog(bytes.slice(0, end), entries);
    }

    /// Adds the entries of all sections and answers where the catalog ends.
    private static int sections(Bytes bytes, List<BootEntry> entries, Notes notes) throws FormatException {
        int at = 2 * ENTRY;
        for (var more = true; more && at + ENTRY <= bytes.length();) {
            int header = bytes.u8(at);
            if (header != SECTION && header != LAST_SECTION) {
                break;
            }
            more = header == SECTION;
            int platform = bytes.u8(at + 1);
            int count = bytes.u16le(at + 2);
            at += ENTRY;
            for (int i = 0; i < count; i++) {
                if (at + ENTRY > bytes.length()) {
                    notes.add("boot_catalog_unfinished", bytes.offset(at), "a section of " + count
                            + " entries runs beyond the boot catalog");
                    return bytes.length();
                }
                entries.add(new BootEntry(entries.size() + 1, platform, bytes.slice(at, ENTRY)));
                at += ENTRY;
                while (at + ENTRY <= bytes.length() && bytes.u8(at) == EXTENSION) {
                    boolean last = (bytes.u8(at + 1) & EXTENSION_CONTINUES) == 0;
                    at += ENTRY;
                    if (last) {
                        break;
                    }
                }
            }
        }
        return Math.min(at, bytes.length());
    }

    /// Who made the catalog, from the validation entry.
    String id() throws FormatException {
        return bytes.latin1(4, 24).replace("\0", "").strip();
    }
}
