package org.selfsame.format.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Programs, libraries and modules of both classes and byte orders, judged by readelf.
class ElfReaderTest {
    private static final Pattern SECTION = Pattern
            .compile("^ +\\[ *\\d+\\] (\\S+) +([A-Z_0-9]+) +[0-9a-f]+ ([0-9a-f]+) ([0-9a-f]+) [0-9a-f]+ +(\\S*?) +\\d+"
                    + " +\\d+ +\\d+$", Pattern.MULTILINE);
    private static final String INITRD = "/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/initrd.gz";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"/usr/lib/grub/i386-pc/normal.mod, grub-pc-bin",
            "/usr/lib/grub/x86_64-efi/normal.mod, grub-efi-amd64-bin",
            "/usr/lib/systemd/boot/efi/linuxx64.elf.stub, systemd-boot-efi", "/bin/true, coreutils",
            "/lib/x86_64-linux-gnu/libc.so.6, libc6", "/sbin/ldconfig, libc-bin"})
    void listsTheSectionsThatReadelfLists(String file, String debianPackage) throws IOException {
        assertSameAsReadelf(Tool.requireFile(file, debianPackage));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elf32-little", "elf32-big", "elf64-little", "elf64-big"})
    void readsBothClassesInBothByteOrders(String target) throws IOException {
        Tool.require("objcopy");
        Files.writeString(directory.resolve("data"), "some bytes");
        Tool.run(directory, "objcopy", "-I", "binary", "-O", target, "data", "object");
        assertSameAsReadelf(directory.resolve("object"));
        try (var content = FileContent.open(directory.resolve("object"))) {
            var reader = open(content);
            assertThat(Parts.file(reader, ".data").bytes()).asString().isEqualTo("some bytes");
            assertThat(Parts.facts(reader)).containsEntry("elf.class", target.contains("32") ? "ELF32" : "ELF64")
                    .containsEntry("elf.byte_order", target.substring(6) + "-endian");
        }
    }

    @ParameterizedTest
    @CsvSource({"/bin/true, coreutils", "/lib/x86_64-linux-gnu/libc.so.6, libc6"})
    void readsTheBuildIdThatReadelfReads(String file, String debianPackage) throws IOException {
        Tool.require("readelf");
        var path = Tool.requireFile(file, debianPackage);
        var notes = Tool.run(directory, "readelf", "-nW", path.toString()).out();
        try (var content = FileContent.open(path)) {
            var reader = open(content);
            assertThat(notes).contains("Build ID: " + Parts.fact(reader, "elf.build_id") + "\n");
            long note = Parts.file(reader, ".note.gnu.build-id").offset();
            assertThat(Parts.at(reader, note)).isEqualTo("note.name_size");
            assertThat(Parts.at(reader, note + 16)).isEqualTo("note.gnu.build-id");
            var link = Parts.file(reader, ".gnu_debuglink");
            assertThat(new String(link.bytes(), StandardCharsets.ISO_8859_1))
                    .startsWith(Parts.fact(reader, "elf.debuglink"));
            assertThat(Parts.at(reader, link.offset() + link.file().size() - 1)).isEqualTo("gnu_debuglink.crc32");
        }
    }

    @Test
    void takesTheSignatureOffAKernelModule() throws IOException {
        Tool.require("bsdtar", "openssl");
        var initrd = Tool.requireFile(INITRD, "debian-installer-12-netboot-amd64");
        Tool.run(directory, "bsdtar", "-xf", initrd.toString(), "*/crc32c_generic.ko");
        Path module;
        try (var files = Files.walk(directory)) {
            module = files.filter(path -> path.toString().endsWith(".ko")).findFirst().orElseThrow();
        }
        assertSameAsReadelf(module);
        try (var content = FileContent.open(module)) {
            var reader = open(content);
            var signature = Parts.file(reader, "signature");
            Files.write(directory.resolve("signature.der"), signature.bytes());
            assertThat(Tool.run(directory, "openssl", "asn1parse", "-inform", "DER", "-in", "signature.der").out())
                    .contains("pkcs7-signedData");
            long info = signature.offset() + signature.file().size();
            assertThat(Parts.at(reader, info)).isEqualTo("module signature.algorithm");
            assertThat(Parts.at(reader, info + 11)).isEqualTo("module signature.signature_length");
            assertThat(Parts.at(reader, content.size() - 1)).isEqualTo("module signature.magic");
            assertThat(info + 12 + 28).isEqualTo(content.size());
        }
    }

    @Test
    void callsCodeCode() throws IOException {
        try (var content = FileContent.open(Tool.requireFile("/bin/true", "coreutils"))) {
            var reader = open(content);
            assertThat(Parts.at(reader, Parts.file(reader, ".text").offset())).isEqualTo("text section");
            assertThat(Parts.at(reader, Parts.file(reader, ".rodata").offset())).isEqualTo("data section");
            assertThat(Parts.at(reader, Parts.file(reader, ".dynsym").offset())).isEqualTo("symbol table");
            assertThat(Parts.at(reader, Parts.file(reader, ".dynstr").offset())).isEqualTo("string table");
            assertThat(Parts.at(reader, 24)).isEqualTo("elf header.entry");
        }
    }

    @Test
    void takesSegmentsWhereThereAreNoSections() throws IOException {
        var program = Files.readAllBytes(Tool.requireFile("/bin/true", "coreutils"));
        Arrays.fill(program, 40, 48, (byte) 0);
        Arrays.fill(program, 60, 64, (byte) 0);
        Files.write(directory.resolve("program"), program);
        try (var content = FileContent.open(directory.resolve("program"))) {
            var reader = open(content);
            assertThat(Parts.files(reader)).extracting(Parts.Part::path).contains("segment-1", "segment-2");
            assertThat(Parts.at(reader, Parts.file(reader, "segment-2").offset())).isEqualTo("text segment");
        }
    }

    private void assertSameAsReadelf(Path path) throws IOException {
        Tool.require("readelf");
        var judge = Tool.run(directory, "readelf", "-SW", path.toString()).out();
        var expected = new ArrayList<String>();
        SECTION.matcher(judge).results().filter(
                line -> !line.group(2).equals("NOBITS") && !line.group(2).equals("NULL")
                        && !line.group(4).matches("0+"))
                .forEach(line -> expected.add(line.group(1) + " " + Long.parseLong(line.group(3), 16) + " "
                        + Long.parseLong(line.group(4), 16)));
        try (var content = FileContent.open(path)) {
            var reader = open(content);
            var found = new ArrayList<String>();
            for (var part : Parts.files(reader)) {
                if (!part.path().equals("signature")) {
                    found.add(part.path() + " " + part.offset() + " " + part.file().size());
                }
            }
            assertThat(found).as(judge).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
            var headers = reader.layout(Task.silent()).regions().stream()
                    .filter(region -> region.what().equals("program header")).count();
            assertThat(judge(path)).contains(headers == 0
                    ? "There are no program headers"
                    : "There are " + headers + " program headers");
            assertThat(Parts.codes(reader)).isEmpty();
            assertThat(Parts.unknown(reader)).isEmpty();
            assertThat(Parts.accountsForAll(reader, content)).isTrue();
        }
    }

    private String judge(Path path) {
        return Tool.run(directory, "readelf", "-lW", path.toString()).out();
    }

    private static Reader open(Content content) throws IOException {
        assertThat(new ElfFormat().recognizes(content)).isTrue();
        return new ElfFormat().open(content, Limits.DEFAULT);
    }
}
