package org.selfsame.format.pyc;

import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import org.selfsame.parts.Cursor;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Name;

/// The header of a compiled module. Sources: PEP 552, and the list of magic numbers in CPython's
/// `importlib/_bootstrap_external.py`. The code is not read: unmarshalling is for the interpreter of that version.
final class PycSurvey implements Survey {
    private static final int PYTHON_2_7 = 62211;
    /// From here on the source's size is in the header (3.3) and flags are (3.7).
    private static final int WITH_SIZE = 3190;
    private static final int WITH_FLAGS = 3390;
    private static final int LAST = 3999;
    /// A code object; the high bit says that others refer to it.
    private static final int CODE = 'c';

    private long code;

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "pyc", ByteOrder.LITTLE_ENDIAN);
        int magic = header.u16("magic");
        header.u16("line_end");
        if (magic != PYTHON_2_7 && (magic < WITH_SIZE || magic > LAST)) {
            throw parts.broken(0, "magic number " + magic);
        }
        parts.fact("magic", magic);
        long flags = magic >= WITH_FLAGS && magic <= LAST ? header.u32("flags") : 0;
        if (flags > 3) {
            throw parts.broken(4, "flags " + flags);
        }
        parts.fact("invalidation", flags == 0 ? "timestamp" : flags == 1 ? "unchecked hash" : "checked hash");
        source(parts, header, flags, magic);
        code = header.at();
        parts.structure(0, code, "header");
        if ((parts.number(code, 1, ByteOrder.LITTLE_ENDIAN) & 0x7f) != CODE) {
            throw parts.broken(code, "no code object");
        }
    }

    private static void source(Parts parts, Cursor header, long flags, int magic) throws IOException {
        if (flags != 0) {
            parts.fact("source_hash", HexFormat.of().formatHex(header.bytes("source_hash", 8)));
            return;
        }
        parts.fact("source_mtime", Instant.ofEpochSecond(header.u32("source_mtime")).toString());
        if (magic <= LAST) {
            parts.fact("source_size", header.u32("source_size"));
        }
    }

    @Override
    public void body(Parts parts) throws IOException {
        parts.entry(Name.of("code"), code, parts.size() - code);
    }
}
