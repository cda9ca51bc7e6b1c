package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.FuzzReader;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Name;

/// What goes beyond names and bytes: compression, attributes, special files, sessions, sections, implanted sums.
class IsoExtrasTest {
    @TempDir
    private Path directory;

    private Path source() throws IOException {
        return Files.createDirectories(directory.resolve("source"));
    }

    /// A zisofs image of a file that shrinks, one that is mostly holes and one that does not shrink.
    private Path compressed(String parameters) throws IOException {
        var source = source();
        Files.writeString(source.resolve("text"), "all work and no play\n".repeat(40_000));
        Files.write(source.resolve("zeros"), new byte[500_000]);
        IsoImages.bytes(source.resolve("random"), 100_000);
        var image = directory.resolve("image.iso");
        Tool.run(directory, "xorriso", "-outdev", image.toString(), "-zisofs", parameters, "-map", source.toString(),
                "/",
                "-set_filter_r", "--zisofs", "/", "--");
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = {"level=9:block_size=32k", "level=6:block_size=128k",
            "version_2=on:block_size_v2=256k", "version_2=on:block_size_v2=1m:susp_z2=on"})
    void decodesZisofs(String parameters) throws IOException {
        Tool.require("xorriso");
        var reader = IsoImages.open(compressed(parameters));
        assertThat(IsoImages.digests(reader.tree())).isEqualTo(IsoImages.digests(source()));
        var stored = (IsoFile) reader.tree().find("text").orElseThrow();
        assertThat(stored.storedSize()).isLessThan(stored.size() / 4);
        assertThat(stored.zisofs()).isNotNull();
        assertThat(IsoImages.codes(reader)).isSubsetOf("iso9660.trailing_bytes");
    }

    @Test
    void refusesBrokenZisofs() throws IOException {
        Tool.require("xorriso");
        byte[] bytes = Files.readAllBytes(compressed("level=9:block_size=32k"));
        var file = (IsoFile) IsoImages.open(new BytesContent(bytes)).tree().find("text").orElseThrow();
        int start = (int) file.sections().getFirst().offset();
        var places = Map.of(0, "magic number", 8, "states", 13, "states", 20, "block", 300, "zlib stream");
        places.forEach((at, rule) -> {
            byte[] broken = bytes.clone();
            broken[start + at] ^= (byte) 0x55;
            assertThatThrownBy(() -> IsoImages.text(IsoImages.open(new BytesContent(broken)).tree().find("text")
                    .orElseThrow())).isInstanceOf(FormatException.class).hasMessageContaining(rule);
            FuzzReader.exercise(new IsoFormat(), broken);
        });
    }

    @Test
    void readsAttributesAndAccessControlLists() throws IOException {
        Tool.require("xorriso", "setfattr");
        var source = source();
        Files.writeString(source.resolve("file"), "x");
        var setting = Tool.tryRun(source, Map.of(), "setfattr", "-n", "user.note", "-v", "v".repeat(600), "file");
        Assumptions.assumeTrue(setting.exit() == 0, "the file system keeps no attributes");
        var image = directory.resolve("image.iso");
        Tool.run(directory, "xorriso", "-xattr", "on", "-acl", "on", "-outdev", image.toString(), "-map",
                source.toString(), "/", "-setfacl", "u:1234:rw-,g:77:r-x,m::rwx", "/file", "--", "-setfattr",
                "user.more", "value", "/file",
                "--");
        var reader = IsoImages.open(image);
        var attributes = reader.tree().find("file").orElseThrow().metadata().xattrs();
        assertThat(attributes.keySet()).containsExactly(Name.of("system.posix_acl_access"), Name.of("user.more"),
                Name.of("user.note"));
        assertThat(attributes.get(Name.of("user.note"))).asString(StandardCharsets.UTF_8).isEqualTo("v".repeat(600));
        byte[] list = attributes.get(Name.of("system.posix_acl_access"));
        assertThat(list).startsWith(2, 0, 0, 0);
        assertThat(HexFormat.of().formatHex(list)).contains("02000600d2040000", "080005004d000000",
                "10000700ffffffff");
    }

    @Test
    void readsSpecialFiles() throws IOException {
        Tool.require("xorriso", "genisoimage", "mknod", "mkfifo");
        var source = source();
        Tool.run(source, "mkfifo", "fifo");
        var device = Tool.tryRun(source, Map.of(), "mknod", "device", "b", "259", "70000");
        Assumptions.assumeTrue(device.exit() == 0, "mknod needs root");
        Tool.run(source, "mknod", "console", "c", "5", "1");
        var image = IsoImages.xorriso(source, "-R");
        var listed = IsoImages.listed(IsoImages.open(image).tree());
        assertThat(listed).isEqualTo(IsoImages.listedByXorriso(image));
        Files.delete(image);
        // genisoimage writes major and minor number into the two halves, where Linux looks for them too
        assertThat(IsoImages.listed(IsoImages.open(IsoImages.genisoimage(source, "-R")).tree())).isEqualTo(listed);
    }

    @Test
    void followsTheLastSession() throws IOException {
        Tool.require("xorriso");
        var image = directory.resolve("sessions.iso");
        for (var name : List.of("first", "second", "third")) {
            var file = Files.writeString(source().resolve(name), name);
            Tool.run(directory, "xorriso", "-dev", image.toString(), "-map", file.toString(), "/" + name, "-commit");
        }
        var reader = IsoImages.open(image);
        assertThat(IsoImages.digests(reader.tree())).isEqualTo(IsoImages.digests(source()));
        assertThat(reader.anomalies(Task.silent()).stream().filter(anomaly -> anomaly.code().equals(
                "iso9660.other_volume")).count()).isEqualTo(2);
        assertThat(reader.layout(Task.silent()).regions()).anySatisfy(
                region -> assertThat(region.what()).isEqualTo("session's directory"));
    }

    @Test
    void findsTheSumThatIsomd5sumChecks() throws IOException {
        Tool.require("xorriso", "implantisomd5", "checkisomd5");
        IsoImages.bytes(source().resolve("payload"), 3_000_000);
        var image = IsoImages.xorriso(source(), "-R");
        assertThat(IsoImages.open(image).implantedMd5()).isEmpty();
        Tool.run(directory, "implantisomd5", "--supported-iso", image.toString());
        Tool.run(directory, "checkisomd5", image.toString());
        try (var content = FileContent.open(image)) {
            var implanted = IsoImages.open(content).implantedMd5().orElseThrow();
            assertThat(implanted.supported()).isTrue();
            assertThat(implanted.skippedSectors()).isEqualTo(15);
            assertThat(implanted.fragmentCount()).isEqualTo(20);
            assertThat(implanted.fragmentSums()).hasSize(60);
            assertThat(Digests.of(implanted.covered(content), DigestAlgorithm.MD5, done -> {})).isEqualTo(
                    implanted.md5());
        }
        byte[] bytes = Files.readAllBytes(image);
        bytes[1_000_000] ^= 1;
        var spoiled = new BytesContent(bytes);
        var implanted = IsoImages.open(spoiled).implantedMd5().orElseThrow();
        assertThat(Digests.of(implanted.covered(spoiled), DigestAlgorithm.MD5, done -> {})).isNotEqualTo(
                implanted.md5());
        assertThatThrownBy(() -> implanted.covered(new BytesContent(new byte[100]))).isInstanceOf(
                FormatException.class);
    }

    @Test
    @Tag("slow")
    void readsFilesBeyondFourGigabytes() throws IOException {
        Tool.require("xorriso");
        var huge = source().resolve("huge");
        try (var channel = FileChannel.open(huge, StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap("begin".getBytes(StandardCharsets.UTF_8)), 0);
            channel.write(ByteBuffer.wrap("middle".getBytes(StandardCharsets.UTF_8)), (1L << 32) - 3);
            channel.write(ByteBuffer.wrap("end".getBytes(StandardCharsets.UTF_8)), (9L << 29) + 1);
        }
        var image = IsoImages.xorriso(source(), "-R", "-J", "-iso-level", "3");
        var reader = IsoImages.open(image);
        assertThat(IsoImages.listed(reader.tree())).isEqualTo(IsoImages.listedByXorriso(image));
        assertThat(((IsoFile) reader.tree().find("huge").orElseThrow()).sections()).hasSizeGreaterThan(1);
        assertThat(IsoImages.digests(reader.tree())).isEqualTo(IsoImages.digests(source()));
        assertThat(((Entry.File) IsoImages.tree(reader, "joliet").find("huge").orElseThrow()).size())
                .isEqualTo(Files.size(huge));
        assertThat(IsoImages.codes(reader)).isEmpty();
    }
}
