package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.testing.Tool;

class ShowCommandTest {
    @TempDir
    private static Path directory;
    private static String squashfs;
    private static String iso;

    @BeforeAll
    static void makeImages() {
        Tool.require("mksquashfs", "unsquashfs", "xorriso");
        Tool.run(directory, "sh", "-ec", """
                mkdir -p tree/etc iso
                printf hello > tree/etc/file
                printf x > "tree/$(printf 'raw\\377\\033[31m')"
                ln -s etc/file tree/link
                mkfifo tree/fifo
                chmod 6711 tree/etc/file
                chmod 1777 tree/etc
                touch -h -d '2020-02-03T04:05:06Z' tree/etc/file tree/link tree/fifo tree/raw* tree/etc tree
                mksquashfs tree tree.squashfs -noappend -quiet -no-progress -all-root \
                    -p 'null c 666 0 0 1 3' -p 'disk b 660 7 8 259 70000'
                cp tree.squashfs iso/ && xorriso -as mkisofs -quiet -r -J -o live.iso iso
                """);
        squashfs = directory.resolve("tree.squashfs").toString();
        iso = directory.resolve("live.iso").toString();
    }

    @Test
    void listsAPathALine() {
        var shown = Ran.here("show", squashfs);

        assertThat(shown.exit()).isZero();
        assertThat(shown.err()).isEmpty();
        assertThat(shown.lines()).containsExactly("/", "/disk", "/etc", "/etc/file", "/fifo", "/link", "/null",
                "/raw\\xff\\u{1b}[31m");
    }

    @Test
    void givesPathsThatAreAddresses() {
        for (var line : Ran.here("show", squashfs).lines()) {
            assertThat(Ran.here("show", squashfs + "!" + line).lines().getFirst()).isEqualTo(line);
        }
        assertThat(Ran.here("show", iso + "!/tree.squashfs!/etc").lines()).containsExactly("/etc", "/etc/file");
    }

    @Test
    void listsAtLengthWhatUnsquashfsLists() {
        var shown = Ran.here("show", "--long", squashfs).lines();

        assertThat(shown).contains("drwxrwxrwt 0/0                  0 2020-02-03T04:05:06Z /etc",
                "-rws--s--x 0/0                  5 2020-02-03T04:05:06Z /etc/file",
                "prw-r--r-- 0/0                  0 2020-02-03T04:05:06Z /fifo",
                "lrwxrwxrwx 0/0                  8 2020-02-03T04:05:06Z /link -> etc/file");
        assertThat(shown).anyMatch(line -> line.startsWith("crw-rw-rw- 0/0                1,3 "));
        assertThat(shown).anyMatch(line -> line.startsWith("brw-rw---- 0/0          259,70000 "));
        var peer = Tool.run(directory, "unsquashfs", "-llnumeric", "-d", "", squashfs).out().lines()
                .filter(line -> !line.isEmpty()).map(line -> line.substring(0, 10)).toList();
        assertThat(shown.stream().map(line -> line.substring(0, 10))).containsExactlyElementsOf(peer);
    }

    @Test
    void escapesNamesInAnomaliesOnce() throws IOException {
        Tool.require("genisoimage");
        Tool.run(directory, "sh", "-ec", """
                mkdir odd
                printf x > "odd/$(printf 'a\\033b')"
                genisoimage -quiet -r -hidden 'a*' -o odd.iso odd
                """);
        var odd = directory.resolve("odd.iso").toString();
        assertThat(Ran.here("show", "--facts", odd).lines()).anyMatch(line -> line.startsWith("! iso9660.hidden at ")
                && line.endsWith(": \"a\\u{1b}b\" is marked as hidden"));
        assertThat(Schema.check(Ran.here("show", "--facts", "--json", odd).out()).toString())
                .contains("\\\"a\\\\u{1b}b\\\" is marked");
    }

    @Test
    void writesEntriesBySchema() throws IOException {
        var document = Schema.check(Ran.here("show", "--json", squashfs).out());

        assertThat(document.get("view").getAsString()).isEqualTo("squashfs");
        assertThat(document.get("complete").getAsBoolean()).isTrue();
        var entries = document.getAsJsonArray("entries").asList();
        assertThat(entries).extracting(entry -> entry.getAsJsonObject().get("type").getAsString()).containsExactly(
                "directory", "block-device", "directory", "file", "fifo", "symlink", "character-device", "file");
        var file = entries.get(3).getAsJsonObject();
        assertThat(file.get("mode").getAsString()).isEqualTo("6711");
        assertThat(file.get("modified").getAsString()).isEqualTo("2020-02-03T04:05:06Z");
        assertThat(entries.getLast().getAsJsonObject().get("nameBytes").getAsString()).isEqualTo("cmF3/xtbMzFt");
    }

    @Test
    void writesLayoutsAndFactsBySchema() throws IOException {
        var layout = Schema.check(Ran.here("show", "--json", "--layout", iso).out());
        var facts = Schema.check(Ran.here("show", "--json", "--facts", iso + "!/tree.squashfs").out());

        assertThat(formats(layout.get("layouts"))).containsExactly("iso9660");
        assertThat(formats(facts.get("formats"))).containsExactly("squashfs");
        assertThat(Ran.here("show", "--facts", squashfs).out()).contains("squashfs.block_size = 131072\n");
    }

    private static List<String> formats(JsonElement array) {
        return array.getAsJsonArray().asList().stream()
                .map(element -> element.getAsJsonObject().get("format").getAsString()).toList();
    }

    @Test
    void coversEveryByteInTheLayout() {
        long end = 0;
        for (var line : Ran.here("show", "--layout", squashfs).lines()) {
            var words = line.strip().split(" +", 4);
            assertThat(Long.parseLong(words[1])).isLessThanOrEqualTo(end);
            end = Math.max(end, Long.parseLong(words[1]) + Long.parseLong(words[2]));
        }
        assertThat(end).isEqualTo(directory.resolve("tree.squashfs").toFile().length());
    }

    @Test
    void saysWhatOneByteIs() throws IOException {
        assertThat(Ran.here("show", "--at", "0", squashfs).lines().getFirst()).startsWith("squashfs")
                .contains("superblock");
        assertThat(Ran.here("show", "--at", "32769", iso).out()).contains("primary volume descriptor");
        var json = Schema.check(Ran.here("show", "--json", "--at", "0", iso + "!/tree.squashfs").out());
        assertThat(json.getAsJsonArray("layouts")).hasSize(1);
    }

    @Test
    void listsWhatCanBeReadOfADamagedImage() throws IOException {
        var bytes = Files.readAllBytes(Path.of(squashfs));
        var damaged = directory.resolve("damaged.squashfs");
        // the inode table is compressed; its start is at byte 64 of the superblock
        int inodes = bytes[64] & 0xff | (bytes[65] & 0xff) << 8;
        for (int i = inodes + 8; i < inodes + 40; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(damaged, bytes);
        var shown = Ran.here("show", "--json", damaged.toString());

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.err()).contains("damaged squashfs at byte ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | there is no such file", "none.iso | there is no such file",
            "iso | is a directory", "live.iso!/none | has no entry none",
            "tree.squashfs!/link/x | is a symbolic link to etc/file", "tree.squashfs!/etc!/x | is not a file",
            "tree.squashfs!/etc/file!/x | not in a known format; looked for iso9660, squashfs",
            "live.iso!udf/x | has no tree called udf; there are rockridge, joliet, iso9660"})
    void saysWhyItCannot(String address, String sentence) {
        var shown = Ran.here("show", address.isEmpty() ? "" : directory + "/" + address);

        assertThat(shown.exit()).isEqualTo(2);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).startsWith("selfsame: ").contains(sentence).endsWith("\n");
    }

    @Test
    void refusesOptionsThatContradict() {
        assertThat(Ran.here("show", "--layout", "--facts", squashfs).exit()).isEqualTo(2);
        assertThat(Ran.here("show", "--at", "-1", squashfs).exit()).isEqualTo(2);
        assertThat(Ran.here("show", "--at", "99999999999", squashfs).err()).contains("not inside the file");
        assertThat(Ran.here("show", "--at", "x", squashfs).exit()).isEqualTo(2);
    }
}
