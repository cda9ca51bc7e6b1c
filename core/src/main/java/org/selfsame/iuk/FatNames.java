package org.selfsame.iuk;

import java.util.Locale;
import org.selfsame.tree.Name;

/// What FAT with long names can hold: a kit is unpacked onto a partition of that kind.
final class FatNames {
    /// UTF-16 units of a long name.
    private static final int LONGEST = 255;
    private static final String FORBIDDEN = "\"*/:<>?\\|";
    static final long LARGEST_FILE = 0xffffffffL;

    private FatNames() {}

    /// Whether FAT can hold a name, and gives it back as it is.
    static boolean holds(Name name) {
        if (!name.isPlain() || !name.isUtf8()) {
            return false;
        }
        var text = name.toString();
        return text.length() <= LONGEST && !text.endsWith(".") && !text.endsWith(" ")
                && text.chars().allMatch(c -> c >= 0x20 && c != 0x7f && FORBIDDEN.indexOf(c) < 0);
    }

    /// What two paths have in common that FAT takes for one.
    static String folded(String path) {
        return path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
