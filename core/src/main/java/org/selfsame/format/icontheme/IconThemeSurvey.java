package org.selfsame.format.icontheme;

import java.io.IOException;
import java.nio.ByteOrder;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// Header, directories and the hash table of icons. Source: `docs/iconcache.txt` of GTK 3.24.
final class IconThemeSurvey implements Survey {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final long NONE = 0xffffffffL;
    private static final int NAME = 1024;
    private static final int ICON = 12;
    private static final int IMAGE = 8;

    private long hash;
    private long directories;

    @Override
    public void head(Parts parts) throws IOException {
        parts.structure(0, 12, "header");
        var header = parts.cursor(0, "icontheme", BIG);
        header.u16("major_version");
        header.u16("minor_version");
        hash = header.u32("hash_offset");
        directories = header.u32("directories_offset");
        long buckets = parts.number(hash, 4, BIG);
        long count = parts.number(directories, 4, BIG);
        if (hash < 12 || directories < 12 || buckets * 4 > parts.size() || count * 4 > parts.size()) {
            throw parts.broken(4, buckets + " buckets and " + count + " directories");
        }
        parts.fact("directories", count);
        if (count > 0) {
            parts.cString(parts.number(directories + 4, 4, BIG), NAME);
        }
    }

    @Override
    public void body(Parts parts) throws IOException {
        long count = parts.number(directories, 4, BIG);
        parts.structure(directories, 4 + count * 4, "table of directories");
        for (long i = 0; i < count; i++) {
            string(parts, parts.number(directories + 4 + i * 4, 4, BIG), "directory");
        }
        long buckets = parts.number(hash, 4, BIG);
        parts.structure(hash, 4 + buckets * 4, "hash table");
        long most = parts.size() / ICON;
        for (long i = 0; i < buckets; i++) {
            long icon = parts.number(hash + 4 + i * 4, 4, BIG);
            while (icon != NONE) {
                if (--most < 0) {
                    throw parts.broken(icon, "a chain of icons that does not end");
                }
                icon(parts, icon);
                icon = parts.number(icon, 4, BIG);
            }
        }
    }

    private static void icon(Parts parts, long at) throws IOException {
        long name = parts.number(at + 4, 4, BIG);
        long images = parts.number(at + 8, 4, BIG);
        long count = parts.number(images, 4, BIG);
        var entry = parts.entry("", PartNames.of(parts.cString(name, NAME)), Metadata.NONE, images,
                4 + count * IMAGE);
        var fields = entry.cursor(at, "icon", BIG);
        fields.u32("next");
        fields.u32("name");
        fields.u32("images");
        entry.structure(at, ICON, "icon");
        string(entry, name, "name");
        for (long i = 0; i < count; i++) {
            var image = entry.cursor(images + 4 + i * IMAGE, "image", BIG);
            image.u16("directory");
            image.u16("flags");
            image.u32("data_offset");
        }
    }

    /// Strings are filled up to whole words of 4 bytes.
    private static void string(Parts parts, long at, String what) throws IOException {
        long length = parts.cString(at, NAME).length + 1L;
        parts.structure(at, length, what);
        parts.padding(at + length, Math.min(-(at + length) & 3, parts.size() - at - length), "end of " + what);
    }
}
