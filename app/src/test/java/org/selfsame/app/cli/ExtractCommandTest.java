package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

class ExtractCommandTest {
    @TempDir
    private static Path images;
    private static String image;
    @TempDir
    private Path directory;
    private String target;

    @BeforeAll
    static void makeImage() {
        Tool.require("mksquashfs");
        Tool.run(images, "sh", "-ec", """
                mkdir -p tree/etc tree/big
                printf hello > tree/etc/file
                ln -s etc/file tree/link
                head -c 5000000 /dev/urandom > tree/big/random
                mksquashfs tree tree.squashfs -noappend -quiet -no-progress
                """);
        image = images.resolve("tree.squashfs").toString();
    }

    @BeforeEach
    void chooseTarget() {
        target = directory.resolve("target").toString();
    }

    @Test
    void writesAWholeImage() throws IOException {
        var ran = Ran.here("extract", image, target);

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("Wrote 2 files (5.0 MB), 3 directories, 0 hard links, 1 symbolic links and "
                + "0 special files to " + target + ".\n");
        Tool.run(images, "diff", "-r", "--no-dereference", "tree", target);
        assertThat(Files.getLastModifiedTime(Path.of(target, "etc/file")).toInstant().getEpochSecond())
                .isEqualTo(Files.getLastModifiedTime(images.resolve("tree/etc/file")).toInstant().getEpochSecond());
    }

    @Test
    void writesADirectoryOfIt() {
        assertThat(Ran.here("extract", "-q", image + "!/etc", target)).isEqualTo(new Ran(0, "", ""));
        assertThat(Path.of(target, "file")).hasContent("hello");
    }

    @Test
    void writesOneFileByAnyName() throws IOException {
        assertThat(Ran.here("extract", "-q", image + "!/etc/file", target).exit()).isZero();
        assertThat(Path.of(target)).hasContent("hello");
        assertThat(Ran.here("extract", "-q", image + "!/etc/file", directory.toString()).exit()).isZero();
        assertThat(directory.resolve("file")).hasContent("hello");
        assertThat(Ran.here("extract", "-q", image + "!/link", directory.resolve("l").toString()).exit()).isZero();
        assertThat(Files.readSymbolicLink(directory.resolve("l"))).hasToString("etc/file");
    }

    @Test
    void writesWhatACompressedFileDecodesTo() {
        Tool.require("gzip");
        Tool.run(images, "sh", "-ec", "printf hello | gzip -n > packed.gz");
        var packed = images.resolve("packed.gz").toString();
        assertThat(Ran.here("extract", packed + "!", "-")).isEqualTo(new Ran(0, "hello", ""));
        assertThat(Ran.here("extract", "-q", packed, target)).isEqualTo(new Ran(0, "", ""));
        assertThat(Path.of(target, "content")).hasContent("hello");
        assertThat(Ran.here("show", packed).out()).contains("content");
        assertThat(Ran.here("show", packed + "!").out()).contains("content");
    }

    @Test
    void replacesNothing() throws IOException {
        Files.writeString(Path.of(target), "mine");
        var ran = Ran.here("extract", image + "!/etc/file", target);

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("there is something of that name already");
        assertThat(Path.of(target)).hasContent("mine");
        assertThat(Ran.here("extract", image, target).err()).contains("is not a directory");
    }

    @Test
    void writesOneFileToStandardOutput() {
        assertThat(Ran.here("extract", image + "!/etc/file", "-")).isEqualTo(new Ran(0, "hello", ""));
        assertThat(Ran.here("extract", image + "!/etc", "-").exit()).isEqualTo(2);
        assertThat(Ran.here("extract", image, "-").err()).contains("only a file inside an image");
        assertThat(Ran.here("extract", "--json", image + "!/etc/file", "-").exit()).isEqualTo(2);
    }

    @Test
    void summarizesBySchema() throws IOException {
        var good = Schema.check(Ran.here("extract", "--json", image, target).out());
        assertThat(good.get("complete").getAsBoolean()).isTrue();
        assertThat(good.getAsJsonObject("written").get("bytes").getAsLong()).isEqualTo(5_000_005);

        var merged = Ran.here("extract", "--json", "--add", image, target);
        var failed = Schema.check(merged.out());
        assertThat(merged.exit()).isEqualTo(2);
        assertThat(failed.get("complete").getAsBoolean()).isFalse();
        assertThat(failed.get("failed").getAsLong()).isPositive();
    }

    @Test
    void wantsAnEmptyTarget() throws IOException {
        Files.createDirectory(Path.of(target));
        Files.writeString(Path.of(target, "mine"), "mine");

        var refused = Ran.here("extract", image, target);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("is not empty");
        assertThat(Path.of(target, "etc")).doesNotExist();
        assertThat(Ran.here("extract", "--add", "-q", image, target)).isEqualTo(new Ran(0, "", ""));
        assertThat(Path.of(target, "mine")).hasContent("mine");
        assertThat(Path.of(target, "etc/file")).hasContent("hello");
    }

    @Test
    void stopsAtTheLimitAndSaysWhatIsLeft() throws IOException {
        var stopped = Ran.here("extract", "--json", "--max-size", "1M", image, target);

        assertThat(stopped.exit()).isEqualTo(2);
        assertThat(stopped.err()).contains("stopped at big/random: the files up to there need 5000000 bytes and "
                + "1048576 are allowed", "What was complete is left in " + target);
        assertThat(Schema.check(stopped.out()).get("stopped").getAsString()).startsWith("stopped at big/random");
        assertThat(Path.of(target, "big/random")).doesNotExist();
        assertThat(Ran.here("extract", "--max-size", "lots", image, target).exit()).isEqualTo(2);
        assertThat(Ran.here("extract", "--max-size", "lots", image, target).err())
                .startsWith("selfsame: lots is not a value of --max-size; possible: bytes, such as 4096");
    }

    @Test
    void writesNothingWhenAPersonWatchesAndItIsTooLarge() {
        var stopped = Ran.here(true, "extract", "--max-size", "1M", image, target);

        assertThat(stopped.exit()).isEqualTo(2);
        assertThat(stopped.err()).contains("nothing was written");
        assertThat(Path.of(target)).doesNotExist();
    }

    @Test
    void needsAParent() {
        assertThat(Ran.here("extract", image, directory + "/no/where").err()).contains("does not exist");
        assertThat(Ran.here("extract", image + "!/etc/file", directory + "/no/where").err())
                .contains("does not exist");
    }

    @Test
    void reportsADamagedFileAndGoesOn() throws IOException {
        var bytes = Files.readAllBytes(Path.of(image));
        // the first block of the only large file follows the superblock: random bytes, stored as they are
        for (int i = 96; i < 120; i++) {
            bytes[i] ^= 1;
        }
        var harmless = Files.write(directory.resolve("harmless.squashfs"), bytes);
        assertThat(Ran.here("extract", "-q", harmless.toString(), target).exit()).isZero();

        Tool.run(directory, "sh", "-ec", "mkdir t && head -c 300000 /dev/zero | tr '\\0' a > t/a && echo b > t/b"
                + " && mksquashfs t t.squashfs -noappend -quiet -no-progress -no-fragments -b 4096");
        var compressed = Files.readAllBytes(directory.resolve("t.squashfs"));
        for (int i = 96; i < 102; i++) {
            compressed[i] ^= 0x55;
        }
        var damaged = Files.write(directory.resolve("damaged.squashfs"), compressed);
        var ran = Ran.here("extract", "--json", damaged.toString(), target + "2");

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("selfsame: a: damaged squashfs at byte ");
        assertThat(Schema.check(ran.out()).getAsJsonArray("failures")).hasSize(1);
        assertThat(Path.of(target + "2", "b")).hasContent("b\n");
        assertThat(Path.of(target + "2", "a")).doesNotExist();
    }
}
