package org.selfsame.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.selfsame.content.Content;
import org.selfsame.content.HeadContent;
import org.selfsame.format.ar.ArFormat;
import org.selfsame.format.compress.CompressFormat;
import org.selfsame.format.cpio.CpioFormat;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.format.elf.ElfFormat;
import org.selfsame.format.ext4.Ext4Format;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.format.grub.GrubFormat;
import org.selfsame.format.initrd.InitrdFormat;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.format.pe.BzImageFormat;
import org.selfsame.format.pe.PeFormat;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.format.syslinux.IsolinuxFormat;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.zip.ZipFormat;
import org.selfsame.tree.Format;

/// The formats that Selfsame reads.
public final class Formats {
    /// In the order in which they are asked: the one that gives the tree that people mean comes first, those that know
    /// their files by little come last.
    private static final List<Format> ALL = Stream
            .of(List.of(new IsoFormat(), new SquashfsFormat(), new Ext4Format(), new DiskFormat(), new BzImageFormat(), new PeFormat(), new ElfFormat(), new GrubFormat(), new IsolinuxFormat(), new FatFormat(), new InitrdFormat(), new CpioFormat(), new TarFormat(), new ZipFormat(), new ArFormat()),
                    CompressFormat.all(), List.<Format>of())
            .<Format>flatMap(List::stream).toList();

    private Formats() {}

    /// All formats.
    public static List<Format> all() {
        return ALL;
    }

    /// The formats that the bytes of `content` look like, the main one first. A hybrid image has several: it is an
    /// ISO and a disk. Empty if there is none.
    ///
    /// @throws IOException if the content cannot be read
    public static List<Format> of(Content content) throws IOException {
        var found = new ArrayList<Format>();
        var head = new HeadContent(content);
        for (var format : ALL) {
            if (format.recognizes(head)) {
                found.add(format);
            }
        }
        return found;
    }
}
