package org.selfsame.format.iso9660;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.selfsame.format.iso9660.WrittenHierarchy.Place;

/// Makes the volume descriptors of an image that is written.
final class DescriptorWriter {
    private DescriptorWriter() {}

    /// Where a hierarchy's path tables are.
    ///
    /// @param size bytes of each
    /// @param little sector of the one with little-endian numbers
    /// @param big sector of the other
    record PathTables(int size, long little, long big) {}

    /// The primary descriptor, or Joliet's.
    ///
    /// @param end the sector behind the volume
    static byte[] volume(IsoOptions options, WrittenHierarchy hierarchy, PathTables tables, long end) {
        boolean joliet = hierarchy.isJoliet();
        Charset charset = joliet ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII;
        var bytes = start(joliet ? VolumeDescriptor.SUPPLEMENTARY : VolumeDescriptor.PRIMARY);
        Fields.text(bytes, 8, 32, options.systemId(), charset);
        Fields.text(bytes, 40, 32, options.volumeId(), charset);
        Fields.both32(bytes, 80, end - hierarchy.base());
        if (joliet) {
            System.arraycopy("%/E".getBytes(StandardCharsets.US_ASCII), 0, bytes, 88, 3);
        }
        Fields.both16(bytes, 120, 1);
        Fields.both16(bytes, 124, 1);
        Fields.both16(bytes, 128, Iso.SECTOR);
        Fields.both32(bytes, 132, tables.size());
        Fields.little32(bytes, 140, tables.little() - hierarchy.base());
        Fields.big32(bytes, 148, tables.big() - hierarchy.base());
        var root = hierarchy.directories().getFirst();
        rootRecord(bytes, hierarchy.place(root), hierarchy, root);
        Fields.text(bytes, 190, 128, options.volumeSetId(), charset);
        Fields.text(bytes, 318, 128, options.publisher(), charset);
        Fields.text(bytes, 446, 128, options.preparer(), charset);
        Fields.text(bytes, 574, 128, options.application(), charset);
        for (int at : new int[]{702, 739, 776}) {
            Fields.text(bytes, at, 37, "", charset);
        }
        Fields.longDate(bytes, 813, options.time());
        Fields.longDate(bytes, 830, options.time());
        Fields.noDate(bytes, 847);
        Fields.noDate(bytes, 864);
        bytes[881] = 1;
        return bytes;
    }

    private static void rootRecord(byte[] bytes, Place place, WrittenHierarchy hierarchy,
            PlannedNode root) {
        int at = VolumeDescriptor.ROOT_RECORD;
        bytes[at] = 34;
        Fields.both32(bytes, at + 2, place.sector() - hierarchy.base());
        Fields.both32(bytes, at + 10, place.length());
        Fields.shortDate(bytes, at + 18, hierarchy.modified(root));
        bytes[at + 25] = DirectoryRecord.FLAG_DIRECTORY;
        Fields.both16(bytes, at + 28, 1);
        bytes[at + 32] = 1;
    }

    /// El Torito's boot record (El Torito 1.0 §2.0).
    static byte[] bootRecord(long catalog) {
        var bytes = start(VolumeDescriptor.BOOT_RECORD);
        byte[] id = "EL TORITO SPECIFICATION".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(id, 0, bytes, 7, id.length);
        Fields.little32(bytes, 71, catalog);
        return bytes;
    }

    static byte[] terminator() {
        return start(VolumeDescriptor.TERMINATOR);
    }

    private static byte[] start(int type) {
        var bytes = new byte[Iso.SECTOR];
        bytes[0] = (byte) type;
        System.arraycopy("CD001".getBytes(StandardCharsets.US_ASCII), 0, bytes, 1, 5);
        bytes[6] = 1;
        return bytes;
    }
}
