package org.selfsame.format.grub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/// Writes what starts GRUB from a disk on a computer with a BIOS (i386-pc): a boot sector that loads a core image from where
/// it lies. The parts are those of GRUB's own package; what is made here is what grub-mkimage and grub-install do with them.
/// Source: GRUB 2.06, util/mkimage.c, util/setup.c, include/grub/kernel.h, include/grub/offsets.h, and
/// grub-core/boot/i386/pc (boot.S, diskboot.S, startup_raw.S). All numbers are little-endian.
public final class CoreWriter {
    private static final int SECTOR = 512;
    private static final int BOOT_CODE = 440;
    /// In the boot sector: the sector of the core image, 64 bits; a jump to what corrects the drive's number.
    private static final int CORE_SECTOR = 0x5c;
    private static final int DRIVE_CHECK = 0x66;
    private static final short NO_OPERATIONS = (short) 0x9090;
    /// In the first sector of the core image, the list of blocks: first sector, 64 bits; count, 16 bits; segment.
    private static final int BLOCKS = SECTOR - 12;
    /// In the decompressor: sizes, 32 bits each.
    private static final int COMPRESSED_SIZE = 8;
    private static final int UNCOMPRESSED_SIZE = 12;
    private static final int DECOMPRESSOR_HEADER = 32;
    /// Where the core image is loaded, and where memory ends for it.
    private static final int LOAD_ADDRESS = 0x9000;
    private static final int MEMORY_END = 0x78000;
    /// `mimg`, the offset of the first module, the size of all.
    private static final int MODULES_HEADER = 12;
    private static final int MODULE_HEADER = 8;
    private static final int ALIGNMENT = 4;
    /// Kinds of modules.
    private static final int ELF = 0;
    private static final int PREFIX = 3;
    /// What LZMAOutputStream writes before the compressed bytes; GRUB has fixed properties and knows the size.
    private static final int LZMA_HEADER = 13;
    private static final int DICTIONARY = 1 << 16;
    /// The header of a 32-bit ELF file, and of its segments.
    private static final int ELF_HEADER = 52;
    private static final int SEGMENTS_OFFSET = 28;
    private static final int SEGMENT_COUNT = 44;
    private static final int SEGMENT_HEADER = 32;
    private static final int LOADED = 1;

    private CoreWriter() {}

    /// Files of GRUB's package.
    ///
    /// @param first `diskboot.img`, which loads the rest
    /// @param decompressor `lzma_decompress.img`
    /// @param kernel `kernel.img`
    /// @param modules the modules that are needed to read others, each behind those that it needs
    public record Parts(Content first, Content decompressor, Content kernel, List<Content> modules) {
        /// Copies the list.
        public Parts {
            modules = List.copyOf(modules);
        }
    }

    /// The core image.
    ///
    /// @param prefix the directory where GRUB finds its configuration and further modules
    /// @param sector where it will lie on the disk, in sectors of 512 bytes
    /// @throws FormatException if a part is not what it is called
    /// @throws IllegalArgumentException if it is larger than GRUB can load: some 450 KB
    /// @throws IOException if a part cannot be read
    public static byte[] core(Parts parts, String prefix, long sector) throws IOException {
        var unpacked = unpacked(parts, prefix);
        var packed = packed(unpacked);
        var decompressor = bytes(parts.decompressor(), DECOMPRESSOR_HEADER);
        ByteBuffer.wrap(decompressor).order(ByteOrder.LITTLE_ENDIAN).putInt(COMPRESSED_SIZE, packed.length)
                .putInt(UNCOMPRESSED_SIZE, unpacked.length);
        int size = decompressor.length + packed.length;
        if (LOAD_ADDRESS + size > MEMORY_END) {
            throw new IllegalArgumentException("a core image of " + size + " bytes; GRUB can load "
                    + (MEMORY_END - LOAD_ADDRESS));
        }
        int sectors = Math.ceilDiv(size, SECTOR);
        var image = Arrays.copyOf(bytes(parts.first(), SECTOR), SECTOR + size);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putLong(BLOCKS, sector + 1)
                .putShort(BLOCKS + Long.BYTES, (short) sectors);
        System.arraycopy(decompressor, 0, image, SECTOR, decompressor.length);
        System.arraycopy(packed, 0, image, SECTOR + decompressor.length, packed.length);
        return image;
    }

    /// The code for the first sector of the disk: 440 bytes.
    ///
    /// @param boot `boot.img`
    /// @param sector where the core image lies, in sectors of 512 bytes
    /// @throws FormatException if the file is too short
    /// @throws IOException if it cannot be read
    public static byte[] bootCode(Content boot, long sector) throws IOException {
        var code = Arrays.copyOf(bytes(boot, SECTOR), BOOT_CODE);
        // without the jump the BIOS' number of the drive is only believed if it is that of a disk
        ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).putLong(CORE_SECTOR, sector)
                .putShort(DRIVE_CHECK, NO_OPERATIONS);
        return code;
    }

    private static byte[] bytes(Content part, int least) throws IOException {
        if (part.size() < least || part.size() > MEMORY_END) {
            throw new FormatException(GrubFormat.NAME, 0, "a part of " + part.size() + " bytes");
        }
        return part.bytes(0, (int) part.size());
    }

    /// The kernel's code and data, and the list of modules behind it.
    private static byte[] unpacked(Parts parts, String prefix) throws IOException {
        var modules = new ByteArrayOutputStream();
        for (var module : parts.modules()) {
            module(modules, ELF, bytes(module, ELF_HEADER));
        }
        module(modules, PREFIX, (prefix + "\0").getBytes(StandardCharsets.US_ASCII));
        var all = new ByteArrayOutputStream();
        all.writeBytes(loaded(parts.kernel()));
        all.writeBytes(ByteBuffer.allocate(MODULES_HEADER).order(ByteOrder.LITTLE_ENDIAN).putInt((int) ModuleList.MAGIC)
                .putInt(MODULES_HEADER).putInt(MODULES_HEADER + modules.size()).array());
        all.writeBytes(modules.toByteArray());
        return all.toByteArray();
    }

    private static void module(ByteArrayOutputStream list, int kind, byte[] bytes) {
        int size = Math.ceilDiv(bytes.length, ALIGNMENT) * ALIGNMENT;
        list.writeBytes(ByteBuffer.allocate(MODULE_HEADER).order(ByteOrder.LITTLE_ENDIAN).putInt(kind)
                .putInt(MODULE_HEADER + size).array());
        list.writeBytes(Arrays.copyOf(bytes, size));
    }

    /// What of the kernel, an ELF file with one segment, lies in memory before it clears the rest.
    private static byte[] loaded(Content kernel) throws IOException {
        var bytes = bytes(kernel, ELF_HEADER);
        var elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long segments = Integer.toUnsignedLong(elf.getInt(SEGMENTS_OFFSET));
        for (int i = 0; i < Short.toUnsignedInt(elf.getShort(SEGMENT_COUNT)); i++) {
            long at = segments + (long) i * SEGMENT_HEADER;
            if (at + SEGMENT_HEADER > bytes.length) {
                break;
            }
            long start = Integer.toUnsignedLong(elf.getInt((int) at + 4));
            long size = Integer.toUnsignedLong(elf.getInt((int) at + 16));
            if (elf.getInt((int) at) == LOADED && start + size <= bytes.length) {
                return Arrays.copyOfRange(bytes, (int) start, (int) (start + size));
            }
        }
        throw new FormatException(GrubFormat.NAME, 0, "a kernel without a segment to load");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var options = new LZMA2Options(LZMA2Options.PRESET_MAX);
        options.setDictSize(DICTIONARY);
        var out = new ByteArrayOutputStream();
        try (var lzma = new LZMAOutputStream(out, options, bytes.length)) {
            lzma.write(bytes);
        }
        return Arrays.copyOfRange(out.toByteArray(), LZMA_HEADER, out.size());
    }
}
