package org.selfsame.format.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.testing.Mutations;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Kernels and what poses as one, judged by file and by the compressors; and small ones, damaged on purpose.
class BzImageReaderTest {
    private static final String KERNEL = "/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/linux";
    private static final int PAYLOAD_OFFSET = 0x248;

    @TempDir
    Path directory;

    @Test
    void givesThePayloadThatTheCompressorTakes() throws IOException {
        Tool.require("xz");
        try (var content = FileContent.open(Tool.requireFile(KERNEL, "debian-installer-12-netboot-amd64"))) {
            assertThat(Formats.of(content).stream().map(Format::name)).containsExactly("bzimage", "pe");
            var reader = open(content);
            assertThat(Parts.codes(reader)).isEmpty();
            assertThat(Parts.unknown(reader)).isEmpty();
            var facts = Parts.facts(reader);
            assertThat(facts).containsEntry("bzimage.payload", "xz").containsEntry("bzimage.version", "2.15");
            assertThat(Parts.fact(reader, "bzimage.kernel_version_text")).startsWith("6.1.0-").contains("Debian");
            var payload = Parts.file(reader, "payload");
            var packed = payload.bytes();
            Files.write(directory.resolve("payload.xz"), packed);
            Tool.run(directory, "xz", "-t", "payload.xz");
            // the stream's end, and not the size that the kernel's build puts behind it
            assertThat(packed).endsWith('Y', 'Z');
            Tool.run(directory, "xz", "-dk", "payload.xz");
            var unpacked = Files.readAllBytes(directory.resolve("payload"));
            var stated = content.bytes(payload.offset() + packed.length, 4);
            assertThat(ByteBuffer.wrap(stated).order(ByteOrder.LITTLE_ENDIAN).getInt()).isEqualTo(unpacked.length);
            assertThat(Arrays.copyOf(unpacked, 4)).containsExactly(0x7f, 'E', 'L', 'F');
            assertThat(Parts.at(reader, payload.offset() + packed.length)).isEqualTo("payload.uncompressed_size");
            assertThat(Parts.at(reader, payload.offset() - 1)).isEqualTo("protected-mode code");
            assertThat(Parts.files(reader).stream().map(Parts.Part::path)).contains("certificates/1");
        }
    }

    @ParameterizedTest
    @CsvSource({"/boot/memtest86+x64.bin, memtest86+", "/boot/memtest86+ia32.bin, memtest86+",
            "/boot/memtest86+x64.efi, memtest86+", "/boot/ipxe.lkrn, ipxe", KERNEL
                    + ", debian-installer-12-netboot-amd64"})
    void readsTheVersionThatFileReads(String kernel, String debianPackage) throws IOException {
        Tool.require("file");
        var path = Tool.requireFile(kernel, debianPackage);
        var judge = Tool.run(directory, "file", "-L", path.toString()).out();
        try (var content = FileContent.open(path)) {
            var reader = open(content);
            assertThat(judge).contains("version " + Parts.fact(reader, "bzimage.kernel_version_text"));
            assertThat(Parts.codes(reader)).isEmpty();
            assertThat(Parts.unknown(reader)).isEmpty();
            assertThat(Parts.accountsForAll(reader, content)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz"})
    void namesEveryByteOfASmallOne(String compression) throws IOException {
        var file = seed(compression);
        var reader = open(new BytesContent(file));
        assertThat(Parts.codes(reader)).isEmpty();
        assertThat(Parts.unknown(reader)).isEmpty();
        assertThat(Parts.facts(reader)).containsEntry("bzimage.payload", compression)
                .containsEntry("bzimage.kernel_version_text", "6.1.0 tiny");
        assertThat(Parts.at(reader, 10)).isEqualTo("boot sector code");
        assertThat(Parts.at(reader, 0x1f1)).isEqualTo("setup header.setup_sects");
        assertThat(Parts.at(reader, 0x260)).isEqualTo("setup header.init_size");
        assertThat(Parts.at(reader, 0x300)).isEqualTo("setup.kernel_version");
        assertThat(Parts.at(reader, 0x3f0)).isEqualTo("setup code");
        assertThat(Parts.at(reader, 0x400)).isEqualTo("protected-mode code");
        assertThat(Parts.at(reader, file.length - 1)).isEqualTo("kernel.crc32");
    }

    @Test
    void noticesDamageAndWhatIsAppended() throws IOException {
        var file = seed("xz");
        file[0x400]++;
        assertThat(Parts.codes(open(new BytesContent(file)))).containsExactly("bzimage.crc32");
        var longer = Arrays.copyOf(seed("xz"), file.length + 100);
        assertThat(Parts.codes(open(new BytesContent(longer)))).containsExactly("bzimage.trailing_bytes");
        assertThat(Parts.unknown(open(new BytesContent(longer)))).containsExactly("overlay");
        var shorter = Arrays.copyOf(seed("xz"), file.length - 100);
        assertThat(Parts.codes(open(new BytesContent(shorter)))).contains("bzimage.truncated");
    }

    @Test
    void looksForAPayloadOnlyInside() throws IOException {
        for (int value : List.of(-1, Integer.MIN_VALUE, 5000)) {
            var file = seed("gzip");
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(PAYLOAD_OFFSET, value);
            var reader = open(new BytesContent(file));
            assertThat(Parts.codes(reader)).contains("bzimage.payload_outside");
            assertThat(Parts.files(reader)).isEmpty();
        }
    }

    @Test
    void refusesASetupThatIsLongerThanTheFile() throws IOException {
        var file = seed("gzip");
        file[0x1f1] = 60;
        assertThatThrownBy(() -> open(new BytesContent(file))).isInstanceOf(FormatException.class)
                .hasMessageContaining("longer than the file");
    }

    private static byte[] seed(String compression) throws IOException {
        for (var path : Mutations.seeds(BzImageFuzzTest.class)) {
            if (path.getFileName().toString().startsWith(compression)) {
                return Files.readAllBytes(path);
            }
        }
        throw new AssertionError(compression);
    }

    private static Reader open(Content content) throws IOException {
        assertThat(new BzImageFormat().recognizes(content)).isTrue();
        return new BzImageFormat().open(content, Limits.DEFAULT);
    }
}
