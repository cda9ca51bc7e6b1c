package org.selfsame.format.iso9660;

import java.util.List;

/// The fields of a primary or supplementary volume descriptor (ECMA-119 §8.4 and §8.5).
///
/// @param name the term, as it appears in facts and layouts
/// @param at first byte within the descriptor
/// @param length bytes
/// @param form what the bytes are
record DescriptorField(String name, int at, int length, Form form) {

    enum Form {
        NUMBER_8, BOTH_16, BOTH_32, LITTLE_32, BIG_32, TEXT, DATE, RAW
    }

    static final List<DescriptorField> ALL = List.of(
            new DescriptorField("type", 0, 1, Form.NUMBER_8),
            new DescriptorField("standard_id", 1, 5, Form.RAW),
            new DescriptorField("version", 6, 1, Form.NUMBER_8),
            new DescriptorField("flags", 7, 1, Form.NUMBER_8),
            new DescriptorField("system_id", 8, 32, Form.TEXT),
            new DescriptorField("volume_id", 40, 32, Form.TEXT),
            new DescriptorField("unused_72", 72, 8, Form.RAW),
            new DescriptorField("volume_space_size", 80, 8, Form.BOTH_32),
            new DescriptorField("escape_sequences", 88, 32, Form.RAW),
            new DescriptorField("volume_set_size", 120, 4, Form.BOTH_16),
            new DescriptorField("volume_sequence_number", 124, 4, Form.BOTH_16),
            new DescriptorField("logical_block_size", 128, 4, Form.BOTH_16),
            new DescriptorField("path_table_size", 132, 8, Form.BOTH_32),
            new DescriptorField("path_table_l", 140, 4, Form.LITTLE_32),
            new DescriptorField("optional_path_table_l", 144, 4, Form.LITTLE_32),
            new DescriptorField("path_table_m", 148, 4, Form.BIG_32),
            new DescriptorField("optional_path_table_m", 152, 4, Form.BIG_32),
            new DescriptorField("root_directory_record", 156, 34, Form.RAW),
            new DescriptorField("volume_set_id", 190, 128, Form.TEXT),
            new DescriptorField("publisher_id", 318, 128, Form.TEXT),
            new DescriptorField("preparer_id", 446, 128, Form.TEXT),
            new DescriptorField("application_id", 574, 128, Form.TEXT),
            new DescriptorField("copyright_file_id", 702, 37, Form.TEXT),
            new DescriptorField("abstract_file_id", 739, 37, Form.TEXT),
            new DescriptorField("bibliographic_file_id", 776, 37, Form.TEXT),
            new DescriptorField("creation_date", 813, 17, Form.DATE),
            new DescriptorField("modification_date", 830, 17, Form.DATE),
            new DescriptorField("expiration_date", 847, 17, Form.DATE),
            new DescriptorField("effective_date", 864, 17, Form.DATE),
            new DescriptorField("file_structure_version", 881, 1, Form.NUMBER_8),
            new DescriptorField("reserved_882", 882, 1, Form.RAW),
            new DescriptorField("application_use", VolumeDescriptor.APPLICATION_USE,
                    VolumeDescriptor.APPLICATION_USE_LENGTH, Form.RAW),
            new DescriptorField("reserved_1395", 1395, 653, Form.RAW));
}
