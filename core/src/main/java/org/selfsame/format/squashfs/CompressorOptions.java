package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.codec.Codec;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Fact;

/// The compressor options: one stored metadata block behind the superblock, there if the flag says so.
///
/// @param length bytes in the image, header included; 0 if there are none
/// @param values name and value of each option
record CompressorOptions(int length, List<Fact> values) {
    private static final int GZIP_WINDOW = 15;
    private static final int LZ4_VERSION = 1;
    private static final String[] XZ_FILTERS = {"x86", "powerpc", "ia64", "arm", "armthumb", "sparc"};
    private static final String[] GZIP_STRATEGIES = {"default", "filtered", "huffman_only", "run_length_encoded",
            "fixed"};
    private static final String[] LZO_ALGORITHMS = {"lzo1x_1", "lzo1x_1_11", "lzo1x_1_12", "lzo1x_1_15",
            "lzo1x_999"};

    /// @throws FormatException if the block is compressed, or shorter than the options of the compressor
    static CompressorOptions read(Image image) throws IOException {
        var superblock = image.superblock();
        if (!superblock.has(Flag.COMPRESSOR_OPTIONS)) {
            return new CompressorOptions(0, List.of());
        }
        int header = LittleEndian.u16(image.raw(Superblock.SIZE, 2), 0);
        int length = (int) image.metadataLength(Superblock.SIZE, header);
        int needed = size(superblock.codec());
        if (!Image.isStored(header) || length - 2 < needed) {
            throw image.broken(Superblock.SIZE, "the options of " + superblock.codec().commonName() + " are a stored"
                    + " block of " + needed + " bytes, but the header is 0x" + Integer.toHexString(header));
        }
        return new CompressorOptions(length, values(superblock.codec(), image.raw(Superblock.SIZE + 2, length - 2)));
    }

    /// The block of options, with its header. As mksquashfs has it, there is none where the options are the usual ones;
    /// only LZ4 always has one.
    static byte[] encode(SquashfsOptions options) {
        var values = new Encoder();
        switch (options.compressor()) {
            case SquashfsCompressor.Gzip gzip when gzip.level() != SquashfsCompressor.Gzip.DEFAULT_LEVEL ->
                values.u32(gzip.level()).u16(GZIP_WINDOW).u16(0);
            case SquashfsCompressor.Zstd zstd when zstd.level() != SquashfsCompressor.Zstd.DEFAULT_LEVEL ->
                values.u32(zstd.level());
            case SquashfsCompressor.Xz xz when xz.x86() || xz.dictionary(options.blockSize()) != options.blockSize() ->
                values.u32(xz.dictionary(options.blockSize())).u32(xz.x86() ? 1 : 0);
            case SquashfsCompressor.Lz4 _ -> values.u32(LZ4_VERSION).u32(0);
            default -> {
                return new byte[0];
            }
        }
        return new Encoder().u16(values.size() | Image.METADATA_STORED).bytes(values.toBytes()).toBytes();
    }

    private static int size(Codec codec) {
        return switch (codec) {
            case LZMA -> 0;
            case ZSTD -> 4;
            case GZIP, LZO, XZ, LZ4 -> 8;
        };
    }

    private static List<Fact> values(Codec codec, byte[] b) {
        return switch (codec) {
            case LZMA -> List.of();
            case ZSTD -> List.of(fact("level", LittleEndian.u32(b, 0)));
            case GZIP -> List.of(fact("level", LittleEndian.u32(b, 0)), fact("window", LittleEndian.u16(b, 4)),
                    new Fact("strategies", bits(LittleEndian.u16(b, 6), GZIP_STRATEGIES)));
            case XZ -> List.of(fact("dictionary", LittleEndian.u32(b, 0)),
                    new Fact("filters", bits(LittleEndian.i32(b, 4), XZ_FILTERS)));
            case LZO -> List.of(new Fact("algorithm", name(LittleEndian.u32(b, 0), LZO_ALGORITHMS)),
                    fact("level", LittleEndian.u32(b, 4)));
            case LZ4 -> List.of(fact("version", LittleEndian.u32(b, 0)), fact("flags", LittleEndian.u32(b, 4)));
        };
    }

    private static Fact fact(String name, long value) {
        return new Fact(name, Long.toString(value));
    }

    private static String name(long number, String[] names) {
        return number < names.length ? names[(int) number] : Long.toString(number);
    }

    private static String bits(int set, String[] names) {
        var found = new ArrayList<String>();
        for (int i = 0; i < Integer.SIZE; i++) {
            if ((set & 1 << i) != 0) {
                found.add(name(i, names));
            }
        }
        return found.isEmpty() ? "none" : String.join(",", found);
    }
}
