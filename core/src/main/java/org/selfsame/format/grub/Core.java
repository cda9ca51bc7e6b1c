package org.selfsame.format.grub;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.tukaani.xz.LZMAInputStream;

/// The compressed part of a core image: the directory `core` with GRUB's kernel and the list of modules. It is raw LZMA
/// with GRUB's fixed properties, unpacked each time that the directory is read; real ones have some 100 KiB, those with a
/// memory disk a few MiB.
///
/// @param offset where the compressed bytes lie in the image
/// @param stated the size of what they decode to
record Core(Content compressed, long offset, long stated, Limits limits) implements Entry.Directory {
    /// lc 3, lp 0, pb 2.
    private static final byte PROPERTIES = 0x5d;
    private static final int DICTIONARY = 1 << 16;
    private static final int PIECE = 1 << 16;

    @Override
    public Name name() {
        return Name.of("core");
    }

    @Override
    public Metadata metadata() {
        return Metadata.NONE;
    }

    /// @throws FormatException if the bytes cannot be unpacked
    @Override
    public List<Entry> children() throws IOException {
        var unpacked = unpack();
        var bytes = new BytesContent(unpacked);
        long modules = modules(unpacked, bytes);
        var children = new ArrayList<Entry>();
        children.add(MemoryTree.file(Name.of("kernel"), Metadata.NONE, bytes.slice(0, modules)));
        if (modules < bytes.size()) {
            children.add(MemoryTree.file(Name.of("modules"), Metadata.NONE,
                    bytes.slice(modules, bytes.size() - modules)));
        }
        return children;
    }

    /// Where the list of modules begins, the last thing in the core. The kernel's code has the magic in it as well, and
    /// no header there.
    private static long modules(byte[] unpacked, Content bytes) throws IOException {
        for (int at = 0; at < unpacked.length - 4; at += 4) {
            if (LittleEndian.u32(unpacked, at) == ModuleList.MAGIC && ModuleList.headerSize(bytes, at) > 0) {
                return at;
            }
        }
        return unpacked.length;
    }

    private byte[] unpack() throws IOException {
        if (stated > limits.tableBytes() || compressed.size() > limits.tableBytes()) {
            throw new FormatException(GrubFormat.NAME, offset, "a core of " + stated + " bytes");
        }
        var in = new ByteArrayInputStream(compressed.bytes(0, (int) compressed.size()));
        // grows with what is decoded, whatever size is stated
        var out = new ByteArrayOutputStream();
        try (var lzma = new LZMAInputStream(in, stated, PROPERTIES, DICTIONARY)) {
            lzma.enableRelaxedEndCondition();
            var piece = new byte[PIECE];
            for (int count = lzma.read(piece); count > 0; count = lzma.read(piece)) {
                out.write(piece, 0, count);
            }
        } catch (IOException e) {
            throw new FormatException(GrubFormat.NAME, offset, "the core cannot be unpacked", e);
        }
        return out.toByteArray();
    }
}
