package org.selfsame.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.format.AddressException.Problem;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Region;

class AddressTest {
    @TempDir
    private static Path directory;

    /// An ISO with a SquashFS with a SquashFS in it, and names that try to confuse.
    @BeforeAll
    static void makeImages() {
        Tool.require("gzip", "mksquashfs", "xorriso");
        Tool.run(directory, "sh", "-ec", """
                mkdir -p inner/etc outer/etc iso/live
                printf inner > inner/etc/os-release
                mksquashfs inner outer/inner.squashfs -noappend -quiet -no-progress
                printf outer > outer/etc/os-release
                printf bang > 'outer/a!b'
                printf raw > "outer/$(printf 'raw\\377')"
                printf changes | gzip -n > outer/changelog.gz
                gzip -n < outer/inner.squashfs > outer/inner.squashfs.gz
                ln -s etc/os-release outer/link
                ln -s etc outer/dirlink
                mksquashfs outer iso/live/fs.squashfs -noappend -quiet -no-progress
                printf readme > iso/README
                xorriso -as mkisofs -quiet -r -J -o live.iso iso
                cp live.iso 'odd!name.iso'
                printf text > text
                """);
    }

    @ParameterizedTest
    @CsvSource({"live.iso!/README, /README, readme",
            "live.iso!//README, /README, readme",
            "live.iso!joliet/README, /README, readme",
            "live.iso!iso9660/README, /README, readme",
            "live.iso!/live/fs.squashfs!/etc/os-release, /etc/os-release, outer",
            "live.iso!/live/fs.squashfs!/inner.squashfs!/etc/os-release, /etc/os-release, inner",
            "live.iso!/live/fs.squashfs!squashfs/inner.squashfs!squashfs/etc/os-release, /etc/os-release, inner",
            "live.iso!/live/fs.squashfs!/a!b, /a!b, bang",
            "live.iso!/live/fs.squashfs!/changelog.gz!, /content, changes",
            "live.iso!/live/fs.squashfs!/changelog.gz!/content, /content, changes",
            "live.iso!/live/fs.squashfs!/changelog.gz!gzip/content, /content, changes",
            "live.iso!/live/fs.squashfs!/inner.squashfs.gz!!/etc/os-release, /etc/os-release, inner",
            "live.iso!/live/fs.squashfs!/raw\\xff, /raw\\xff, raw",
            "odd!name.iso!/README, /README, readme"})
    void findsFiles(String address, String path, String text) throws IOException {
        try (var place = resolve(address)) {
            assertThat(place.path()).isEqualTo(path);
            var content = Objects.requireNonNull(place.content());
            assertThat(content.bytes(0, (int) content.size())).isEqualTo(text.getBytes(UTF_8));
        }
    }

    @Test
    void tellsEveryImageOnTheWay() throws IOException {
        try (var place = resolve("live.iso!/live/fs.squashfs!/inner.squashfs!/etc")) {
            assertThat(place.steps()).extracting(Place.Step::view).containsExactly("rockridge", "squashfs", "squashfs");
            assertThat(place.steps()).extracting(Place.Step::path)
                    .containsExactly("/live/fs.squashfs", "/inner.squashfs", "/etc");
            assertThat(place.entry()).isInstanceOf(Entry.Directory.class);
            assertThat(place.content()).isNull();
        }
    }

    @Test
    void takesAFileOfTheHostAsItself() throws IOException {
        try (var place = resolve("live.iso")) {
            assertThat(place.steps()).isEmpty();
            assertThat(place.entry()).isNull();
            assertThat(place.content()).isSameAs(place.file());
            assertThat(place.shown().view()).isEqualTo("rockridge");
            assertThat(place.shown().entry().name().length()).isZero();
        }
    }

    @Test
    void saysWhyThereIsNothing() throws IOException {
        var iso = directory.resolve("live.iso").toString();
        var squashfs = iso + "!/live/fs.squashfs";
        assertProblem("none.iso!/x", new Problem.NoSuchFile(directory.resolve("none.iso").toString()));
        assertProblem("none.iso", new Problem.NoSuchFile(directory.resolve("none.iso").toString()));
        assertProblem("iso!/x", new Problem.NotAFile(directory.resolve("iso").toString(), true));
        assertProblem("live.iso!/live/none/x", new Problem.NoSuchPath(iso + "!/live", "none"));
        assertProblem("live.iso!/none!/x", new Problem.NoSuchPath(iso + "!", "none"));
        assertProblem("live.iso!/README/x", new Problem.NotADirectory(iso + "!/README"));
        assertProblem("live.iso!/live!/x", new Problem.NoContent(iso + "!/live"));
        assertProblem("live.iso!", new Problem.NotCompressed(iso));
        assertProblem("live.iso!/README!", new Problem.NotCompressed(iso + "!/README"));
        assertProblem("live.iso!/live/fs.squashfs!/link!/x",
                new Problem.SymbolicLink(squashfs + "!/link", "etc/os-release"));
        assertProblem("live.iso!/live/fs.squashfs!/dirlink/os-release",
                new Problem.SymbolicLink(squashfs + "!/dirlink", "etc"));
        var known = Formats.all().stream().map(format -> format.name()).toList();
        assertProblem("live.iso!/README!/x", new Problem.UnknownFormat(iso + "!/README", known));
        assertProblem("text!/x", new Problem.UnknownFormat(directory.resolve("text").toString(), known));
        assertProblem("live.iso!nothing/x",
                new Problem.NoSuchView(iso, "nothing", List.of("rockridge", "joliet", "iso9660")));
    }

    @Test
    void refusesToOpenAFileInNoKnownFormat() throws IOException {
        try (var place = resolve("text")) {
            assertThatThrownBy(place::shown).isInstanceOf(AddressException.class);
            assertThatThrownBy(place::requireContent).isInstanceOf(AddressException.class);
        }
    }

    @Test
    void findsTheOwnersOfAByteInImagesInImages() throws IOException {
        try (var place = resolve("live.iso")) {
            var content = place.requireContent();
            var bytes = Files.readAllBytes(directory.resolve("live.iso"));
            int superblock = indexOf(bytes, "hsqs".getBytes(UTF_8));
            var owners = Owners.of(content, superblock, Limits.DEFAULT, Task.silent());

            assertThat(owners).extracting(Owners.Owned::format).containsExactly("iso9660", "squashfs");
            assertThat(owners.getFirst().regions().getLast().owner()).isEqualTo("live/fs.squashfs");
            assertThat(owners.getLast().path()).isEqualTo("!/live/fs.squashfs");
            assertThat(owners.getLast().offset()).isZero();
            assertThat(owners.getLast().regions().getFirst()).extracting(Region::kind)
                    .isEqualTo(Region.Kind.STRUCTURE);
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i += 2048) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    private static Place resolve(String address) throws IOException {
        return Address.resolve(directory + "/" + address, Limits.DEFAULT);
    }

    private static void assertProblem(String address, Problem expected) {
        assertThatThrownBy(() -> resolve(address).close()).isInstanceOfSatisfying(AddressException.class,
                e -> assertThat(e.problem()).isEqualTo(expected));
    }
}
