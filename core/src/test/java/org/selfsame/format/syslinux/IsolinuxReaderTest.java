package org.selfsame.format.syslinux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// ISOLINUX as its package has it, and as xorriso writes it into an ISO.
class IsolinuxReaderTest {
    private static final String ISOLINUX = "/usr/lib/ISOLINUX/isolinux.bin";

    @TempDir
    Path directory;

    @Test
    void readsVersionAndTable() throws IOException {
        var file = Files.readAllBytes(Tool.requireFile(ISOLINUX, "isolinux"));
        var reader = open(file);
        assertThat(Parts.facts(reader)).containsEntry("isolinux.boot_info.length", Integer.toString(file.length));
        assertThat(Parts.fact(reader, "isolinux.version")).startsWith("6.");
        assertThat(Parts.codes(reader)).isEmpty();
        assertThat(Parts.unknown(reader)).isEmpty();
        assertThat(Parts.at(reader, 0)).isEqualTo("boot code");
        assertThat(Parts.at(reader, 20)).isEqualTo("boot info table.checksum");
        assertThat(Parts.at(reader, file.length - 1)).isEqualTo("boot code");
    }

    @Test
    void readsTheTableThatXorrisoWrites() throws IOException {
        Tool.require("xorriso");
        Files.createDirectory(directory.resolve("root"));
        Files.copy(Tool.requireFile(ISOLINUX, "isolinux"), directory.resolve("root/isolinux.bin"));
        Tool.run(directory, "xorriso", "-as", "mkisofs", "-o", "test.iso", "-b", "isolinux.bin", "-no-emul-boot",
                "-boot-load-size", "4", "-boot-info-table", "root");
        var report = Tool.run(directory, "xorriso", "-indev", "test.iso", "-osirrox", "on", "-extract", "/isolinux.bin",
                directory.resolve("out.bin").toString(), "-report_el_torito", "plain").out();
        var reader = open(Files.readAllBytes(directory.resolve("out.bin")));
        assertThat(Parts.codes(reader)).isEmpty();
        assertThat(report)
                .containsPattern("El Torito boot img.*\\b" + Parts.fact(reader, "isolinux.boot_info.file_lba") + "\n");
    }

    @Test
    void noticesThatCodeWasChanged() throws IOException {
        var file = Files.readAllBytes(Tool.requireFile(ISOLINUX, "isolinux"));
        file[5000] ^= 1;
        assertThat(Parts.codes(open(file))).containsExactly("isolinux.boot_info_checksum");
        file[5000] ^= 1;
        assertThat(Parts.codes(open(Arrays.copyOf(file, file.length + 4))))
                .containsExactly("isolinux.boot_info_length");
    }

    @Test
    void refusesWhatIsSomethingElse() throws IOException {
        assertThat(new IsolinuxFormat().recognizes(new BytesContent(new byte[5000]))).isFalse();
        assertThat(new IsolinuxFormat().recognizes(new BytesContent(new byte[10]))).isFalse();
        assertThatThrownBy(() -> open(new byte[5000])).isInstanceOf(FormatException.class);
    }

    private static Reader open(byte[] file) throws IOException {
        return new IsolinuxFormat().open(new BytesContent(file), Limits.DEFAULT);
    }
}
