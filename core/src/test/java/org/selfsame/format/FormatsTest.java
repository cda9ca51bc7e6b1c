package org.selfsame.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Format;

/// Which formats a content is taken for. The bytes decide, and many of them look alike.
class FormatsTest {

    @ParameterizedTest
    @CsvSource({"/usr/lib/memtest86+/memtest86+x64.iso, memtest86+", "/usr/lib/ipxe/ipxe.iso, ipxe",
            "/usr/lib/grub-rescue/grub-rescue-cdrom.iso, grub-rescue-pc"})
    void takesAHybridIsoForADiskToo(String image, String debianPackage) throws IOException {
        assertThat(names(Tool.requireFile(image, debianPackage))).contains("disk").doesNotContain("fat");
    }

    /// Old-style kernels have the boot signature, and bytes that look like a partition entry.
    @ParameterizedTest
    @CsvSource({"/boot/memtest86+x64.bin, memtest86+", "/boot/memtest86+x64.efi, memtest86+", "/boot/ipxe.lkrn, ipxe",
            "/boot/ipxe.efi, ipxe", "/usr/lib/ipxe/ipxe.pxe, ipxe",
            "/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/linux, "
                    + "debian-installer-12-netboot-amd64",
            "/usr/lib/ISOLINUX/isolinux.bin, isolinux", "/usr/lib/grub/i386-pc/boot.img, grub-pc-bin",
            "/usr/lib/grub/i386-pc/cdboot.img, grub-pc-bin"})
    void takesNoKernelAndNoBootCodeForADisk(String file, String debianPackage) throws IOException {
        assertThat(names(Tool.requireFile(file, debianPackage))).doesNotContain("disk", "fat");
    }

    @Test
    void takesNothingForAnythingElse() throws IOException {
        assertThat(names(new BytesContent(new byte[0]))).isEmpty();
        assertThat(names(new BytesContent(new byte[1]))).isEmpty();
        assertThat(names(new BytesContent(new byte[511]))).isEmpty();
        assertThat(names(new BytesContent(new byte[1 << 20]))).isEmpty();
        assertThat(names(new BytesContent("EFI PART".repeat(9000).getBytes(StandardCharsets.US_ASCII))))
                .doesNotContain("fat");
    }

    private static List<String> names(Path file) throws IOException {
        try (var content = FileContent.open(file)) {
            return names(content);
        }
    }

    private static List<String> names(Content content) throws IOException {
        return Formats.of(content).stream().map(Format::name).toList();
    }
}
