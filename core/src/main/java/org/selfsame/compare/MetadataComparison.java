package org.selfsame.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// What the format records about two entries of one name, field by field, to the last bit.
final class MetadataComparison {
    /// Bytes of an attribute that are shown; access control lists and capabilities are shorter.
    private static final int SHOWN = 256;

    private final List<Field> fields = new ArrayList<>();

    private MetadataComparison() {}

    /// A field with two values, of which one may be missing, but not both.
    record Field(String name, @Nullable String left, @Nullable String right) {}

    /// The fields that differ, in a fixed order.
    static List<Field> of(Entry left, Entry right) {
        var comparison = new MetadataComparison();
        comparison.compare(left, right);
        return comparison.fields;
    }

    private void compare(Entry left, Entry right) {
        var l = left.metadata();
        var r = right.metadata();
        if (l.permissions() != r.permissions()) {
            add("permissions", octal(l.permissions()), octal(r.permissions()));
        }
        if (!Objects.equals(l.owner(), r.owner())) {
            owners(l.owner(), r.owner());
        }
        time("modified", l.modified(), r.modified());
        time("accessed", l.accessed(), r.accessed());
        time("changed", l.changed(), r.changed());
        time("created", l.created(), r.created());
        if (l.links() != r.links() && !(left instanceof Entry.Directory)) {
            add("links", number(l.links()), number(r.links()));
        }
        if (!l.xattrs().isEmpty() || !r.xattrs().isEmpty()) {
            attributes(l, r);
        }
        if (left instanceof Entry.Symlink a && right instanceof Entry.Symlink b && !a.target().equals(b.target())) {
            add("target", Text.printable(a.target()), Text.printable(b.target()));
        }
        if (left instanceof Entry.Device a && right instanceof Entry.Device b
                && (a.major() != b.major() || a.minor() != b.minor())) {
            add("device", a.major() + ":" + a.minor(), b.major() + ":" + b.minor());
        }
    }

    private void owners(Metadata.@Nullable Owner left, Metadata.@Nullable Owner right) {
        add("user", left == null ? null : Long.toString(left.user()), right == null
                ? null
                : Long.toString(right.user()));
        add("group", left == null ? null : Long.toString(left.group()), right == null
                ? null
                : Long.toString(right.group()));
    }

    private void time(String name, @Nullable Instant left, @Nullable Instant right) {
        if (!Objects.equals(left, right)) {
            add(name, left == null ? null : left.toString(), right == null ? null : right.toString());
        }
    }

    private void attributes(Metadata left, Metadata right) {
        var names = new TreeSet<Name>(left.xattrs().keySet());
        names.addAll(right.xattrs().keySet());
        for (var name : names) {
            byte[] a = left.xattrs().get(name);
            byte[] b = right.xattrs().get(name);
            if (!Arrays.equals(a, b)) {
                add("xattr " + Text.printable(name), value(a), value(b));
            }
        }
    }

    private void add(String name, @Nullable String left, @Nullable String right) {
        if (!Objects.equals(left, right)) {
            fields.add(new Field(name, left, right));
        }
    }

    private static @Nullable String octal(int permissions) {
        return permissions < 0 ? null : String.format(Locale.ROOT, "%04o", permissions);
    }

    private static @Nullable String number(long links) {
        return links == 0 ? null : Long.toString(links);
    }

    private static @Nullable String value(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        var shown = HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN, bytes.length));
        // values that differ must not read the same
        return bytes.length > SHOWN ? shown + "… (" + bytes.length + " bytes, " + crc(bytes) + ")" : shown;
    }

    private static String crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return String.format(Locale.ROOT, "CRC %08x", crc.getValue());
    }
}
