package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.testing.Tool;

class PackLikeTest {
    private static final String MAKE = """
            mkdir -p tree/etc iso
            printf hello > tree/etc/file
            seq 1 50000 > tree/numbers
            find tree -exec touch -h -d @1600000000 {} +
            mksquashfs tree iso/a.squashfs -quiet -no-progress -comp gzip -mkfs-time 1600000000
            cp iso/a.squashfs iso/b.squashfs
            printf x >> iso/b.squashfs
            mksquashfs tree lzo.squashfs -quiet -no-progress -comp lzo
            find iso -exec touch -d @1600000000 {} +
            xorriso -as mkisofs -quiet -R -V VOLUME -o image.iso iso
            """;

    @TempDir
    private static Path given;
    @TempDir
    private Path directory;

    @BeforeAll
    static void make() {
        Tool.require("mksquashfs", "xorriso");
        Tool.run(given, "bash", "-ec", MAKE);
    }

    private static String given(String name) {
        return given.resolve(name).toString();
    }

    @Test
    void saysThatAnImageIsProven() {
        var image = given("iso/a.squashfs");
        var ran = Ran.here("pack", "--like", image);
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).startsWith(image + " (squashfs, ").contains("equal", "it holds nothing else",
                "Options: compressor gzip; level 9; ");
        assertThat(ran.err()).isEmpty();
        assertThat(Ran.here("pack", "--like", image, "-q")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void saysThatAnImageIsNotProven() throws IOException {
        long size = Files.size(given.resolve("iso/a.squashfs"));
        var ran = Ran.here("pack", "--like", given("iso/b.squashfs"));
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("not equal, so nothing is proven", "at " + size + ", 1 bytes: unreferenced");
        assertThat(Ran.here("pack", "--like", given("lzo.squashfs"))).satisfies(lzo -> {
            assertThat(lzo.exit()).isEqualTo(2);
            assertThat(lzo.out()).contains("could not be made again", "the compressor lzo");
        });
    }

    /// The container is xorriso's, and what is in it is proven or not by itself.
    @Test
    void tellsWhatIsInAnIsoApart() throws IOException {
        var ran = Ran.here("pack", "--like", given("image.iso"), "--json");
        assertThat(ran.exit()).isEqualTo(1);
        var json = Schema.check(ran.out());
        assertThat(json.get("outcome").getAsString()).isEqualTo("different");
        assertThat(json.getAsJsonArray("first_differences").get(0).getAsJsonObject().get("what").getAsString())
                .startsWith("primary volume descriptor.");
        var images = json.getAsJsonArray("images");
        assertThat(images.get(0).getAsJsonObject().get("outcome").getAsString()).isEqualTo("equal");
        assertThat(images.get(1).getAsJsonObject().get("outcome").getAsString()).isEqualTo("different");
        var told = Ran.here("pack", "--like", given("image.iso")).out();
        assertThat(told).contains("Images in it: 1 of 2 are proven.", "\n  a.squashfs (squashfs, ");
    }

    @Test
    void takesAPathInAnImage() {
        assertThat(Ran.here("pack", "--like", given("image.iso") + "!/a.squashfs", "-q")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void writesWhatItMakes() throws IOException {
        var out = directory.resolve("again");
        var ran = Ran.here("pack", "--like", given("iso/a.squashfs"), "-o", out.toString(), "--json");
        assertThat(ran.exit()).isZero();
        assertThat(out).hasSameBinaryContentAs(given.resolve("iso/a.squashfs"));
        var written = Schema.check(ran.out()).getAsJsonObject("written");
        assertThat(written.get("sha256").getAsString() + "  " + out + "\n")
                .isEqualTo(Tool.run(directory, "sha256sum", out.toString()).out());
        assertThat(Ran.here("pack", "--like", given("iso/a.squashfs"), "-o", out.toString()).exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pack --like x --all-root     | --all-root is not an option of --like
            pack squashfs --like x       | squashfs is not an option of --like
            pack squashfs x              | FORMAT, INPUT and --output are needed, or --like
            pack squashfs x --stop-at-first -o y | --stop-at-first is not an option of squashfs
            pack --like /nowhere         | there is no such file
            """)
    void refusesWhatDoesNotGoTogether(String line, String problem) {
        var ran = Ran.here(line.split(" ", -1));
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(problem);
    }
}
