package org.selfsame.format.pe;

import java.util.List;
import java.util.stream.Stream;
import org.selfsame.tree.Struct;

/// The structures of a PE file. Source: Microsoft's "PE Format", and winnt.h for the DOS header.
final class PeStructs {
    static final Struct DOS = Struct.of("dos header", """
            magic:2 last_page_bytes:2 pages:2 relocations:2 header_paragraphs:2 min_memory:2 max_memory:2 ss:2 sp:2
            checksum:2 ip:2 cs:2 relocation_table:2 overlay:2 reserved:8 oem_id:2 oem_info:2 reserved_2:20
            pe_offset:4""");

    static final Struct COFF = Struct.of("coff header", """
            machine:2 sections:2 time_date_stamp:4 symbol_table:4 symbols:4 optional_header_size:2
            characteristics:2""");

    private static final String START = """
            magic:2 linker_major:1 linker_minor:1 code_size:4 initialized_data_size:4 uninitialized_data_size:4
            entry_point:4 code_base:4\s""";
    private static final String MIDDLE = """
            section_alignment:4 file_alignment:4 os_major:2 os_minor:2 image_major:2 image_minor:2 subsystem_major:2
            subsystem_minor:2 win32_version:4 image_size:4 headers_size:4 checksum:4 subsystem:2
            dll_characteristics:2\s""";

    static final Struct PE32 = Struct.of("optional header", START + "data_base:4 image_base:4 " + MIDDLE
            + "stack_reserve:4 stack_commit:4 heap_reserve:4 heap_commit:4 loader_flags:4 directories:4");
    static final Struct PE32_PLUS = Struct.of("optional header", START + "image_base:8 " + MIDDLE
            + "stack_reserve:8 stack_commit:8 heap_reserve:8 heap_commit:8 loader_flags:4 directories:4");

    static final int CERTIFICATES = 4;
    static final int DEBUG = 6;

    /// The data directories by number.
    static final List<Struct> DIRECTORIES = Stream
            .of("export", "import", "resource", "exception", "certificate", "base_relocation", "debug", "architecture",
                    "global_pointer", "tls", "load_config", "bound_import", "import_address", "delay_import", "clr",
                    "reserved")
            .map(name -> Struct.of("data directory." + name, "address:4 size:4")).toList();

    static final Struct SECTION = Struct.of("section header", """
            name:8 virtual_size:4 virtual_address:4 raw_size:4 raw_offset:4 relocations:4 line_numbers:4
            relocation_count:2 line_number_count:2 characteristics:4""");

    static final Struct CERTIFICATE = Struct.of("certificate", "length:4 revision:2 type:2");

    static final Struct DEBUG_ENTRY = Struct.of("debug directory", """
            characteristics:4 time_date_stamp:4 major_version:2 minor_version:2 type:4 size:4 address:4 offset:4""");

    /// A CodeView record of the kind `RSDS`; the path of the debug file follows.
    static final Struct CODE_VIEW = Struct.of("codeview", "magic:4 guid:16 age:4");

    private PeStructs() {}
}
