package org.selfsame.normalize.tree;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.selfsame.normalize.TreeRule;

/// The rules for trees, by who needs them. Source: the post-processing hook, the excludes of mksquashfs and the companion
/// hooks of Tails; the hooks "reproducible" of Debian's live-build. docs/normalization.md has the reason for each.
public final class SystemRules {
    private static final Clamp CLAMP = Clamp.all();

    /// What both Tails and live-build do, in all but name.
    private static final List<TreeRule> COMMON = List.of(
            Removal.of("dpkg-md5sums", "/var/lib/dpkg/info/*.md5sums").required(),
            Removal.of("console-setup", "/etc/console-setup/cached_setup_*.sh"),
            Removal.of("icon-cache", "/usr/share/icons/*/icon-theme.cache", "/usr/share/icons/*/.icon-theme.cache"),
            Removal.of("ldconfig-aux-cache", "/var/cache/ldconfig/aux-cache").required(),
            Removal.of("journal-catalog", "/var/lib/systemd/catalog/database").required(),
            Removal.of("man-cache", "/var/cache/man/*"),
            Emptying.of("machine-id", "/etc/machine-id").required(),
            new Permissions("hostname-mode", List.of("/etc/hostname"), 0644, false),
            Removal.of("account-backups", "/etc/passwd-", "/etc/group-", "/etc/shadow-", "/etc/gshadow-",
                    "/etc/subuid-", "/etc/subgid-"),
            Removal.of("dpkg-old", "/var/lib/dpkg/*-old"), Removal.of("debconf-old", "/var/cache/debconf/*-old"),
            Removal.of("info-dir-old", "/usr/share/info/dir.old"),
            Removal.of("dbus-machine-id", "/var/lib/dbus/machine-id"), Removal.of("pwd-lock", "/etc/.pwd.lock"),
            Removal.of("mount-utab", "/run/mount/utab"),
            Removal.of("ssh-host-keys", "/etc/ssh/ssh_host_*_key", "/etc/ssh/ssh_host_*_key.pub"),
            Removal.of("ucf-old", "/var/lib/ucf/*.?"), new Snakeoil(),
            Emptying.of("persistent-net", "/etc/udev/rules.d/*persistent-net.rules"),
            new Permissions("temporary", List.of("/tmp", "/var/tmp"), 01777, true), Emptying.of("logs", "/var/log/**"),
            new AutoremoveKernels(),
            new Rewriting("shadow", List.of("/etc/shadow", "/etc/shadow-"), Dates::shadow, Dates::shadowWithoutDays),
            sorted("gdk-pixbuf-loaders", Orders::sortBlocks, Orders::filledLines,
                    "/usr/lib/*/gdk-pixbuf-2.0/2.10.0/loaders.cache"),
            sorted("gtk-immodules", Orders::sortBlocks, Orders::filledLines,
                    "/usr/lib/*/gtk-2.0/2.10.0/immodules.cache", "/usr/lib/*/gtk-3.0/3.0.0/immodules.cache"),
            sorted("gio-modules", Orders::sortLines, Orders::lines, "/usr/lib/*/gio/modules/giomodule.cache"),
            sorted("mimeinfo-cache", Orders::sortKeysAndItems, Orders::items,
                    "/usr/share/applications/mimeinfo.cache"),
            new FontconfigTimes(),
            sorted("cracklib-dictionaries", Orders::sortLines, Orders::lines, "/var/cache/cracklib/src-dicts"),
            new Rewriting("gconf-times", List.of("/var/lib/gconf/**/%gconf-tree*.xml"), Dates::gconf,
                    Dates::gconfWithoutTimes),
            sorted("gconf-order", GconfOrder::sort, Orders::lines, "/var/lib/gconf/**/%gconf-tree*.xml"),
            new Rewriting("mdadm-date", List.of("/etc/mdadm/mdadm.conf"), Dates::mdadm, Dates::mdadmWithoutDate),
            sorted("sax-parsers", Orders::sortKeys, Orders::lines, "/etc/perl/XML/SAX/ParserDetails.ini",
                    "/var/lib/libxml-sax-perl/ParserDetails.d/*", "/etc/perl/XML/SAX/ParserDetails.d/*"),
            Removal.of("java-keystore", "/etc/ssl/certs/java/cacerts"),
            Removal.of("java-shared-classes", "/usr/lib/jvm/*/lib/server/classes*.jsa",
                    "/usr/lib/jvm/*/jre/lib/*/server/classes*.jsa"),
            sorted("texlive-ls-r", Orders::sortListing, Orders::filledLines, "/usr/share/texlive/texmf-dist/ls-R",
                    "/usr/share/texmf/ls-R", "/var/lib/texmf/ls-R*"),
            Emptying.of("texlive-logs", "/var/lib/texmf/**/*.log"),
            sorted("info-dir", Orders::sortMenu, Orders::filledLines, "/usr/share/info/dir"));

    /// What Tails leaves out of its image, and does to it, beyond that.
    private static final List<TreeRule> TAILS = List.of(
            Removal.of("tails-boot", "/boot/initrd.img-*", "/boot/vmlinux-*", "/boot/vmlinuz-*", "/boot/*.map"),
            Removal.of("tails-debootstrap", "/debootstrap/*"),
            Removal.of("apt-caches", "/var/cache/apt/pkgcache.bin", "/var/cache/apt/srcpkgcache.bin",
                    "/var/cache/apt/archives/*.deb", "/var/cache/apt/archives/partial/*.deb"),
            Removal.of("apt-lists", "/var/lib/apt/lists/*"),
            Removal.of("initramfs-state", "/var/lib/initramfs-tools/*-amd64"),
            Removal.of("tails-documentation", "/usr/share/doc/*/changelog*", "/usr/share/doc/*/NEWS.Debian*",
                    "/usr/share/doc/tails/website/torrents/rss.html"),
            Removal.of("dkms", "/var/lib/dkms"), Removal.of("python-bytecode", "/usr/**/*.pyc"),
            Removal.of("gnupg-state", "/root/.gnupg/trustdb.gpg", "/root/.gnupg/S.gpg-agent*",
                    "/var/lib/monkeysphere/authentication"),
            new LeftOvers("patch-left-overs", List.of("/etc/**/*.orig", "/usr/**/*.orig", "/var/**/*.orig")),
            new Pages("ikiwiki-times", List.of("/usr/share/doc/tails/website/**/*.html")));

    /// Times that stay the same from version to version, so that upgrades are small.
    private static final TreeRule STABLE = new Clamp("tails-stable-times",
            List.of("/usr/lib/locale/locale-archive", "/usr/share/ppd/hplip/**", "/usr/share/doc/tails/website/**"),
            Instant.EPOCH);

    /// In no profile: fontconfig rebuilds these caches at the first start, which took Tails too long.
    private static final List<TreeRule> ON_REQUEST = List.of(
            Removal.of("fontconfig-cache", "/var/cache/fontconfig/*.cache-*", "/usr/share/fonts/**/.uuid"),
            Removal.of("appstream-cache", "/var/cache/swcatalog/cache/*.xb", "/var/cache/app-info/xmlb/*.xb"));

    private SystemRules() {}

    private static Rewriting sorted(String id, UnaryOperator<String> order, Rewriting.Essence essence,
            String... globs) {
        return new Rewriting(id, List.of(globs), (text, epoch) -> order.apply(text), essence);
    }

    /// For Debian's live images.
    public static List<TreeRule> live() {
        return concat(List.of(COMMON, List.of(CLAMP)));
    }

    /// For Tails.
    public static List<TreeRule> tails() {
        return concat(List.of(COMMON, TAILS, List.of(CLAMP, STABLE)));
    }

    /// All.
    public static List<TreeRule> all() {
        return concat(List.of(COMMON, TAILS, ON_REQUEST, List.of(CLAMP, STABLE)));
    }

    private static List<TreeRule> concat(List<List<TreeRule>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
