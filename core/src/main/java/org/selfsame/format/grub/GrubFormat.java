package org.selfsame.format.grub;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// What GRUB's mkimage makes. Either a core image for i386-pc, as it lies behind an MBR, in a BIOS boot partition, or as
/// the El Torito or PXE image: code that finds and unpacks it, then kernel and modules, compressed. Or a list of modules,
/// as the section `mods` of an EFI program and the unpacked core image hold it: modules, configuration, prefix, memory
/// disk.
public final class GrubFormat implements Format {
    static final String NAME = "grub";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return ModuleList.headerSize(content, 0) > 0 || CoreImage.find(content) != null;
    }

    /// @throws FormatException if it is neither
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        if (ModuleList.headerSize(content, 0) > 0) {
            return ModuleList.open(content, limits);
        }
        var core = CoreImage.find(content);
        if (core == null) {
            throw new FormatException(NAME, 0, "neither a core image nor a list of modules");
        }
        return core.open(limits);
    }
}
