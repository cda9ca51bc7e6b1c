package org.selfsame.format.elf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.selfsame.content.Content;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Struct;

/// A string table in memory.
final class Strings {
    static final Strings NONE = new Strings(new byte[0]);

    /// Section names that are read; C++ makes long ones.
    private static final int LONGEST = 1024;

    private final byte[] bytes;

    private Strings(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The table that a section holds; none if it does not lie inside the content or is too large.
    ///
    /// @throws IOException if the content cannot be read
    static Strings of(Content content, Struct.Values section, Limits limits) throws IOException {
        long offset = section.get("offset");
        long size = section.get("size");
        if (offset < 0 || size < 0 || offset > content.size() || size > content.size() - offset
                || size > Math.min(limits.tableBytes(), Integer.MAX_VALUE)) {
            return NONE;
        }
        return new Strings(content.bytes(offset, (int) size));
    }

    /// The string at `offset`, empty if that is outside.
    String at(long offset) {
        if (offset >= bytes.length) {
            return "";
        }
        int start = (int) offset;
        int end = start;
        while (end < bytes.length && end - start < LONGEST && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
