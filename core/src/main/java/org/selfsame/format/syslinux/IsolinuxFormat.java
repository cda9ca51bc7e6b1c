package org.selfsame.format.syslinux;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.task.Task;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Struct;

/// ISOLINUX (`isolinux.bin`): code, and the boot info table that whoever makes an ISO writes into it. It has no entries.
///
/// Source: core/isolinux.asm of SYSLINUX, and the description of the table in mkisofs' manual.
public final class IsolinuxFormat implements Format {
    private static final Struct BOOT_INFO = Struct.of("boot info table",
            "pvd_lba:4 file_lba:4 length:4 checksum:4 reserved:40");
    private static final int TABLE = 8;
    private static final int CODE = 64;
    /// Where the loader keeps a number by which isohybrid knows it.
    private static final long MAGIC = 0x7078c0fbL;
    private static final String BANNER = "ISOLINUX ";
    private static final int FIRST_SECTOR = 2048;
    private static final int PIECE = 1 << 16;

    @Override
    public String name() {
        return "isolinux";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= FIRST_SECTOR && LittleEndian.u32(content.bytes(CODE, 4), 0) == MAGIC;
    }

    /// @throws FormatException if it is not ISOLINUX
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        if (!recognizes(content)) {
            throw new FormatException(name(), CODE, "not the loader that isohybrid knows");
        }
        var parts = new Anatomy.Builder(name(), content, limits);
        parts.region(0, content.size(), Kind.STRUCTURE, "boot code");
        var table = parts.struct(BOOT_INFO, TABLE, LITTLE_ENDIAN);
        parts.region(CODE, 4, Kind.FIELD, "isolinux.magic");
        version(parts);
        parts.fact("boot_info.pvd_lba", table.get("pvd_lba"));
        parts.fact("boot_info.file_lba", table.get("file_lba"));
        parts.fact("boot_info.length", table.get("length"));
        parts.fact("boot_info.checksum", String.format(Locale.ROOT, "0x%08x", table.get("checksum")));
        if (table.get("length") != content.size()) {
            parts.anomaly("isolinux.boot_info_length", TABLE + 8L, "a length of " + table.get("length")
                    + " is stated, and the file has " + content.size() + " bytes");
        }
        parts.check((anomalies, task) -> {
            long sum = sum(content, task);
            if (sum != table.get("checksum")) {
                anomalies.accept(new Anomaly("isolinux.boot_info_checksum", TABLE + 12L, String.format(Locale.ROOT,
                        "the checksum is stated as 0x%08x, and is 0x%08x", table.get("checksum"), sum)));
            }
        });
        return parts.build();
    }

    private static void version(Anatomy.Builder parts) throws IOException {
        var text = new String(parts.content().bytes(0, FIRST_SECTOR), StandardCharsets.ISO_8859_1);
        int start = text.indexOf(BANNER);
        int end = text.indexOf('\0', Math.max(0, start));
        if (start >= 0 && end > start) {
            parts.region(start, end - start, Kind.FIELD, "isolinux.version");
            parts.fact("version", text.substring(start + BANNER.length(), end).strip());
        }
    }

    /// The sum of all 32-bit words behind the table, the last one filled up with zeros.
    private static long sum(Content content, Task task) throws IOException {
        int sum = 0;
        for (long at = CODE; at < content.size(); at += PIECE) {
            task.checkCancelled();
            var piece = new byte[PIECE];
            content.read(at, piece, 0, (int) Math.min(PIECE, content.size() - at));
            for (int i = 0; i < PIECE; i += 4) {
                sum += LittleEndian.i32(piece, i);
            }
        }
        return Integer.toUnsignedLong(sum);
    }
}
