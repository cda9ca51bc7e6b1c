package org.selfsame.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileContent;
import org.selfsame.format.Formats;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;

/// Extracts real images and compares the result with what the formats' own tools extract.
class ExtractionAsToolsDoTest {
    @TempDir
    private static Path directory;
    private static Path source;

    @BeforeAll
    static void makeSource() {
        source = directory.resolve("source");
        Tool.run(directory, "sh", "-ec", """
                mkdir -p source/d/empty source/deep/1/2/3 source/sticky
                head -c 3000000 /dev/urandom > source/d/large
                head -c 100 /dev/urandom > source/d/small
                : > source/d/nothing
                truncate -s 5M source/holes && printf x | dd of=source/holes bs=1 seek=2500000 conv=notrunc 2>/dev/null
                head -c 300000 /dev/zero > source/zeros
                printf 'a' > "source/d/$(printf 'raw\\377\\n')"
                printf 'b' > "source/d/$(printf '%0255d' 0)"
                ln -s ../nowhere source/link
                ln -s /nowhere/passwd source/absolute
                ln source/d/small source/deep/other
                ln source/d/small source/d/again
                mkfifo source/fifo
                touch -d '1969-12-31T23:00:00Z' source/d/small
                touch -d '2030-01-02T03:04:05Z' source/d/large
                chmod 1777 source/sticky
                chmod 0700 source/deep/1
                chmod 0400 source/d/nothing
                touch -h -d '2001-02-03T04:05:06Z' source/link
                touch -d '2002-02-03T04:05:06Z' source/d source/deep source
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-comp gzip", "-comp xz -b 4096", "-comp zstd -b 1M -always-use-fragments",
            "-noI -noD -noF"})
    void givesWhatUnsquashfsGives(String options) throws IOException {
        Tool.require("mksquashfs", "unsquashfs");
        asSuperuser("chown 1000:1001 source/d/large && chmod 6755 source/d/large"
                + " && chown -h 12:34 source/link && mknod source/null c 1 3 2>/dev/null || true"
                + "; mknod source/disk b 259 70000 2>/dev/null || true");
        var image = Files.createTempFile(directory, "image", ".squashfs");
        Tool.run(directory, "sh", "-ec", "mksquashfs source " + image + " -noappend -no-progress -quiet " + options);
        var expected = image.resolveSibling(image.getFileName() + ".expected");
        Tool.run(directory, "unsquashfs", "-no-progress", "-quiet", "-d", expected.toString(), image.toString());
        var actual = extract(image, "");

        assertThat(listing(actual)).isEqualTo(listing(expected));
        Tool.run(directory, "diff", "-r", "--no-dereference", "--exclude=fifo", "--exclude=null", "--exclude=disk",
                expected.toString(), actual.toString());
    }

    @Test
    void keepsAttributesOfAllKinds() throws IOException {
        Tool.require("mksquashfs", "unsquashfs", "getfattr", "setfattr");
        Tool.run(directory, "sh", "-ec", "mkdir -p attributed/d && echo x > attributed/f && ln -s f attributed/l"
                + " && setfattr -n user.colour -v blue attributed/f && setfattr -n user.empty attributed/d");
        asSuperuser("""
                setfattr -n trusted.secret -v 1 attributed/d || true
                setfattr -h -n trusted.link -v 2 attributed/l || true
                setfattr -n security.capability -v 0sAQAAAgAgAAAAAAAAAAAAAAAAAAA= attributed/f || true
                """);
        var image = directory.resolve("attributed.squashfs");
        Tool.run(directory, "mksquashfs", "attributed", image.toString(), "-noappend", "-quiet", "-no-progress");
        var actual = extract(image, "");

        assertThat(attributes(actual)).isEqualTo(attributes(directory.resolve("attributed"))).contains("user.colour");
    }

    @Test
    void givesWhatIsInAnIso() throws IOException {
        Tool.require("xorriso");
        var image = directory.resolve("source.iso");
        Tool.run(directory, "xorriso", "-as", "mkisofs", "-quiet", "-R", "-o", image.toString(), "source");
        var actual = extract(image, "");

        var expected = directory.resolve("expected-iso");
        Tool.run(directory, "xorriso", "-osirrox", "on", "-indev", image.toString(), "-extract", "/", "expected-iso");
        // xorriso leaves devices out unless it is told otherwise
        assertThat(modesAndTimes(actual)).isEqualTo(modesAndTimes(expected));
        Tool.run(directory, "diff", "-r", "--no-dereference", "--exclude=fifo", "--exclude=null", "--exclude=disk",
                expected.toString(), actual.toString());
    }

    @Test
    void keepsHolesOfASquashfs() throws IOException {
        Tool.require("mksquashfs");
        var image = directory.resolve("holes.squashfs");
        Tool.run(directory, "mksquashfs", "source/holes", image.toString(), "-noappend", "-quiet", "-no-progress");
        var actual = extract(image, "");

        var blocks = Tool.run(actual, "stat", "-c", "%b", "holes").out().strip();
        assertThat(Long.parseLong(blocks)).isLessThan(64);
        Tool.run(directory, "cmp", source.resolve("holes").toString(), actual.resolve("holes").toString());
    }

    /// The portable way has no owners, devices or names that are not text; the rest is the same.
    @Test
    void givesTheSameByThePortableWay() throws IOException {
        Tool.require("mksquashfs");
        var image = directory.resolve("portable.squashfs");
        Tool.run(directory, "sh", "-ec", "mkdir p && cp -a source/d source/deep source/link source/holes p"
                + " && rm -f p/d/raw* && chown -R 0:0 p 2>/dev/null || true; find p -type f -exec chmod ug-s {} +");
        Tool.run(directory, "mksquashfs", "p", image.toString(), "-noappend", "-quiet", "-no-progress");
        var portable = directory.resolve("by-portable");
        ExtractionResult result;
        try (var file = FileContent.open(image)) {
            var root = Formats.of(file).getFirst().open(file, Limits.DEFAULT).tree().root();
            result = new Extraction(ExtractionOptions.usual(), Task.silent(), true).tree(root, portable);
        }

        assertThat(result.isComplete()).as("%s", result.failures()).isTrue();
        assertThat(result.lost()).containsOnlyKeys(Loss.What.OWNER);
        assertThat(modesAndTimes(portable)).isEqualTo(modesAndTimes(extract(image, "")));
        Tool.run(directory, "diff", "-r", "--no-dereference", "p", portable.toString());
    }

    private static Path extract(Path image, String suffix) throws IOException {
        var target = image.resolveSibling(image.getFileName() + ".actual" + suffix);
        try (var file = FileContent.open(image)) {
            var root = Formats.of(file).getFirst().open(file, Limits.DEFAULT).tree().root();
            var result = new Extraction(ExtractionOptions.usual(), Task.silent()).tree(root, target);
            assertThat(result.isComplete()).as("%s %s", result.failures(), result.stop()).isTrue();
        }
        return target;
    }

    private static void asSuperuser(String script) {
        if (ExtractionOptions.usual().privileged()) {
            Tool.run(directory, "sh", "-ec", script);
        }
    }

    /// Everything that stat knows and that an image keeps; the number of names says which are hard links.
    private static String listing(Path tree) {
        return Tool.run(tree, "sh", "-ec", "find . -printf '%p %y %m %U:%G %n %T@ %l ' "
                + "\\( -type d -printf '\\n' -o -printf '%s\\n' \\) | LC_ALL=C sort;"
                + " find . \\( -type c -o -type b \\) -exec stat -c '%n %t:%T' {} + | LC_ALL=C sort").out();
    }

    private static String modesAndTimes(Path tree) {
        return Tool.run(tree, "sh", "-ec",
                "find . ! -type l ! -type b ! -type c -printf '%p %y %m %T@\\n' | LC_ALL=C sort;"
                        + " find . -type l -printf '%p %l\\n' | LC_ALL=C sort")
                .out();
    }

    private static String attributes(Path tree) {
        return Tool.run(tree, "sh", "-ec", "find . | LC_ALL=C sort | xargs getfattr -h -d -m - -e hex 2>/dev/null")
                .out();
    }
}
