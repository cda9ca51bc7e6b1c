package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Limits;

/// How a volume uses the system use area, as the root directory's first record says (SUSP 1.12 §5.3).
///
/// @param skip bytes to skip in every other record
/// @param rootSystemUse the entries of that record
/// @param rootAttributes what Rock Ridge says of the root directory
/// @param extensions the identifiers of the extensions in use, from `ER`, such as `RRIP_1991A`
record Susp(int skip, SystemUse rootSystemUse, RockRidge rootAttributes, List<String> extensions) {
    /// CD-ROM XA puts 14 bytes of its own first.
    private static final int XA = 14;
    private static final int SP_LENGTH = 7;

    /// @param self the root directory's record of itself
    /// @return null if the volume does not use SUSP
    static @Nullable Susp of(DirectoryRecord self, SystemUse.Source source, Limits limits) throws IOException {
        var area = self.systemUse();
        int start = isSp(area, 0) ? 0 : isSp(area, XA) ? XA : -1;
        if (start < 0) {
            return null;
        }
        var use = SystemUse.read(area.from(start), source, SystemUse.Budget.of(self.bytes().length(), limits),
                Notes.NONE);
        var extensions = new ArrayList<String>();
        for (var entry : use.entries()) {
            if (entry.startsWith(0, "ER")) {
                extensions.add(entry.latin1(8, entry.u8(4)));
            }
        }
        return new Susp(area.u8(start + 6), use, RockRidge.of(use.entries(), Notes.NONE), extensions);
    }

    /// `SP` carries two check bytes.
    private static boolean isSp(Bytes area, int at) throws FormatException {
        return area.length() - at >= SP_LENGTH && area.startsWith(at, "SP") && area.u16be(at + 4) == 0xbeef;
    }
}
