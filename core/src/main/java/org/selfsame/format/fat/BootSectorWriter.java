package org.selfsame.format.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The reserved sectors of a volume that is written: boot sector, FSInfo and their copies.
/// Source: Microsoft's FAT specification 1.03.
final class BootSectorWriter {
    /// Bytes between the fields of FAT12 and FAT16 and the signature.
    static final int MOST_CODE = 448;

    static final int CODE = 62;
    static final int WIDE_CODE = 90;
    private static final int FSINFO_SECTOR = 1;
    private static final int BACKUP_SECTOR = 6;
    private static final int SIGNATURE = 0xaa55;
    /// `int 18h` tells the BIOS to try the next device; should it come back: `hlt`, and that again.
    private static final byte[] RETURN_TO_BIOS = {(byte) 0xcd, 0x18, (byte) 0xf4, (byte) 0xeb, (byte) 0xfd};

    private BootSectorWriter() {}

    /// All reserved sectors.
    ///
    /// @param used clusters that are in use
    /// @param last the last of them
    /// @throws IOException if the boot code cannot be read
    static byte[] reserved(FatOptions options, VolumePlan plan, long used, long last) throws IOException {
        var bytes = new byte[plan.reserved() * plan.sectorSize()];
        boolean wide = plan.type() == FatType.FAT32;
        var boot = boot(options, plan);
        System.arraycopy(boot, 0, bytes, 0, boot.length);
        if (wide) {
            fsInfo(bytes, FSINFO_SECTOR * plan.sectorSize(), plan.clusters() - used, last);
            int backup = backup(plan) * plan.sectorSize();
            if (backup > 0) {
                System.arraycopy(boot, 0, bytes, backup, boot.length);
            }
            if (backup(plan) == BACKUP_SECTOR && plan.reserved() > BACKUP_SECTOR + FSINFO_SECTOR) {
                // the copy is not kept up to date, here as elsewhere: it tells of the empty volume
                fsInfo(bytes, backup + FSINFO_SECTOR * plan.sectorSize(), plan.clusters() - 1, Geometry.FIRST_CLUSTER);
            }
        }
        return bytes;
    }

    private static int backup(VolumePlan plan) {
        return plan.reserved() > BACKUP_SECTOR ? BACKUP_SECTOR : plan.reserved() > 2 ? plan.reserved() - 1 : 0;
    }

    private static byte[] boot(FatOptions options, VolumePlan plan) throws IOException {
        boolean wide = plan.type() == FatType.FAT32;
        int code = wide ? WIDE_CODE : CODE;
        var out = ByteBuffer.allocate(BootSector.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        boolean small = plan.sectors() < 1 << 16;
        out.put((byte) 0xeb).put((byte) (code - 2)).put((byte) 0x90).put(text(options.oemName(), 8))
                .putShort((short) plan.sectorSize()).put((byte) plan.clusterSectors())
                .putShort((short) plan.reserved()).put((byte) plan.tables()).putShort((short) plan.rootEntries())
                .putShort((short) (small ? plan.sectors() : 0)).put((byte) plan.media())
                .putShort((short) (wide ? 0 : plan.tableSectors())).putShort((short) plan.sectorsPerTrack())
                .putShort((short) plan.heads()).putInt((int) options.hidden())
                .putInt((int) (small ? 0 : plan.sectors()));
        if (wide) {
            out.putInt((int) plan.tableSectors()).putShort((short) 0).putShort((short) 0)
                    .putInt(Geometry.FIRST_CLUSTER).putShort((short) FSINFO_SECTOR).putShort((short) backup(plan))
                    .put(new byte[12]);
        }
        int drive = options.drive() >= 0 ? options.drive() : plan.isDisk() ? 0x80 : 0;
        out.put((byte) drive).put((byte) 0).put((byte) 0x29).putInt(options.serial())
                .put(text(options.label().isEmpty() ? "NO NAME" : options.label(), 11))
                .put(text(plan.type().name(), 8));
        var boot = options.bootCode();
        int room = BootSector.SIGNATURE - code;
        out.put(boot.size() == 0 ? RETURN_TO_BIOS : boot.bytes(0, (int) Math.min(boot.size(), room)));
        return out.putShort(BootSector.SIGNATURE, (short) SIGNATURE).array();
    }

    private static void fsInfo(byte[] bytes, int at, long free, long last) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, 0x41615252).putInt(at + 484, 0x61417272)
                .putInt(at + 488, (int) free).putInt(at + 492, (int) last)
                .putShort(at + BootSector.SIGNATURE, (short) SIGNATURE);
    }

    private static byte[] text(String text, int length) {
        return (text + " ".repeat(length - text.length())).getBytes(StandardCharsets.US_ASCII);
    }
}
