package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;

/// Makes the system use entries of one record: `PX` and `TF` always, `NM`, `SL` and `PN` where they apply, `SP` and
/// `ER` for the root. It is RRIP 1.10, as every reader knows it; the serial number that 1.12 added to `PX` is there for
/// files with several names, as libisofs has it.
final class SystemUseWriter {
    private static final int MAX_ENTRY = 255;
    private static final int MAX_NAME = MAX_ENTRY - Components.ENTRY_HEADER;
    private static final int MAX_COMPONENT = MAX_NAME - 2;
    private static final int CONTINUE = 1;
    /// `TF`: modification, access and attribute change.
    private static final int TIMES = 0x0e;

    private static final int DEFAULT_DIRECTORY = 0755;
    private static final int DEFAULT_FILE = 0644;

    /// `PX`, and as RRIP 1.12 has it, with a serial number.
    private static final int PX = 36;
    private static final int PX_WITH_SERIAL = 44;
    private static final int TF = 26;

    private final Instant time;
    private final boolean clamp;

    /// @param time the modification time of entries that have none
    /// @param clamp whether it is also that of entries that have a later one
    SystemUseWriter(Instant time, boolean clamp) {
        this.time = time;
        this.clamp = clamp;
    }

    /// The entries of the record by which its directory lists `node`.
    List<byte[]> listed(PlannedNode node) {
        var entries = attributes(node);
        addName(entries, node.entry.name().bytes());
        switch (node.entry) {
            case Entry.Symlink link -> addTarget(entries, link.target().bytes());
            case Entry.Device device -> entries.add(device(device));
            default -> {
                // nothing more to say
            }
        }
        return entries;
    }

    /// Bytes of [#listed]; for most entries it need not be made to know that.
    int listedLength(PlannedNode node) {
        int name = node.entry.name().length();
        if (name <= MAX_NAME && (node.entry instanceof Entry.File || node.isDirectory())) {
            return attributesLength(node) + Components.ENTRY_HEADER + name;
        }
        int length = 0;
        for (byte[] entry : listed(node)) {
            length += entry.length;
        }
        return length;
    }

    /// Bytes of [#special], but for the root's record of itself.
    int specialLength(PlannedNode directory) {
        return attributesLength(directory);
    }

    private static int attributesLength(PlannedNode node) {
        return (node.serial == 0 ? PX : PX_WITH_SERIAL) + TF;
    }

    /// The entries of a directory's record of itself or of its parent.
    List<byte[]> special(PlannedNode directory, boolean rootItself) {
        var entries = new ArrayList<byte[]>();
        if (rootItself) {
            entries.add(new byte[]{'S', 'P', 7, 1, (byte) 0xbe, (byte) 0xef, 0});
        }
        entries.addAll(attributes(directory));
        if (rootItself) {
            entries.add(extensionReference());
        }
        return entries;
    }

    /// The modification time that the records of `node` state.
    Instant modified(PlannedNode node) {
        var modified = node.entry.metadata().modified();
        return modified == null || clamp && modified.isAfter(time) ? time : modified;
    }

    private List<byte[]> attributes(PlannedNode node) {
        var entries = new ArrayList<byte[]>();
        var metadata = node.entry.metadata();
        var owner = metadata.owner() == null ? Metadata.Owner.ROOT : metadata.owner();
        var px = header("PX", node.serial == 0 ? PX : PX_WITH_SERIAL);
        Fields.both32(px, 4, mode(node.entry));
        Fields.both32(px, 12, node.isDirectory() ? node.subdirectories() + 2 : node.links);
        Fields.both32(px, 20, owner.user());
        Fields.both32(px, 28, owner.group());
        if (node.serial != 0) {
            Fields.both32(px, PX, node.serial);
        }
        entries.add(px);
        var tf = header("TF", TF);
        tf[4] = TIMES;
        int first = Components.ENTRY_HEADER;
        Fields.shortDate(tf, first, modified(node));
        System.arraycopy(tf, first, tf, first + IsoDate.SHORT, IsoDate.SHORT);
        System.arraycopy(tf, first, tf, first + 2 * IsoDate.SHORT, IsoDate.SHORT);
        entries.add(tf);
        return entries;
    }

    private static int mode(Entry entry) {
        int permissions = entry.metadata().permissions();
        return switch (entry) {
            case Entry.Directory _ -> RockRidge.DIRECTORY | (permissions < 0 ? DEFAULT_DIRECTORY : permissions);
            case Entry.File _ -> RockRidge.REGULAR | (permissions < 0 ? DEFAULT_FILE : permissions);
            case Entry.Symlink _ -> RockRidge.SYMLINK | (permissions < 0 ? 0777 : permissions);
            case Entry.Device device -> (device.block() ? RockRidge.BLOCK_DEVICE : RockRidge.CHARACTER_DEVICE)
                    | (permissions < 0 ? DEFAULT_FILE : permissions);
            case Entry.Fifo _ -> RockRidge.FIFO | (permissions < 0 ? DEFAULT_FILE : permissions);
            case Entry.Socket _ -> RockRidge.SOCKET | (permissions < 0 ? DEFAULT_FILE : permissions);
        };
    }

    private static byte[] header(String signature, int length) {
        var entry = new byte[length];
        entry[0] = (byte) signature.charAt(0);
        entry[1] = (byte) signature.charAt(1);
        entry[2] = (byte) length;
        entry[3] = 1;
        return entry;
    }

    private static void addName(List<byte[]> entries, byte[] name) {
        for (int at = 0; at < name.length; at += MAX_NAME) {
            int length = Math.min(MAX_NAME, name.length - at);
            var nm = header("NM", Components.ENTRY_HEADER + length);
            nm[4] = (byte) (at + length < name.length ? CONTINUE : 0);
            System.arraycopy(name, at, nm, Components.ENTRY_HEADER, length);
            entries.add(nm);
        }
    }

    /// Linux' own form of a device number, in the low half: libisofs and Linux read it so.
    private static byte[] device(Entry.Device device) {
        var pn = header("PN", 20);
        long number = device.minor() & 0xff | (device.major() & 0xfff) << 8 | (device.minor() & 0xfff00) << 12;
        boolean asHalves = device.major() == 0 || device.major() > 0xfff || device.minor() > 0xfffff;
        Fields.both32(pn, 4, asHalves ? device.major() : 0);
        Fields.both32(pn, 12, asHalves ? device.minor() : number);
        return pn;
    }

    private static void addTarget(List<byte[]> entries, byte[] target) {
        var area = new ByteArrayOutputStream();
        var areas = new ArrayList<byte[]>();
        for (var record : components(target)) {
            if (area.size() + record.length > MAX_NAME) {
                areas.add(area.toByteArray());
                area.reset();
            }
            area.writeBytes(record);
        }
        areas.add(area.toByteArray());
        for (int i = 0; i < areas.size(); i++) {
            byte[] records = areas.get(i);
            var sl = header("SL", Components.ENTRY_HEADER + records.length);
            sl[4] = (byte) (i + 1 < areas.size() ? CONTINUE : 0);
            System.arraycopy(records, 0, sl, Components.ENTRY_HEADER, records.length);
            entries.add(sl);
        }
    }

    /// The component records of a target. An empty component (from two slashes) is one of no bytes.
    private static List<byte[]> components(byte[] target) {
        var records = new ArrayList<byte[]>();
        int from = 0;
        if (target.length > 0 && target[0] == '/') {
            records.add(new byte[]{Components.ROOT, 0});
            from = 1;
        }
        if (from < target.length) {
            for (int at = from; at <= target.length; at++) {
                if (at == target.length || target[at] == '/') {
                    addComponent(records, Arrays.copyOfRange(target, from, at));
                    from = at + 1;
                }
            }
        }
        return records;
    }

    private static void addComponent(List<byte[]> records, byte[] component) {
        var text = new String(component, StandardCharsets.ISO_8859_1);
        if (text.equals(".") || text.equals("..")) {
            records.add(new byte[]{(byte) (text.length() == 1 ? Components.CURRENT : Components.PARENT), 0});
            return;
        }
        int at = 0;
        do {
            int length = Math.min(MAX_COMPONENT, component.length - at);
            var record = new byte[2 + length];
            record[0] = (byte) (at + length < component.length ? Components.CONTINUE : 0);
            record[1] = (byte) length;
            System.arraycopy(component, at, record, 2, length);
            records.add(record);
            at += length;
        } while (at < component.length);
    }

    private static byte[] extensionReference() {
        var id = "RRIP_1991A";
        var descriptor = "THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS";
        var source = "PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE.  SEE PUBLISHER IDENTIFIER IN PRIMARY "
                + "VOLUME DESCRIPTOR FOR CONTACT INFORMATION.";
        byte[] text = (id + descriptor + source).getBytes(StandardCharsets.US_ASCII);
        var er = header("ER", 8 + text.length);
        er[4] = (byte) id.length();
        er[5] = (byte) descriptor.length();
        er[6] = (byte) source.length();
        er[7] = 1;
        System.arraycopy(text, 0, er, 8, text.length);
        return er;
    }
}
