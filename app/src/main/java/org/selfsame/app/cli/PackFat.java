package org.selfsame.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.format.fat.FatOptions;
import org.selfsame.format.fat.FatType;
import org.selfsame.format.fat.FatWriter;
import org.selfsame.pack.Packer;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// `pack fat`.
final class PackFat implements PackFormat {
    static final String LABEL = "--label";
    static final String SERIAL = "--serial";
    private static final String FAT = "--fat";
    static final String SIZE = "--size";
    private static final String SMALLEST = "smallest";

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
        var options = FatOptions.builder(given.time()).type(type(given)).label(given.text(LABEL, ""))
                .serial(serial(given)).size(size(given)).build();
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
            throw new UsageException("error.pack.value", text, SERIAL);
        }
        return Integer.parseUnsignedInt(text.replace("-", ""), 16);
    }

    /// Bytes, or 0 where the size is for the tree to say.
    static long size(PackOptions given) {
        var text = given.text(SIZE, SMALLEST);
        try {
            return text.equals(SMALLEST) ? 0 : ByteCount.parse(text).bytes();
        } catch (TypeConversionException _) {
            throw new UsageException("error.pack.value", text, SIZE);
        }
    }
}
