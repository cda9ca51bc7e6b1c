package org.selfsame.format.iso9660;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// The extended attributes of `AL` entries (AAIP 2.0): pairs of components, a name and its value. Those in the
/// namespace `isofs` are libisofs' own notes (where the file came from, what was checksummed), which no system shows
/// as attributes of the file: they are left out.
final class ExtendedAttributes {
    /// The namespaces that a first byte of 2 to 6 stands for; 1 escapes such a byte.
    private static final String[] NAMESPACES = {"", "", "system.", "user.", "isofs.", "trusted.", "security."};

    private static final int OWN_NOTES = 4;

    private ExtendedAttributes() {}

    /// @param area the component areas of all `AL` entries of a file
    /// @param offset where the first entry lies
    /// @throws FormatException if a component runs beyond its entry
    static SortedMap<Name, byte[]> of(byte[] area, long offset) throws FormatException {
        var attributes = new TreeMap<Name, byte[]>();
        var components = Components.of(area, offset);
        for (int i = 0; i + 1 < components.size(); i += 2) {
            byte[] name = components.get(i).content().bytes();
            byte[] value = components.get(i + 1).content().bytes();
            if (name.length == 0) {
                AccessControlList.addTo(attributes, value, offset);
            } else if (name[0] != OWN_NOTES) {
                attributes.put(name(name), value);
            }
        }
        return attributes;
    }

    private static Name name(byte[] stored) {
        int first = stored[0];
        if (first < 1 || first >= NAMESPACES.length) {
            return Name.of(stored);
        }
        byte[] prefix = NAMESPACES[first].getBytes(StandardCharsets.US_ASCII);
        byte[] name = Arrays.copyOf(prefix, prefix.length + stored.length - 1);
        System.arraycopy(stored, 1, name, prefix.length, stored.length - 1);
        return Name.of(name);
    }
}
