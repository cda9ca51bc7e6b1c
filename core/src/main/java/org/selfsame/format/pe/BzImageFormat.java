package org.selfsame.format.pe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// A Linux kernel for x86 as boot loaders take it. The compressed kernel in it is the entry `payload`; signatures for
/// UEFI are below `certificates/`. Where the kernel is a program for UEFI too, [PeFormat] shows its sections.
public final class BzImageFormat implements Format {

    @Override
    public String name() {
        return "bzimage";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= SetupHeader.LEAST
                && new String(content.bytes(SetupHeader.MAGIC, 4), StandardCharsets.ISO_8859_1).equals("HdrS")
                && content.bytes(SetupHeader.BOOT_FLAG, 2)[0] == 0x55
                && content.bytes(SetupHeader.BOOT_FLAG, 2)[1] == (byte) 0xaa;
    }

    /// @throws FormatException if the setup header makes no sense
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        return BzImage.open(content, limits);
    }
}
