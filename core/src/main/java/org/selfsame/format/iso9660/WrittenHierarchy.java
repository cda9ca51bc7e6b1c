package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.tree.NotStorableException;

/// One of the hierarchies of an image that is being written: the plain one, which carries Rock Ridge, or Joliet's.
final class WrittenHierarchy {
    private static final int MAX_DIRECTORIES = 65_535;
    private static final String VERSION = ";1";
    private static final byte[] PLAIN_VERSION = VERSION.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JOLIET_VERSION = VERSION.getBytes(StandardCharsets.UTF_16BE);

    /// Where a directory goes.
    ///
    /// @param sector first sector
    /// @param length bytes of its extent
    /// @param continuationLength bytes of the continuation areas behind it
    record Place(long sector, long length, long continuationLength) {}

    private static final Place UNKNOWN = new Place(0, 0, 0);

    private final boolean joliet;
    /// The sector that its numbers count from.
    private final int base;
    private final SystemUseWriter systemUse;
    /// In the order of the path table: by level, then by parent, then by identifier.
    private final List<PlannedNode> directories = new ArrayList<>();
    private final Map<PlannedNode, Place> places = new HashMap<>();

    /// @param base the sector that its numbers count from: 0, or where a partition begins that can be mounted
    /// @throws NotStorableException if there are more directories than a path table can number
    WrittenHierarchy(PlannedNode root, boolean joliet, int base, SystemUseWriter systemUse)
            throws NotStorableException {
        this.joliet = joliet;
        this.base = base;
        this.systemUse = systemUse;
        directories.add(root);
        for (int i = 0; i < directories.size(); i++) {
            directories.get(i).children.stream().filter(PlannedNode::isDirectory)
                    .sorted(order()).forEach(directories::add);
            if (directories.size() > MAX_DIRECTORIES) {
                throw Iso.notStorable(directories.get(MAX_DIRECTORIES).path(), "one directory more than the "
                        + MAX_DIRECTORIES + " that a path table can number");
            }
        }
    }

    boolean isJoliet() {
        return joliet;
    }

    int base() {
        return base;
    }

    List<PlannedNode> directories() {
        return directories;
    }

    boolean holds(PlannedNode node) {
        return !joliet || node.isForJoliet();
    }

    byte[] identifier(PlannedNode node) {
        byte[] name = joliet ? node.jolietName : node.plainName;
        if (node.isDirectory()) {
            return name;
        }
        byte[] version = joliet ? JOLIET_VERSION : PLAIN_VERSION;
        byte[] identifier = Arrays.copyOf(name, name.length + version.length);
        System.arraycopy(version, 0, identifier, name.length, version.length);
        return identifier;
    }

    /// Bytes of [#identifier].
    int identifierLength(PlannedNode node) {
        int name = joliet ? node.jolietName.length : node.plainName.length;
        return node.isDirectory() ? name : name + (joliet ? JOLIET_VERSION : PLAIN_VERSION).length;
    }

    /// The order of a directory's records (ECMA-119 §9.3): by identifier, without the version.
    Comparator<PlannedNode> order() {
        return Comparator.comparing(node -> joliet ? node.jolietName : node.plainName, Arrays::compareUnsigned);
    }

    Place place(PlannedNode directory) {
        return places.getOrDefault(directory, UNKNOWN);
    }

    Instant modified(PlannedNode node) {
        return systemUse.modified(node);
    }

    List<byte[]> listed(PlannedNode node) {
        return joliet ? List.of() : systemUse.listed(node);
    }

    /// Bytes of [#listed].
    int listedLength(PlannedNode node) {
        return joliet ? 0 : systemUse.listedLength(node);
    }

    /// Bytes of [#special], but for the root's record of itself.
    int specialLength(PlannedNode directory) {
        return joliet ? 0 : systemUse.specialLength(directory);
    }

    List<byte[]> special(PlannedNode directory, boolean rootItself) {
        return joliet ? List.of() : systemUse.special(directory, rootItself);
    }

    /// Gives every directory its place from `sector` on, and answers the sector behind the last one.
    long place(long sector) {
        long next = sector;
        for (var directory : directories) {
            var size = DirectoryWriter.measure(this, directory);
            var place = new Place(next, size.extent(), size.continuations());
            places.put(directory, place);
            next += (place.length() + place.continuationLength()) / Iso.SECTOR;
        }
        return next;
    }

    /// The path table (ECMA-119 §9.4), with numbers in the one or the other order.
    byte[] pathTable(boolean little) {
        var numbers = new HashMap<PlannedNode, Integer>();
        var table = new ByteArrayOutputStream();
        for (var directory : directories) {
            numbers.put(directory, numbers.size() + 1);
            byte[] identifier = directory.parent == null ? new byte[]{0} : identifier(directory);
            var entry = new byte[8 + identifier.length + identifier.length % 2];
            entry[0] = (byte) identifier.length;
            int parent = directory.parent == null ? 1 : numbers.getOrDefault(directory.parent, 1);
            if (little) {
                Fields.little32(entry, 2, place(directory).sector() - base);
                Fields.little16(entry, 6, parent);
            } else {
                Fields.big32(entry, 2, place(directory).sector() - base);
                Fields.big16(entry, 6, parent);
            }
            System.arraycopy(identifier, 0, entry, 8, identifier.length);
            table.writeBytes(entry);
        }
        return table.toByteArray();
    }
}
