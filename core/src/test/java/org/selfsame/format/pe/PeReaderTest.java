package org.selfsame.format.pe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.format.Formats;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Programs for UEFI as distributions ship them, judged by objdump and openssl.
class PeReaderTest {
    private static final Pattern SECTION = Pattern
            .compile("^ +\\d+ (\\S+) +([0-9a-f]{8})  [0-9a-f]+  [0-9a-f]+  ([0-9a-f]{8})  2", Pattern.MULTILINE);
    private static final String STUB = "/usr/lib/systemd/boot/efi/linuxx64.efi.stub";
    private static final String KERNEL = "/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/linux";
    private static final String SHIM = "/usr/lib/shim/shimx64.efi.signed";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({SHIM + ", shim-signed", "/usr/lib/shim/mmx64.efi, shim-unsigned",
            "/usr/lib/grub/x86_64-efi/monolithic/grubx64.efi, grub-efi-amd64-bin",
            "/usr/lib/grub/x86_64-efi/monolithic/gcdx64.efi, grub-efi-amd64-bin", STUB + ", systemd-boot-efi",
            "/usr/lib/systemd/boot/efi/systemd-bootx64.efi, systemd-boot-efi", "/boot/ipxe.efi, ipxe",
            "/boot/memtest86+x64.efi, memtest86+", "/boot/memtest86+ia32.efi, memtest86+"})
    void listsTheSectionsThatObjdumpLists(String file, String debianPackage) throws IOException {
        Tool.require("objdump");
        var path = Tool.requireFile(file, debianPackage);
        var judge = Tool.run(directory, "objdump", "-h", path.toString()).out();
        var expected = new ArrayList<String>();
        // what has no place in the file is only memory
        SECTION.matcher(judge).results().filter(line -> !line.group(3).equals("00000000"))
                .forEach(line -> expected.add(line.group(1) + " "
                        + Integer.parseInt(line.group(2), 16) + " " + Integer.parseInt(line.group(3), 16)));
        try (var content = FileContent.open(path)) {
            var reader = open(content);
            var found = new ArrayList<String>();
            for (var part : Parts.files(reader)) {
                if (!part.path().contains("/") && !part.path().endsWith(" table")) {
                    found.add(part.path() + " " + part.file().size() + " " + part.offset());
                }
            }
            assertThat(found).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
            assertThat(Parts.accountsForAll(reader, content)).isTrue();
            assertThat(Parts.codes(reader)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({SHIM + ", shim-signed", STUB + ", systemd-boot-efi", "/boot/memtest86+ia32.efi, memtest86+"})
    void statesWhatObjdumpStates(String file, String debianPackage) throws IOException {
        Tool.require("objdump");
        var path = Tool.requireFile(file, debianPackage);
        var judge = Tool.run(directory, "objdump", "-p", path.toString()).out();
        try (var content = FileContent.open(path)) {
            var reader = open(content);
            assertThat(judge).containsPattern("CheckSum\\s+0*" + Parts.fact(reader, "pe.checksum").substring(2) + "\n")
                    .containsPattern("SizeOfImage\\s+0*" + hex(Parts.fact(reader, "pe.image_size")) + "\n")
                    .containsPattern("SectionAlignment\\s+0*" + hex(Parts.fact(reader, "pe.section_alignment")) + "\n")
                    .containsPattern("Subsystem\\s+0*" + hex(Parts.fact(reader, "pe.subsystem")) + "\\s")
                    .contains("(" + Parts.fact(reader, "pe.kind") + ")");
        }
    }

    @Test
    void givesEachSignatureAsAFile() throws IOException {
        Tool.require("openssl");
        try (var content = FileContent.open(Tool.requireFile(SHIM, "shim-signed"))) {
            var reader = open(content);
            var signatures = Parts.files(reader).stream().filter(part -> part.path().startsWith("certificates/"))
                    .toList();
            assertThat(signatures).isNotEmpty();
            for (var signature : signatures) {
                Files.write(directory.resolve("signature.der"), signature.bytes());
                var certificates = Tool.run(directory, "openssl", "pkcs7", "-inform", "DER", "-in", "signature.der",
                        "-print_certs", "-noout").out();
                assertThat(certificates).contains("Microsoft");
                assertThat(Parts.at(reader, signature.offset())).isEqualTo("certificate");
                assertThat(Parts.at(reader, signature.offset() - 8)).isEqualTo("certificate.length");
            }
        }
    }

    @Test
    void opensWhatAUnifiedKernelImageHolds() throws IOException {
        Tool.require("objcopy");
        var kernel = Tool.requireFile(KERNEL, "debian-installer-12-netboot-amd64");
        Files.writeString(directory.resolve("cmdline"), "quiet splash");
        Files.writeString(directory.resolve("osrel"), "ID=test\n");
        Tool.run(directory, "objcopy", "--add-section", ".osrel=osrel", "--change-section-vma", ".osrel=0x20000",
                "--add-section", ".cmdline=cmdline", "--change-section-vma", ".cmdline=0x30000", "--add-section",
                ".linux=" + kernel, "--change-section-vma", ".linux=0x40000",
                Tool.requireFile(STUB, "systemd-boot-efi").toString(), "uki.efi");
        try (var content = FileContent.open(directory.resolve("uki.efi"))) {
            var reader = open(content);
            assertThat(Parts.file(reader, ".cmdline").bytes()).asString().isEqualTo("quiet splash");
            assertThat(Parts.file(reader, ".osrel").bytes()).asString().isEqualTo("ID=test\n");
            var linux = Parts.file(reader, ".linux");
            assertThat(linux.bytes()).isEqualTo(Files.readAllBytes(kernel));
            assertThat(Formats.of(linux.file().content()).stream().map(Format::name)).containsExactly("bzimage", "pe");
        }
    }

    @Test
    void callsCodeCodeAndHeadersByTheirFields() throws IOException {
        var path = Tool.requireFile(STUB, "systemd-boot-efi");
        try (var content = FileContent.open(path)) {
            var reader = open(content);
            var text = Parts.file(reader, ".text");
            assertThat(Parts.at(reader, text.offset() + 100)).isEqualTo("text section");
            assertThat(Parts.at(reader, Parts.file(reader, ".data").offset())).isEqualTo("data section");
            assertThat(Parts.at(reader, 0x50)).isEqualTo("DOS stub code");
            assertThat(Parts.at(reader, 0x88)).isEqualTo("coff header.time_date_stamp");
            assertThat(Parts.at(reader, 0xd8)).isEqualTo("optional header.checksum");
        }
    }

    @Test
    void noticesThatTheChecksumDoesNotHold() throws IOException {
        var bytes = Files.readAllBytes(Tool.requireFile(SHIM, "shim-signed"));
        assertThat(Parts.codes(open(new BytesContent(bytes)))).isEmpty();
        bytes[bytes.length / 2]++;
        assertThat(Parts.codes(open(new BytesContent(bytes)))).containsExactly("pe.checksum");
        assertThat(Parts.codes(open(new BytesContent(Arrays.copyOf(bytes, bytes.length + 9)))))
                .containsExactly("pe.checksum");
    }

    private static Reader open(Content content) throws IOException {
        assertThat(new PeFormat().recognizes(content)).isTrue();
        return new PeFormat().open(content, Limits.DEFAULT);
    }

    private static String hex(String decimal) {
        return Long.toHexString(Long.parseLong(decimal));
    }
}
