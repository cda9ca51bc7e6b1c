package org.selfsame.compare.cause;

import java.util.Locale;
import java.util.regex.Pattern;

/// Where a difference lies, as far as its path says what it is for.
///
/// @param container the path of the container that it lies in; empty for the image itself
/// @param format the format of the container, or empty
/// @param inner the path in the container's tree, without a leading slash; empty for the container itself
/// @param view the name of the tree, or empty for the main one
/// @param path the whole path in lower case, since boot loaders do not care
record Where(String container, String format, String view, String inner, String path) {
    private static final Pattern KERNEL = Pattern
            .compile("/(?:vmlinu[xz]|bzimage|linux|kernel|xen|memtest)[^/!]*(?:!.*)?$");
    private static final Pattern INITRD = Pattern
            .compile("/(?:initrd|initramfs|initrd\\.img|ucode|microcode)[^/!]*(?:!.*)?$");
    private static final Pattern LOADER = Pattern.compile("\\.(?:efi|mod|c32|bin|sys|img|e32|e64|kpxe|pxe)(?:!.*)?$"
            + "|/(?:grub|isolinux|syslinux|extlinux|efi|boot)(?:/[^!]*)?(?:!.*)?$");
    /// A partition that could not be opened as anything; one that could has files, or holds the image around it.
    private static final Pattern PARTITION = Pattern.compile("(?:mbr|gpt|apm)-[0-9]+");
    /// Where a system keeps files of any name.
    private static final Pattern SYSTEM = Pattern.compile("!/(?:usr|etc|var|root|home|opt|srv|tmp|lib|bin|sbin)/");
    private static final Pattern INITRD_INSIDE = Pattern.compile("/(?:initrd|initramfs)[^/!]*!");
    private static final Pattern MODULE = Pattern.compile("lib/modules/[^!]*\\.ko(?:\\.[a-z0-9]+)?(?:!.*)?$");

    static Where of(String container, String format, String view, String inner, String path) {
        return new Where(container, format, view, inner, path.toLowerCase(Locale.ROOT));
    }

    /// Whether it is run, or tells what to run, before any system that could check it: boot loaders, kernels, initrds, all
    /// that is in them, and the modules that the kernel takes in.
    boolean boots() {
        if (PARTITION.matcher(inner).matches() || INITRD_INSIDE.matcher(path).find() || MODULE.matcher(path).find()) {
            return true;
        }
        return !SYSTEM.matcher(path).find()
                && (KERNEL.matcher(path).find() || INITRD.matcher(path).find() || LOADER.matcher(path).find());
    }
}
