package org.selfsame.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.format.fat.FatOptions;
import org.selfsame.format.fat.FatType;
import org.selfsame.format.fat.FatWriter;
import org.selfsame.pack.Packer;
import org.selfsame.partition.Geometry;
import picocli.CommandLine.Model.OptionSpec;

/// `pack fat`.
final class PackFat implements PackFormat {
    static final String LABEL = "--label";
    static final String SERIAL = "--serial";
    private static final String FAT = "--fat";
    static final String SIZE = "--size";
    private static final String SMALLEST = "smallest";
    private static final long LEAST = Geometry.SECTOR;
    /// 2 TiB, less a bit: sectors are counted in 32 bits.
    private static final long LARGEST = 0xffff_ffffL * Geometry.SECTOR;

    @Override
    public String name() {
        return "fat";
    }

    @Override
    public Set<String> options() {
        return Set.of(LABEL, SERIAL, FAT, SIZE);
    }

    @Override
    public List<OptionSpec> specs() {
        return List.of(OptionSpecs.text(LABEL, "TEXT"), OptionSpecs.text(SERIAL, "HEX"),
                OptionSpecs.text(FAT, "12|16|32"),
                OptionSpecs.text(SIZE, "BYTES"));
    }

    @Override
    public Packer.Writer writer(PackOptions given) {
        var options = FatOptions.builder(given.time()).type(type(given)).label(label(given))
                .serial(serial(given)).size(size(given, LEAST)).build();
        return Packer.streamed((tree, out, task) -> FatWriter.write(tree, options, out, task));
    }

    private static @Nullable FatType type(PackOptions given) {
        var bits = given.choice(FAT, List.of("auto", "12", "16", "32"));
        return bits.equals("auto") ? null : FatType.valueOf("FAT" + bits);
    }

    /// The serial number is the time where none is given, as live-build has it.
    static int serial(PackOptions given) {
        var text = given.text(SERIAL, String.format(Locale.ROOT, "%08x",
                (int) given.time().getEpochSecond()));
        if (!text.matches("\\p{XDigit}{4}-?\\p{XDigit}{4}")) {
            throw UsageException.ofValue(SERIAL, text, "serial");
        }
        return Integer.parseUnsignedInt(text.replace("-", ""), 16);
    }

    /// @throws UsageException if FAT does not take it
    static String label(PackOptions given) {
        var label = given.text(LABEL, "");
        if (!FatOptions.isLabel(label)) {
            throw UsageException.ofValue(LABEL, label, "label");
        }
        return label;
    }

    /// Bytes, or 0 where the size is for the tree to say.
    ///
    /// @param least bytes
    /// @throws UsageException if it is less, or more than a volume can have, or no whole sectors
    static long size(PackOptions given, long least) {
        var text = given.text(SIZE, SMALLEST);
        if (text.equals(SMALLEST)) {
            return 0;
        }
        try {
            long bytes = ByteCount.parse(text).bytes();
            if (bytes >= least && bytes <= LARGEST && bytes % Geometry.SECTOR == 0) {
                return bytes;
            }
        } catch (NotAValueException _) {
            // said below
        }
        throw UsageException.ofValue(SIZE, text, "size", least);
    }
}
