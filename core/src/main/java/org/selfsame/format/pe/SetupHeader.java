package org.selfsame.format.pe;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Struct;
import org.selfsame.tree.Struct.Field;

/// The setup header of a Linux kernel for x86. Source: the kernel's Documentation/arch/x86/boot.rst.
///
/// @param length bytes that this kernel's header has, from [#OFFSET] on; those beyond are not the header's
record SetupHeader(Struct.Values values, int length) {
    static final int OFFSET = 0x1f1;
    static final int BOOT_FLAG = 0x1fe;
    static final int MAGIC = 0x202;
    /// Protocol 2.00, the oldest that has the magic, ends here.
    static final int LEAST = 0x228;
    static final int SECTOR = 512;

    static final Struct FIELDS = Struct.of("setup header", """
            setup_sects:1 root_flags:2 syssize:4 ram_size:2 vid_mode:2 root_dev:2 boot_flag:2 jump:2 header:4 version:2
            realmode_swtch:4 start_sys_seg:2 kernel_version:2 type_of_loader:1 loadflags:1 setup_move_size:2
            code32_start:4 ramdisk_image:4 ramdisk_size:4 bootsect_kludge:4 heap_end_ptr:2 ext_loader_ver:1
            ext_loader_type:1 cmd_line_ptr:4 initrd_addr_max:4 kernel_alignment:4 relocatable_kernel:1 min_alignment:1
            xloadflags:2 cmdline_size:4 hardware_subarch:4 hardware_subarch_data:8 payload_offset:4 payload_length:4
            setup_data:8 pref_address:8 init_size:4 handover_offset:4 kernel_info_offset:4""");

    private static final int VERSION = 0x206;
    private static final int LONGEST_VERSION = 512;
    /// Where the header of each version of the protocol ends, from which version on.
    private static final NavigableMap<Integer, Integer> ENDS = new TreeMap<>(Map.of(0, LEAST, 0x202, 0x22c, 0x203,
            0x230, 0x205, 0x238, 0x206, 0x23c, 0x207, 0x248, 0x208, 0x250, 0x209, 0x258, 0x20a, 0x264, 0x20b, 0x268));
    private static final int NEWEST = 0x20f;

    /// Reads the header. It ends where the jump over it leads, or earlier: boot loaders that pose as kernels put code
    /// after the fields of their version.
    ///
    /// @throws FormatException if it does not lie inside the content
    /// @throws IOException if the content cannot be read
    static SetupHeader read(Content content) throws IOException {
        var bytes = new byte[FIELDS.size()];
        content.read(OFFSET, bytes, 0, (int) Math.min(bytes.length, Math.max(0, content.size() - OFFSET)));
        int version = LittleEndian.u16(bytes, VERSION - OFFSET);
        int most = version >= NEWEST ? OFFSET + FIELDS.size() : ENDS.headMap(version, true).sequencedValues().getLast();
        int length = Math.clamp(MAGIC + LittleEndian.u8(bytes, MAGIC - 1 - OFFSET), LEAST, most) - OFFSET;
        if (content.size() < OFFSET + length) {
            throw new FormatException("bzimage", OFFSET,
                    "the setup header has " + length + " bytes, more than there are");
        }
        Arrays.fill(bytes, length, bytes.length, (byte) 0);
        return new SetupHeader(FIELDS.at(bytes, 0, LITTLE_ENDIAN), length);
    }

    /// The fields that this kernel's header has.
    List<Field> fields() {
        var present = new ArrayList<Field>();
        for (var field : FIELDS.fields()) {
            if (field.at() + field.length() <= length) {
                present.add(field);
            }
        }
        return present;
    }

    long get(String field) {
        return values.get(field);
    }

    /// Where the protected-mode kernel begins; 0 sectors of setup stand for 4.
    long kernelOffset() {
        int sectors = values.small("setup_sects");
        return (long) ((sectors == 0 ? 4 : sectors) + 1) * SECTOR;
    }

    /// The end that the kernel states: `syssize` counts 16 bytes.
    long kernelEnd() {
        return kernelOffset() + get("syssize") * 16;
    }

    /// Where the text of the version lies, or 0 if there is none.
    long versionOffset() {
        long pointer = get("kernel_version");
        return pointer == 0 ? 0 : pointer + 0x200;
    }

    /// The bytes of the version's text, without the zero byte that ends it.
    ///
    /// @throws IOException if the content cannot be read
    byte[] version(Content content) throws IOException {
        long at = versionOffset();
        if (at == 0 || at >= content.size()) {
            return new byte[0];
        }
        var bytes = content.bytes(at, (int) Math.min(LONGEST_VERSION, content.size() - at));
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return Arrays.copyOf(bytes, end < 0 ? 0 : end);
    }
}
