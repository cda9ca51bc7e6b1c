package org.selfsame.format.grub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.content.Content;

/// The name that a module states in its section `.modname`. A module is a relocatable ELF file, little-endian; only what
/// leads to that section is read here.
final class ModuleName {
    private static final int LONGEST = 64;
    private static final int MOST_SECTIONS = 1_000;
    private static final byte[] SECTION = ".modname\0".getBytes(StandardCharsets.ISO_8859_1);

    private final Content module;
    private final boolean wide;

    private ModuleName(Content module, boolean wide) {
        this.module = module;
        this.wide = wide;
    }

    /// The name, empty if the module states none or is damaged.
    ///
    /// @throws IOException if the content cannot be read
    static String of(Content module) throws IOException {
        if (module.size() < 64) {
            return "";
        }
        var ident = module.bytes(0, 6);
        boolean isElf = ident[0] == 0x7f && ident[1] == 'E' && ident[2] == 'L' && ident[3] == 'F' && ident[5] == 1;
        return isElf && (ident[4] == 1 || ident[4] == 2) ? new ModuleName(module, ident[4] == 2).find() : "";
    }

    private String find() throws IOException {
        long table = wide ? number(0x28, 8) : number(0x20, 4);
        int size = wide ? 64 : 40;
        long count = Math.min(number(wide ? 0x3c : 0x30, 2), MOST_SECTIONS);
        long names = offset(table + number(wide ? 0x3e : 0x32, 2) * size);
        for (int i = 0; i < count; i++) {
            long header = table + (long) i * size;
            if (Arrays.equals(bytes(names + number(header, 4), SECTION.length), SECTION)) {
                var name = new String(bytes(offset(header), LONGEST), StandardCharsets.UTF_8);
                int end = name.indexOf('\0');
                return end < 0 ? "" : name.substring(0, end);
            }
        }
        return "";
    }

    /// Where the bytes of the section lie whose header is at `header`.
    private long offset(long header) throws IOException {
        return wide ? number(header + 0x18, 8) : number(header + 0x10, 4);
    }

    /// A number, or 0 if it does not lie inside the module.
    private long number(long at, int length) throws IOException {
        var bytes = bytes(at, length);
        if (bytes.length < length) {
            return 0;
        }
        return ByteBuffer.wrap(Arrays.copyOf(bytes, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /// Up to `length` bytes, fewer where the module ends before.
    private byte[] bytes(long at, int length) throws IOException {
        if (at < 0 || at > module.size()) {
            return new byte[0];
        }
        return module.bytes(at, (int) Math.min(length, module.size() - at));
    }
}
