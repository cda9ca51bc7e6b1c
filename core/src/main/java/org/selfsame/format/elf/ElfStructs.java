package org.selfsame.format.elf;

import org.selfsame.tree.Struct;

/// The structures of ELF files. Source: the System V gABI, chapters 4 and 5; for the module signature the kernel's
/// include/linux/module_signature.h.
///
/// @param header the ELF header
/// @param section an entry of the section header table
/// @param segment an entry of the program header table
/// @param compression what stands before the bytes of a section with the flag `SHF_COMPRESSED`
record ElfStructs(Struct header, Struct section, Struct segment, Struct compression) {
    static final ElfStructs BITS_32 = new ElfStructs(header(4),
            Struct.of("section header",
                    "name:4 type:4 flags:4 address:4 offset:4 size:4 link:4 info:4 alignment:4 entry_size:4"),
            Struct.of("program header",
                    "type:4 offset:4 address:4 physical_address:4 file_size:4 memory_size:4 flags:4 alignment:4"),
            Struct.of("compression header", "type:4 size:4 alignment:4"));
    static final ElfStructs BITS_64 = new ElfStructs(header(8),
            Struct.of("section header",
                    "name:4 type:4 flags:8 address:8 offset:8 size:8 link:4 info:4 alignment:8 entry_size:8"),
            Struct.of("program header",
                    "type:4 flags:4 offset:8 address:8 physical_address:8 file_size:8 memory_size:8 alignment:8"),
            Struct.of("compression header", "type:4 reserved:4 size:8 alignment:8"));

    /// What stands between the signature of a kernel module and the text that ends the file; big-endian.
    static final Struct MODULE_SIGNATURE = Struct.of("module signature",
            "algorithm:1 hash:1 id_type:1 signer_length:1 key_id_length:1 reserved:3 signature_length:4");

    private static Struct header(int word) {
        return Struct.of("elf header", """
                magic:4 class:1 data:1 ident_version:1 os_abi:1 abi_version:1 ident_padding:7 type:2 machine:2 version:4
                entry:W program_headers:W section_headers:W flags:4 size:2 program_header_size:2
                program_header_count:2 section_header_size:2 section_header_count:2 name_section:2"""
                .replace("W", Integer.toString(word)));
    }
}
