package org.selfsame.format.grub;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Struct;

/// A list of modules: a header, then each module with its type and its size. Source: GRUB's include/grub/kernel.h.
final class ModuleList {
    private static final Struct HEADER_32 = Struct.of("module list", "magic:4 offset:4 size:4");
    private static final Struct HEADER_64 = Struct.of("module list", "magic:4 padding:4 offset:8 size:8");
    private static final Struct MODULE = Struct.of("module header", "type:4 size:4");
    static final long MAGIC = 0x676d696d;
    /// GRUB has some 300 modules.
    private static final int MOST = 5_000;
    private static final int LONGEST_TEXT = 1 << 16;

    private final Anatomy.Builder parts;
    private final StringJoiner names = new StringJoiner(" ");
    private int count;

    private ModuleList(Content content, Limits limits) {
        // types that GRUB does not know are filled up like the others
        parts = new Anatomy.Builder(GrubFormat.NAME, content, limits).alignment(8);
    }

    /// The size of the header of a list at `offset`, which tells pointers of 32 bits from those of 64; 0 if there is none.
    ///
    /// @throws IOException if the content cannot be read
    static int headerSize(Content content, long offset) throws IOException {
        for (var struct : new Struct[]{HEADER_32, HEADER_64}) {
            if (content.size() - offset >= struct.size()) {
                var header = struct.read(content, offset, LITTLE_ENDIAN);
                long size = header.get("size");
                if (header.get("magic") == MAGIC && header.get("offset") == struct.size() && size >= struct.size()
                        && size <= content.size() - offset) {
                    return struct.size();
                }
            }
        }
        return 0;
    }

    /// @throws FormatException if a module does not lie inside the list
    /// @throws IOException if the content cannot be read
    static Reader open(Content content, Limits limits) throws IOException {
        var list = new ModuleList(content, limits);
        var struct = headerSize(content, 0) == HEADER_32.size() ? HEADER_32 : HEADER_64;
        long end = list.parts.struct(struct, 0, LITTLE_ENDIAN).get("size");
        long at = struct.size();
        while (at < end) {
            at = list.module(at, end);
        }
        list.parts.fact("modules", list.names.toString());
        list.rest(end);
        return list.parts.build();
    }

    /// @return where the next one begins
    private long module(long at, long end) throws IOException {
        if (end - at < MODULE.size() || ++count > MOST) {
            throw new FormatException(GrubFormat.NAME, at, "a module header where " + (end - at)
                    + " bytes are left, or more than " + MOST + " of them");
        }
        var header = parts.struct(MODULE, at, LITTLE_ENDIAN);
        long size = header.get("size");
        if (size < MODULE.size() || size > end - at) {
            throw new FormatException(GrubFormat.NAME, at, "a module of " + size + " bytes, where " + (end - at)
                    + " are left");
        }
        long start = at + MODULE.size();
        long length = size - MODULE.size();
        switch ((int) header.get("type")) {
            case 0 -> {
                var name = ModuleName.of(parts.content().slice(start, length));
                names.add(name.isEmpty() ? "?" : name);
                parts.file((name.isEmpty() ? "module-" + count : name) + ".mod", start, length, "text section");
            }
            case 1 -> parts.file("memdisk", start, length, "memory disk");
            case 2 -> text("config", start, length);
            case 3 -> text("prefix", start, length);
            case 4 -> parts.file("public-key", start, length, "public key");
            case 5 -> parts.file("device-tree", start, length, "device tree");
            case 6 -> parts.file("disable-shim-lock", start, length, "switch");
            default -> parts.file("type-" + header.get("type"), start, length, "module");
        }
        return at + size;
    }

    /// Adds a text that ends with a zero byte and is filled up with more.
    private void text(String name, long start, long length) throws IOException {
        var bytes = parts.content().bytes(start, (int) Math.min(length, LONGEST_TEXT));
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\0');
        if (end < 0) {
            parts.file(name, start, length, name);
            return;
        }
        parts.file(name, start, end, name);
        parts.region(start + end, length - end, Kind.PADDING, "end of " + name);
        if (name.equals("prefix")) {
            parts.fact("prefix", new String(bytes, 0, end, StandardCharsets.UTF_8));
        }
    }

    private void rest(long end) throws IOException {
        long length = parts.content().size() - end;
        if (length > 0 && Anatomy.isZero(parts.content(), end, length)) {
            parts.region(end, length, Kind.PADDING, "alignment");
        } else if (length > 0) {
            parts.anomaly("grub.trailing_bytes", end, length + " bytes after the modules");
        }
    }
}
