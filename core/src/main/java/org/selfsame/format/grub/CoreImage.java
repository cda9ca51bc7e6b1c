package org.selfsame.format.grub;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Struct;

/// A core image for i386-pc. Source: GRUB's grub-core/boot/i386/pc (boot code, startup_raw.S) and util/mkimage.c.
///
/// @param loader bytes of the boot code before the decompressor: a sector for disks, and before that, in an image for other
///        media, 1024 bytes for the network or 2048 for a CD
record CoreImage(Content content, int loader) {
    /// The start of the decompressor: a far jump over its header to 0:0x821c.
    private static final byte[] JUMP = HexFormat.of().parseHex("ea1c820000");
    private static final Struct DECOMPRESSOR = Struct.of("grub decompressor", """
            jump:5 padding:3 compressed_size:4 uncompressed_size:4 redundancy:4 no_redundancy_length:2 padding_2:2
            boot_device:3 padding_3:1""");
    /// The last entry of the list of blocks that the boot code of a disk loads; the list grows towards the code.
    private static final Struct BLOCKS = Struct.of("grub blocklist", "first_sector:8 sectors:2 segment:2");
    private static final Struct BOOT_INFO = Struct.of("boot info table",
            "pvd_lba:4 file_lba:4 length:4 checksum:4 reserved:40");
    private static final int DISK = 512;
    private static final int NETWORK = 1024;
    private static final int CD = 2048;
    /// Block lists of a disk; they come from one piece, or from the pieces of a file.
    private static final int MOST_LISTS = 40;
    /// The decompressor has some 2,900 bytes; how long it is stands in its code only.
    private static final int MOST_DECOMPRESSOR = 8192;
    private static final int LOAD_ADDRESS = 0x8200;
    /// `movl $0x100000, %edi` and the opcode of `movl $end, %esi`, which name where to unpack and what.
    private static final byte[] UNPACK = HexFormat.of().parseHex("bf00001000be");

    /// Looks for the decompressor where boot code ends.
    ///
    /// @return null if the content is no core image
    /// @throws IOException if the content cannot be read
    static @Nullable CoreImage find(Content content) throws IOException {
        for (int loader : new int[]{DISK, NETWORK + DISK, CD + DISK}) {
            if (content.size() >= loader + DECOMPRESSOR.size()
                    && Arrays.equals(content.bytes(loader, JUMP.length), JUMP)) {
                return new CoreImage(content, loader);
            }
        }
        return null;
    }

    /// @throws FormatException if the decompressor does not say where the compressed bytes lie
    /// @throws IOException if the content cannot be read
    Reader open(Limits limits) throws IOException {
        var parts = new Anatomy.Builder(GrubFormat.NAME, content, limits);
        loader(parts);
        var header = parts.struct(DECOMPRESSOR, loader, LITTLE_ENDIAN);
        long start = (long) loader + decompressorSize();
        long size = header.get("compressed_size");
        if (!parts.fits(start, size)) {
            throw new FormatException(GrubFormat.NAME, loader + 8L, size + " compressed bytes at " + start
                    + " do not lie inside the " + content.size() + " bytes there are");
        }
        parts.region(loader, start - loader, Kind.STRUCTURE, "decompressor code");
        parts.region(start, size, Kind.DATA, "compressed kernel and modules", "core");
        long unpacked = header.get("uncompressed_size");
        parts.entry(new Core(content.slice(start, size), start, unpacked, limits));
        parts.fact("loader_size", loader);
        parts.fact("compressed_size", size);
        parts.fact("uncompressed_size", unpacked);
        rest(parts, start + size, header.get("redundancy"));
        return parts.build();
    }

    private void loader(Anatomy.Builder parts) throws IOException {
        int disk = loader - DISK;
        parts.region(0, disk, Kind.STRUCTURE, "boot code");
        parts.region(disk, DISK, Kind.STRUCTURE, "disk boot code");
        if (disk == CD) {
            parts.struct(BOOT_INFO, 8, "");
        }
        for (int i = 1; i <= MOST_LISTS; i++) {
            long at = loader - (long) i * BLOCKS.size();
            var list = BLOCKS.read(content, at, LITTLE_ENDIAN);
            if (list.get("sectors") == 0) {
                break;
            }
            parts.struct(BLOCKS, at, "");
            parts.fact("blocklist." + i,
                    list.get("sectors") + " sectors from " + Long.toUnsignedString(list.get("first_sector")));
        }
    }

    /// The code that unpacks says where it ends itself.
    private int decompressorSize() throws IOException {
        var code = content.bytes(loader, (int) Math.min(MOST_DECOMPRESSOR, content.size() - loader));
        for (int at = 0; at + UNPACK.length + 4 <= code.length; at++) {
            if (Arrays.equals(code, at, at + UNPACK.length, UNPACK, 0, UNPACK.length)) {
                long end = LittleEndian.u32(code, at + UNPACK.length) - LOAD_ADDRESS;
                if (end > at && end <= code.length) {
                    return (int) end;
                }
            }
        }
        throw new FormatException(GrubFormat.NAME, loader, "a decompressor of unknown length");
    }

    /// After an image that is embedded, its installer puts sums that can correct errors, and leaves what was there before.
    private void rest(Anatomy.Builder parts, long end, long redundancy) throws IOException {
        long length = content.size() - end;
        if (length <= 0) {
            return;
        }
        long sums = Math.min(redundancy, length);
        parts.region(end, sums, Kind.STRUCTURE, "Reed-Solomon redundancy");
        if (length > sums) {
            boolean zero = Anatomy.isZero(content, end + sums, length - sums);
            parts.region(end + sums, length - sums, zero ? Kind.PADDING : Kind.UNKNOWN, "after the core image");
        }
    }
}
