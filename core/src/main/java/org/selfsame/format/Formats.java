package org.selfsame.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.selfsame.content.Content;
import org.selfsame.content.HeadContent;
import org.selfsame.format.accounts.AccountsFormat;
import org.selfsame.format.aptcache.AptCacheFormat;
import org.selfsame.format.ar.ArFormat;
import org.selfsame.format.catalog.CatalogFormat;
import org.selfsame.format.classfile.ClassFormat;
import org.selfsame.format.compress.CompressFormat;
import org.selfsame.format.cpio.CpioFormat;
import org.selfsame.format.deb822.Deb822Format;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.format.elf.ElfFormat;
import org.selfsame.format.ext4.Ext4Format;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.format.fontconfig.FontconfigFormat;
import org.selfsame.format.gdbm.GdbmFormat;
import org.selfsame.format.grub.GrubFormat;
import org.selfsame.format.gvdb.GvdbFormat;
import org.selfsame.format.hwdb.HwdbFormat;
import org.selfsame.format.icontheme.IconThemeFormat;
import org.selfsame.format.initrd.InitrdFormat;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.format.jks.JksFormat;
import org.selfsame.format.json.JsonFormat;
import org.selfsame.format.keybox.KeyboxFormat;
import org.selfsame.format.ldcache.LdCacheFormat;
import org.selfsame.format.localearchive.LocaleArchiveFormat;
import org.selfsame.format.manifest.ManifestFormat;
import org.selfsame.format.mimecache.MimeCacheFormat;
import org.selfsame.format.mo.MoFormat;
import org.selfsame.format.openpgp.OpenPgpFormat;
import org.selfsame.format.pe.BzImageFormat;
import org.selfsame.format.pe.PeFormat;
import org.selfsame.format.pkcs12.Pkcs12Format;
import org.selfsame.format.png.PngFormat;
import org.selfsame.format.pyc.PycFormat;
import org.selfsame.format.sfnt.SfntFormat;
import org.selfsame.format.sqlite.SqliteFormat;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.format.syslinux.IsolinuxFormat;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.terminfo.TerminfoFormat;
import org.selfsame.format.x509.PemFormat;
import org.selfsame.format.x509.X509Format;
import org.selfsame.format.xml.XmlFormat;
import org.selfsame.format.zip.ZipFormat;
import org.selfsame.tree.Format;

/// The formats that Selfsame reads.
public final class Formats {
    /// In the order in which they are asked: the one that gives the tree that people mean comes first, those that know
    /// their files by little come last.
    private static final List<Format> ALL = Stream
            .of(List.of(new IsoFormat(), new SquashfsFormat(), new Ext4Format(), new DiskFormat(), new BzImageFormat(),
                    new PeFormat(), new ElfFormat(), new GrubFormat(), new IsolinuxFormat(), new FatFormat(),
                    new InitrdFormat(), new CpioFormat(), new TarFormat(), new ZipFormat(), new ArFormat()),
                    CompressFormat.all(),
                    List.of(new MoFormat(), new PngFormat(), new PycFormat(), new ClassFormat(), new SqliteFormat(),
                            new FontconfigFormat(), new LdCacheFormat(), new GdbmFormat(), new HwdbFormat(),
                            new CatalogFormat(), new GvdbFormat(), new LocaleArchiveFormat(), new AptCacheFormat(),
                            new MimeCacheFormat(), new IconThemeFormat(), new TerminfoFormat(), new OpenPgpFormat(),
                            new KeyboxFormat(), new JksFormat(), new Pkcs12Format(), new X509Format(), new SfntFormat(),
                            new PemFormat(), new XmlFormat(), new JsonFormat(), new Deb822Format(),
                            new ManifestFormat(), new AccountsFormat()))
            .<Format>flatMap(List::stream).toList();

    private Formats() {}

    /// All formats.
    public static List<Format> all() {
        return ALL;
    }

    /// Whether `format` is a compressed stream: its tree has one entry, what it decodes to.
    public static boolean isStream(String format) {
        return CompressFormat.all().stream().anyMatch(stream -> stream.name().equals(format));
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
