package org.selfsame.format.iso9660;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Fact;

/// What the descriptors, the boot catalog and the system area state.
final class IsoFacts {
    private static final int MBR = 512;

    private final List<Fact> facts = new ArrayList<>();

    private IsoFacts() {}

    static List<Fact> of(Content image, Volume volume, List<Volume> others, @Nullable BootCatalog catalog,
            @Nullable ImplantedMd5 implanted) throws IOException {
        var collected = new IsoFacts();
        collected.addDescriptors(volume);
        collected.addExtensions(volume);
        if (catalog != null) {
            collected.addBoot(image, volume, catalog);
        }
        if (implanted != null) {
            collected.addImplantedMd5(implanted);
        }
        collected.add("system_area", systemArea(image));
        for (var other : others) {
            collected.add("other_volume.block", Long.toString(other.start() / Iso.SECTOR));
        }
        return List.copyOf(collected.facts);
    }

    private void add(String name, String value) {
        facts.add(new Fact(Iso.FORMAT + "." + name, value));
    }

    private void addDescriptors(Volume volume) throws FormatException {
        addFields("", volume.primary(), false);
        int number = 0;
        for (var descriptor : volume.descriptors()) {
            if (descriptor.type() == VolumeDescriptor.SUPPLEMENTARY) {
                int level = descriptor.jolietLevel();
                var prefix = level > 0 ? "joliet" : descriptor.version() == 2 ? "enhanced" : "supplementary";
                if (level > 0) {
                    add("joliet", "level " + level);
                }
                addFields(prefix + (number++ == 0 ? "." : number + "."), descriptor, level > 0);
            }
        }
    }

    private void addFields(String prefix, VolumeDescriptor descriptor, boolean ucs2) throws FormatException {
        var bytes = descriptor.bytes();
        for (var field : DescriptorField.ALL) {
            var value = switch (field.form()) {
                case NUMBER_8 -> Integer.toString(bytes.u8(field.at()));
                case BOTH_16 -> Integer.toString(bytes.u16le(field.at()));
                case BOTH_32, LITTLE_32 -> Long.toString(bytes.u32le(field.at()));
                case BIG_32 -> Long.toString(bytes.u32be(field.at()));
                case TEXT -> text(bytes.slice(field.at(), field.length()), ucs2);
                case DATE -> String.valueOf(IsoDate.longForm(bytes, field.at()));
                case RAW -> "";
            };
            boolean empty = value.isEmpty() || value.equals("null")
                    || field.name().startsWith("optional") && value.equals("0");
            if (!empty) {
                add(prefix + field.name(), value);
            }
        }
    }

    /// The text of an identifier without the blanks that fill it up.
    static String text(Bytes field, boolean ucs2) throws FormatException {
        var name = (ucs2 ? Identifiers.UCS2.name(field).toString() : utf8(field)).replace("\0", "");
        return name.stripTrailing();
    }

    /// The standard allows some ASCII only; what tools write beyond that is UTF-8.
    private static String utf8(Bytes field) throws FormatException {
        return new String(field.copy(0, field.length()), StandardCharsets.UTF_8);
    }

    private void addExtensions(Volume volume) {
        var susp = volume.susp();
        if (susp != null) {
            add("rock_ridge", susp.extensions().isEmpty() ? "undeclared" : String.join(" ", susp.extensions()));
        }
        add("trees", String.join(" ", volume.hierarchies().sequencedKeySet()));
    }

    private void addBoot(Content image, Volume volume, BootCatalog catalog) throws IOException {
        add("el_torito.catalog_block", Long.toString(catalog.bytes().offset(0) / Iso.SECTOR));
        if (!catalog.id().isEmpty()) {
            add("el_torito.id", catalog.id());
        }
        for (var entry : catalog.entries()) {
            var prefix = "el_torito." + entry.number() + ".";
            add(prefix + "platform", entry.platformName());
            add(prefix + "bootable", Boolean.toString(entry.bootable()));
            add(prefix + "emulation", entry.emulationName());
            add(prefix + "load_segment", "0x" + HexFormat.of().toHexDigits((short) entry.loadSegment()));
            add(prefix + "system_type", Integer.toString(entry.systemType()));
            add(prefix + "load_size", Integer.toString(entry.loadSize()));
            add(prefix + "block", Long.toString(entry.block()));
            var table = BootInfoTable.at(image, volume.base() + entry.block() * Iso.SECTOR, entry.block());
            if (table != null) {
                add(prefix + "boot_info_length", Long.toString(table.length()));
                add(prefix + "boot_info_checksum", "0x" + HexFormat.of().toHexDigits((int) table.checksum()));
            }
        }
    }

    private void addImplantedMd5(ImplantedMd5 sum) {
        add("isomd5sum", sum.md5().hex());
        add("isomd5sum.skip_sectors", Long.toString(sum.skippedSectors()));
        add("isomd5sum.supported", Boolean.toString(sum.supported()));
        if (!sum.fragmentSums().isEmpty()) {
            add("isomd5sum.fragment_count", Integer.toString(sum.fragmentCount()));
            add("isomd5sum.fragment_sums", sum.fragmentSums());
        }
    }

    /// Who wrote the boot code of the system area: `zero`, `isolinux`, `grub` or `other`.
    private static String systemArea(Content image) throws IOException {
        var area = Bytes.read(image, 0, Iso.SYSTEM_AREA);
        if (area.isZero(0, Iso.SYSTEM_AREA)) {
            return "zero";
        }
        var code = area.latin1(0, MBR);
        if (code.contains("isolinux.bin missing or corrupt")) {
            return "isolinux";
        }
        return code.contains("GRUB \0") ? "grub" : "other";
    }
}
