package org.selfsame.iuk;

import java.util.Locale;
import java.util.regex.Pattern;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// What FAT with long names can hold: a kit is unpacked onto a partition of that kind.
final class FatNames {
    /// UTF-16 units of a long name.
    private static final int LONGEST = 255;
    private static final String FORBIDDEN = "\"*/:<>?\\|";
    /// What drivers call a file with a long name beside it, for old programs: eight characters with a number at their end,
    /// and three more. Any file may have such a name without telling.
    private static final Pattern ALIAS = Pattern.compile("(?=[^.]{2,8}(?:\\.|$))[^.]*~[0-9]+(?:\\.[^.]{1,3})?");
    static final long LARGEST_FILE = 0xffffffffL;

    private FatNames() {}

    /// Whether FAT can hold a name, gives it back as it is, and takes it for that of no other file. It must be printable,
    /// too, as paths of kits are told and used in that form.
    static boolean holds(Name name) {
        if (!name.isPlain() || !name.isUtf8()) {
            return false;
        }
        var text = name.toString();
        return text.length() <= LONGEST && !text.endsWith(".") && !text.endsWith(" ")
                && !ALIAS.matcher(text).matches() && Text.printable(name).equals(text)
                && text.chars().allMatch(c -> c >= 0x20 && c != 0x7f && FORBIDDEN.indexOf(c) < 0);
    }

    /// What two paths have in common that FAT takes for one.
    static String folded(String path) {
        return path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
