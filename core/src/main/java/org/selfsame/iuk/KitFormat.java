package org.selfsame.iuk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The two formats of a kit.
public enum KitFormat {
    /// A tar archive, until Tails 4.1.
    TAR('1', "EFI isolinux live syslinux tails utils"),
    /// A SquashFS image, from Tails 4.2 on.
    SQUASHFS('2',
            """
                    EFI EFI/BOOT EFI/BOOT/grub EFI/BOOT/grub/i386-efi EFI/BOOT/grub/x86_64-efi EFI/debian EFI/debian/grub \
                    EFI/debian/grub/i386-efi EFI/debian/grub/x86_64-efi isolinux live syslinux tails utils utils/mbr utils/linux""");

    private final char digit;
    private final String directories;

    KitFormat(char digit, String directories) {
        this.digit = digit;
        this.directories = directories;
    }

    /// The number in the file `FORMAT`, which has nothing else in it: no line end.
    public char digit() {
        return digit;
    }

    /// The directories in which a maker of kits looks for what was removed, in that order; what lies deeper is not found.
    List<String> directories() {
        return List.of(directories.split(" ", -1));
    }

    /// The format with this number.
    public static Optional<KitFormat> of(char digit) {
        return Arrays.stream(values()).filter(format -> format.digit == digit).findFirst();
    }
}
