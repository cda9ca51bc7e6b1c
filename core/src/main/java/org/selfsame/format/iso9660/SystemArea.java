package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.selfsame.partition.ApplePartitionMap;
import org.selfsame.partition.Geometry;
import org.selfsame.partition.GptPartition;
import org.selfsame.partition.Guid;
import org.selfsame.partition.GuidPartitionTable;
import org.selfsame.partition.MasterBootRecord;
import org.selfsame.partition.MbrPartition;
import org.selfsame.tree.NotStorableException;

/// Makes what an image has that starts from a disk as well: boot code and partition tables in the system area, and the
/// backup of a GPT at the end. Sources: the UEFI specification, xorriso's manual on `-isohybrid-mbr` and `--grub2-mbr`, and
/// what isohybrid(1) writes.
final class SystemArea {
    /// Bytes of a sector of a disk.
    static final int BLOCK = 512;
    /// Sectors at the end of the image that a GPT takes.
    static final int GPT_SECTORS = (GuidPartitionTable.SECTORS * BLOCK + Iso.SECTOR - 1) / Iso.SECTOR;

    private static final int RATIO = Iso.SECTOR / BLOCK;
    /// Where boot code finds the address of what it loads.
    private static final int ADDRESS = 0x1B0;
    /// isohybrid's type for the ISO: systems do not offer to format it.
    private static final int HIDDEN = 0x17;
    /// GRUB's core image lies behind the sector of `cdboot.img`.
    private static final int GRUB_CORE = 4;
    /// The first block that partitions of a GPT may take: the one behind the system area.
    private static final long FIRST_USABLE = Iso.SYSTEM_AREA / BLOCK;

    /// Where the entries of a GPT begin: behind its header, or behind the two entries of an Apple partition map.
    private static final int BEHIND_GPT_HEADER = 2;
    private static final int BEHIND_APM = 12;
    /// The start of isolinux' boot code that a map may take.
    private static final int SPARE = 32;
    private static final byte NOP = (byte) 0x90;
    /// Two instructions that do nothing, in the place of a number of blocks.
    private static final int HARMLESS = 0x9090;

    private final byte[] head;
    private final byte[] tail;

    private SystemArea(byte[] head, byte[] tail) {
        this.head = head;
        this.tail = tail;
    }

    /// Blocks of a disk.
    ///
    /// @param start the first
    /// @param count how many
    record Blocks(long start, long count) {
        long end() {
            return start + count;
        }
    }

    /// Where the parts of the image are that the tables tell of.
    ///
    /// @param biosSector the sector of the boot image for the BIOS, or 0 without one
    /// @param efi the boot image for UEFI, or null
    /// @param filesEnd the sector behind the last file
    /// @param blocks blocks of the whole disk
    record Places(long biosSector, @Nullable Blocks efi, long filesEnd, long blocks) {}

    /// @throws NotStorableException if the image is too large for its table
    /// @throws IOException if the boot code cannot be read
    static SystemArea of(IsoOptions options, Places places) throws IOException {
        var hybrid = options.hybrid();
        if (hybrid == null) {
            return new SystemArea(new byte[Iso.SYSTEM_AREA], new byte[0]);
        }
        long blocks = places.blocks();
        int length = (int) Math.min(hybrid.bootCode().size(), Hybrid.BOOT_CODE);
        byte[] code = Arrays.copyOf(hybrid.bootCode().bytes(0, length), Hybrid.BOOT_CODE + 8);
        address(code, hybrid.loader(), places.biosSector());
        if (hybrid.apm()) {
            spare(code, hybrid.loader(), blocks / RATIO);
        }
        var area = new byte[Iso.SYSTEM_AREA];
        var seed = new String[]{Iso.FORMAT, options.volumeId(), Long.toString(options.time().getEpochSecond())};
        long id = Objects.requireNonNullElseGet(hybrid.diskId(), () -> Guid.derivedDiskId(seed));
        if (hybrid.table() == Hybrid.Table.MBR) {
            if (blocks >> 32 != 0) {
                throw Iso.notStorable("", "the image would have more blocks than the 2^32 that an MBR can tell");
            }
            var geometry = hybrid.cylinders() == null ? Geometry.USUAL : hybrid.cylinders();
            put(area, 0, MasterBootRecord.of(code, id, mbr(hybrid, places, blocks), geometry));
            apple(area, hybrid, places);
            return new SystemArea(area, new byte[0]);
        }
        put(area, 0, MasterBootRecord.of(code, id, protective(hybrid, blocks), Geometry.USUAL));
        var table = GuidPartitionTable.of(Guid.derived(seed), blocks, FIRST_USABLE, gpt(seed, places),
                hybrid.apm() ? BEHIND_APM : BEHIND_GPT_HEADER);
        put(area, BLOCK, table.primary());
        apple(area, hybrid, places);
        var tail = new byte[GPT_SECTORS * Iso.SECTOR];
        put(tail, tail.length - table.backup().length, table.backup());
        return new SystemArea(area, tail);
    }

    /// Puts the first block of an Apple partition map over the first 32 bytes of the code. isolinux' boot code has nothing
    /// there that it needs: what it does there once more comes behind it. Where code is, the map's words are instructions
    /// that do no harm; so the number of blocks is not told, as in all such images.
    ///
    /// @throws NotStorableException if the code has something else there
    private static void spare(byte[] code, Hybrid.Loader loader, long blocks) throws NotStorableException {
        boolean taken = loader != Hybrid.Loader.NONE;
        if (taken && !(code[0] == 'E' && code[1] == 'R')) {
            for (int at = 2; at < SPARE; at++) {
                if (code[at] != NOP) {
                    throw Iso.notStorable("", "the boot code lies where an Apple partition map begins");
                }
            }
        }
        Arrays.fill(code, 0, SPARE, (byte) 0);
        put(code, 0, ApplePartitionMap.head(taken ? HARMLESS : (int) blocks));
    }

    private static void apple(byte[] area, Hybrid hybrid, Places places) {
        var efi = places.efi();
        if (hybrid.apm() && efi != null) {
            put(area, ApplePartitionMap.BLOCK, ApplePartitionMap.entries(List.of(new ApplePartitionMap.Partition("EFI",
                    "Apple_HFS", efi.start() / RATIO, Math.ceilDiv(efi.count(), RATIO)))));
        }
    }

    /// The system area, not to be changed.
    byte[] head() {
        return head;
    }

    /// The last bytes of the image, whole sectors, not to be changed; none without a GPT.
    byte[] tail() {
        return tail;
    }

    private static void address(byte[] code, Hybrid.Loader loader, long sector) {
        Arrays.fill(code, ADDRESS, ADDRESS + 8, (byte) 0);
        switch (loader) {
            case ISOLINUX -> Fields.little32(code, ADDRESS, sector * RATIO);
            case GRUB -> {
                long block = sector * RATIO + GRUB_CORE;
                Fields.little32(code, ADDRESS, block & 0xffff_ffffL);
                Fields.little32(code, ADDRESS + 4, block >> 32);
            }
            case NONE -> {
                // nothing is started
            }
        }
    }

    private static List<MbrPartition> mbr(Hybrid hybrid, Places places, long blocks) {
        long start = hybrid.partitionOffset() ? FIRST_USABLE : 0;
        var efi = places.efi();
        long end = hybrid.appended() == null || efi == null ? blocks : efi.start();
        var partitions = new ArrayList<>(List.of(new MbrPartition(true, HIDDEN, start, end - start)));
        if (efi != null) {
            partitions.add(new MbrPartition(false, MbrPartition.EFI, efi.start(), efi.count()));
        }
        return partitions;
    }

    /// Some firmware starts boot code only where a partition is marked to be booted. The protective one must not be, so an
    /// entry without a type is, as grub-mkrescue has it.
    private static List<MbrPartition> protective(Hybrid hybrid, long blocks) {
        var partitions = new ArrayList<>(List.of(MbrPartition.protective(blocks)));
        if (hybrid.loader() != Hybrid.Loader.NONE) {
            partitions.add(new MbrPartition(true, 0, 0, 1));
        }
        return partitions;
    }

    /// The ISO, which an EFI image among its files cuts in two, and the EFI image.
    private static List<GptPartition> gpt(String[] seed, Places places) {
        var efi = places.efi();
        long end = places.filesEnd() * RATIO;
        var partitions = new ArrayList<GptPartition>();
        if (efi == null) {
            partitions.add(iso(seed, 1, FIRST_USABLE, end));
            return partitions;
        }
        partitions.add(iso(seed, 1, FIRST_USABLE, efi.start()));
        partitions.add(new GptPartition(Guid.EFI_SYSTEM, id(seed, 2), efi.start(), efi.end() - 1, 0, "EFI"));
        if (efi.end() < end) {
            partitions.add(iso(seed, 3, efi.end(), end));
        }
        return partitions;
    }

    private static GptPartition iso(String[] seed, int number, long start, long end) {
        return new GptPartition(Guid.LINUX_DATA, id(seed, number), start, end - 1,
                GptPartition.REQUIRED | GptPartition.READ_ONLY, "ISO9660");
    }

    private static Guid id(String[] seed, int number) {
        var inputs = Arrays.copyOf(seed, seed.length + 1);
        inputs[seed.length] = Integer.toString(number);
        return Guid.derived(inputs);
    }

    private static void put(byte[] target, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }
}
