package org.selfsame.format.fat;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// FAT12, FAT16 and FAT32 with long names.
///
/// A volume is recognized by a boot sector whose parameter block makes sense and by a file allocation table that begins
/// with the media descriptor of that block. Neither the jump nor the boot signature is asked for: Atari's have neither.
public final class FatFormat implements Format {

    @Override
    public String name() {
        return FatReader.FORMAT;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        try {
            var volume = FatVolume.open(content, Limits.DEFAULT);
            var start = content.bytes(volume.geometry().table(volume.geometry().activeTable()), 2);
            return LittleEndian.u8(start, 0) == volume.boot().media() && LittleEndian.u8(start, 1) == 0xff;
        } catch (FormatException _) {
            return false;
        }
    }

    /// @throws FormatException if the boot sector makes no sense
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        return new FatReader(FatVolume.open(content, limits));
    }
}
