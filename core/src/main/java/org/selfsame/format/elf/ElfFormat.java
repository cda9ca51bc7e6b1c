package org.selfsame.format.elf;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// ELF of 32 and 64 bits, little-endian and big-endian. Each section that has bytes is an entry, called as the section
/// is; without section headers each loaded segment is one. The signature of a kernel module is the entry `signature`.
public final class ElfFormat implements Format {

    @Override
    public String name() {
        return "elf";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Elf.recognizes(content);
    }

    /// @throws FormatException if the headers make no sense
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        return ElfParts.of(Elf.read(content, limits), limits);
    }
}
