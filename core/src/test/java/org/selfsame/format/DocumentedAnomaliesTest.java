package org.selfsame.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.selfsame.codec.Compressions;
import org.selfsame.parts.PartsFormat;
import org.selfsame.tree.Format;

/// Holds the list of anomalies in docs/formats/README.md to the codes that stand in the source of the readers.
class DocumentedAnomaliesTest {
    private static final Path READERS = Path.of("src/main/java/org/selfsame/format");
    private static final Path LIST = Path.of("../docs/formats/README.md");

    @Test
    void everyAnomalyIsExplainedAndNoOther() throws IOException {
        var codes = new TreeSet<String>();
        collect(codes, "iso9660", "iso9660.", "(?:notes|anomalies)\\.add\\(\\s*\"([a-z0-9_]+)\"");
        collect(codes, "iso9660", "iso9660.", "anomalies, \"([a-z_]+)\"");
        collect(codes, "squashfs/Oddities.java", "squashfs.", "(?:add\\(|[?:]) ?\"([a-z_]+)\"");
        collect(codes, "squashfs/Oddities.java", "squashfs", "\"(\\.[a-z_]+)\"");
        collect(codes, "squashfs/BlockTails.java", "squashfs.", "found\\(\"([a-z_]+)\"");
        collect(codes, "disk", "", "\"(disk\\.[a-z_.]*[a-z])\"");
        collect(codes, "fat", "", "\"(fat\\.[a-z_]+)\"");
        for (var format : Formats.all()) {
            if (format instanceof PartsFormat) {
                codes.add(format.name() + ".damaged");
                collect(codes, where(format), format.name() + ".",
                        "anomaly\\(\\s*\"([a-z0-9_]+)\"");
            }
        }
        for (var format : List.of("ar", "ext4", "tar", "zip")) {
            collect(codes, format, format + ".", "anomaly\\((?:[^\"()]*\\? \"([a-z_]+)\" : )?\"[a-z_]+\"");
            collect(codes, format, format + ".", "anomaly\\((?:[^\"()]*\\? \"[a-z_]+\" : )?\"([a-z_]+)\"");
            codes.add(format + ".more");
        }
        collect(codes, "pe", "", "\"((?:pe|bzimage)\\.[a-z0-9_]+)\"");
        collect(codes, "elf", "", "\"(elf\\.[a-z_]+)\"");
        collect(codes, "grub", "", "\"(grub\\.[a-z_]+)\"");
        collect(codes, "syslinux", "", "\"(isolinux\\.(?:boot_info)[a-z_]+)\"");
        collect(codes, "cpio/Oddities.java", "", "\"(cpio\\.[a-z_]+)\"");
        collect(codes, "initrd", "", "\"(initrd\\.[a-z_]+)\"");
        for (var compression : Compressions.all()) {
            collect(codes, "compress", compression.name(), "\"(\\.[a-z_]+)\",");
        }
        codes.add("gzip.header_crc");
        var explained = new TreeSet<String>();
        var line = Pattern.compile("^\\| `([a-z0-9_.]+)` \\| .+ \\|$", Pattern.MULTILINE)
                .matcher(Files.readString(LIST).replaceFirst("(?s)^.*\n## Anomalies\n", ""));
        while (line.find()) {
            explained.add(line.group(1));
        }
        assertThat(explained).hasSizeGreaterThan(80).isEqualTo(codes);
    }

    /// The package of a format, or its survey where another format lives there, too.
    private static String where(Format format) {
        var home = format.getClass().getPackageName();
        var directory = home.replaceFirst(".*\\.", "");
        long here = Formats.all().stream().filter(it -> it.getClass().getPackageName().equals(home)).count();
        return here == 1
                ? directory
                : directory + "/" + format.getClass().getSimpleName().replaceFirst("Format$", "Survey.java");
    }

    private static void collect(Set<String> codes, String where, String prefix, String pattern)
            throws IOException {
        try (var files = Files.walk(READERS.resolve(where))) {
            for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var code = Pattern.compile(pattern).matcher(Files.readString(file));
                while (code.find()) {
                    if (code.group(1) != null) {
                        codes.add(prefix + code.group(1));
                    }
                }
            }
        }
    }
}
