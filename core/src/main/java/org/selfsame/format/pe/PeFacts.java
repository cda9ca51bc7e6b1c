package org.selfsame.format.pe;

import java.time.Instant;
import java.util.Locale;
import org.selfsame.tree.Anatomy;

/// What the headers of a PE file state.
final class PeFacts {
    private PeFacts() {}

    static void add(PeHeaders headers, Anatomy.Builder parts) {
        var coff = headers.coff();
        var optional = headers.optional();
        parts.fact("kind", headers.optionalStruct() == PeStructs.PE32 ? "PE32" : "PE32+");
        parts.fact("machine", hex(coff.get("machine")));
        parts.fact("characteristics", hex(coff.get("characteristics")));
        // a hash of the content stands here in reproducible builds of some linkers, and reads as a strange time
        parts.fact("time_date_stamp", Instant.ofEpochSecond(coff.get("time_date_stamp")).toString());
        parts.fact("sections", coff.get("sections"));
        parts.fact("subsystem", optional.get("subsystem"));
        parts.fact("entry_point", hex(optional.get("entry_point")));
        parts.fact("image_base", hex(optional.get("image_base")));
        parts.fact("section_alignment", optional.get("section_alignment"));
        parts.fact("file_alignment", optional.get("file_alignment"));
        parts.fact("image_size", optional.get("image_size"));
        parts.fact("headers_size", optional.get("headers_size"));
        parts.fact("checksum", hex(optional.get("checksum")));
        parts.fact("dll_characteristics", hex(optional.get("dll_characteristics")));
        parts.fact("linker", optional.get("linker_major") + "." + optional.get("linker_minor"));
    }

    private static String hex(long value) {
        return String.format(Locale.ROOT, "0x%x", value);
    }
}
