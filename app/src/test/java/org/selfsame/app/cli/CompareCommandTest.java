package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

class CompareCommandTest {
    @TempDir
    private static Path directory;
    private static String left;
    private static String right;
    private static String leftTree;
    private static String rightTree;

    @TempDir
    Path out;

    @BeforeAll
    static void makeImages() {
        Tool.require("mksquashfs", "xorriso");
        Tool.run(directory, "sh", "-ec", """
                tree() {
                    mkdir -p $1/tree/etc $1/iso/live
                    printf 'name\\nbuilt by %s\\n' $1 > $1/tree/etc/os
                    printf same > $1/tree/etc/same
                    head -c 3000 /dev/zero > $1/tree/blob
                    printf $1 | dd of=$1/tree/blob bs=1 seek=1000 conv=notrunc status=none
                    printf x > "$1/tree/$(printf 'raw\\377\\033[31m\\342\\200\\256<b>`*')-$1"
                    chmod $2 $1/tree/blob
                    find $1/tree -exec touch -h -d @1700000000 {} +
                    mksquashfs $1/tree $1/iso/live/fs.squashfs -noappend -quiet -no-progress -all-root \
                        -mkfs-time 1700000000
                    printf readme > $1/iso/README
                    xorriso -as mkisofs -quiet -R -o $1.iso $1/iso
                }
                tree a 4755
                tree b 0755
                printf 'one\\ntwo\\n' > one; printf 'one\\ntree\\n' > other
                mkdir times; printf x > times/x; touch -d @1600000000 times/x times
                mksquashfs times t1 -noappend -quiet -no-progress -all-root -mkfs-time 1700000000
                mksquashfs times t2 -noappend -quiet -no-progress -all-root -mkfs-time 1700000001
                """);
        left = directory.resolve("a.iso").toString();
        right = directory.resolve("b.iso").toString();
        leftTree = left + "!/live/fs.squashfs";
        rightTree = right + "!/live/fs.squashfs";
    }

    private static JsonObject json(String... arguments) throws IOException {
        var all = new ArrayList<>(List.of("compare", "--json", "-"));
        all.addAll(List.of(arguments));
        return Schema.check(Ran.here(all.toArray(String[]::new)).out());
    }

    private static List<JsonObject> list(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false).map(JsonElement::getAsJsonObject)
                .toList();
    }

    @Test
    void exitCodesSayWhatTheWordsSay() {
        var same = Ran.here("compare", left, left);
        assertThat(same.exit()).as(same.toString()).isZero();
        assertThat(same.out()).startsWith("Identical\n\nAll ").doesNotContain("SHA-256");
        assertThat(same.err()).isEmpty();

        var different = Ran.here("compare", left, right);
        assertThat(different.exit()).isEqualTo(1);
        assertThat(different.out()).startsWith("Different\n\na.iso and b.iso are not the same.")
                .contains("-built by a\n", "+built by b\n", "permissions: 4755 → 0755");

        var missing = Ran.here("compare", left, directory.resolve("missing").toString());
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err()).contains("there is no such file");
        assertThat(Ran.here("compare", left).exit()).isEqualTo(2);
        assertThat(Ran.here("compare").err()).contains("two things to compare are needed");
    }

    @Test
    void comparesFilesAndDirectoriesInImages() throws IOException {
        var files = Ran.here("compare", leftTree + "!/etc/os", rightTree + "!/etc/os");
        assertThat(files.exit()).isEqualTo(1);
        assertThat(files.out()).contains("a.iso!/live/fs.squashfs!/etc/os", "-built by a");
        assertThat(Ran.here("compare", leftTree + "!/etc/same", rightTree + "!/etc/same").exit()).isZero();

        var directories = json(leftTree + "!/etc", rightTree + "!/etc");
        assertThat(list(directories.get("differences"))).extracting(it -> it.get("path").getAsString())
                .contains("!/os").doesNotContain("!/same");
        var mixed = Ran.here("compare", leftTree + "!/etc", rightTree + "!/etc/os");
        assertThat(mixed.exit()).isEqualTo(2);
        assertThat(mixed.err()).contains("is a directory and").contains("is a file");
        assertThat(Ran.here("compare", directory.toString(), left).err()).contains("is a directory and");
        assertThat(Ran.here("compare", directory.toString(), leftTree + "!/etc").err())
                .contains("is a directory of this computer");
    }

    @Test
    void comparesDirectoriesOfThisComputer() throws IOException {
        var made = FileTime.fromMillis(1_600_000_000_000L);
        for (var side : List.of("a", "b")) {
            var tree = Files.createDirectories(out.resolve(side).resolve("tree/in"));
            Files.writeString(tree.resolve("same"), "the same\n");
            Files.createSymbolicLink(tree.resolve("link"), Path.of("to-" + side));
            try (var zipped = new GZIPOutputStream(Files.newOutputStream(tree.resolve("page.gz")))) {
                zipped.write(("made by " + side + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            for (var entry : List.of("same", "page.gz")) {
                Files.setLastModifiedTime(tree.resolve(entry), made);
            }
        }
        Files.writeString(out.resolve("b/tree/new"), "new");
        var first = out.resolve("a/tree").toString();
        var second = out.resolve("b/tree").toString();
        assertThat(list(json(first, second).get("differences")))
                .extracting(it -> it.get("path").getAsString() + " " + it.get("kind").getAsString())
                .contains("!/in/link metadata", "!/in/page.gz! content", "!/new added")
                .noneMatch(line -> line.startsWith("!/in/same"));
        var ran = Ran.here("compare", first, second);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("a/tree and b/tree", "-made by a");
        assertThat(Ran.here("compare", first, first).exit()).isZero();
    }

    @Test
    void jsonIsByTheSchemaAndAccountsForEveryByte() throws IOException {
        var document = json(left, right);
        assertThat(document.get("answer").getAsString()).isEqualTo("different");
        var bytes = document.getAsJsonObject("bytes");
        assertThat(bytes.get("explained").getAsLong()).isEqualTo(bytes.get("different").getAsLong()).isPositive();
        assertThat(document.getAsJsonObject("left").get("sha256").getAsString())
                .isEqualTo(Tool.run(directory, "sha256sum", left).out().substring(0, 64));
        assertThat(document.getAsJsonObject("summary").getAsJsonArray("security")).isNotEmpty();
        assertThat(Schema.check(Ran.here("compare", "--json", "-", left, left).out()).get("identical").getAsBoolean())
                .isTrue();
    }

    @Test
    void writesSeveralReportsAndReplacesNone() throws IOException {
        var html = out.resolve("r.html");
        var markdown = out.resolve("r.md");
        var ran = Ran.here("compare", "--html", html.toString(), "--markdown", markdown.toString(), "--json", "-", left,
                right);
        assertThat(ran.exit()).isEqualTo(1);
        Schema.check(ran.out());
        assertThat(html).content().startsWith("<!DOCTYPE html>");
        assertThat(markdown).content().startsWith("# Different");

        var again = Ran.here("compare", "--html", html.toString(), left, left);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.out()).isEmpty();
        assertThat(html).content().contains("Different");
        assertThat(Ran.here("compare", "--force", "--html", html.toString(), left, left).exit()).isZero();
        assertThat(html).content().contains("Identical").doesNotContain("Different");
        assertThat(Ran.here("compare", "--force", "--text", left, left, right).err()).contains("is what is read");
        assertThat(Ran.here("compare", "--json", "-", "--text", "-", left, right).exit()).isEqualTo(2);
        assertThat(Ran.here("compare", "--text", out.resolve("no/such/file").toString(), left, left).exit())
                .isEqualTo(2);
    }

    @Test
    void namesCannotDriveATerminalOrAPage() {
        for (var form : new String[]{"--text", "--markdown", "--html", "--json", "--diffoscope-json"}) {
            var text = Ran.here("compare", form, "-", left, right).out();
            assertThat(text).as(form).contains("raw").doesNotContain("\u001b", "\u202e");
            if (form.equals("--html")) {
                assertThat(text).doesNotContain("<b>`");
            }
        }
    }

    @Test
    void listsOnlyWhatIsAskedFor() throws IOException {
        var only = json("--only", "/etc/os", left, right);
        assertThat(list(only.get("differences"))).isNotEmpty()
                .allSatisfy(it -> assertThat(it.get("path").getAsString()).endsWith("!/etc/os"));
        assertThat(only.getAsJsonObject("leftOut").get("elsewhere").getAsLong()).isPositive();
        assertThat(only.get("answer").getAsString()).isEqualTo("different");
        var nothing = Ran.here("compare", "--only", "/etc/same", left, right);
        assertThat(nothing.exit()).isZero();
        assertThat(nothing.out()).startsWith("Nothing else differs").contains("Only this was asked for: /etc/same.",
                "differences elsewhere are not listed");
    }

    @Test
    void ignoresWhatIsProvenAndListsIt() throws IOException {
        var before = directory.resolve("t1").toString();
        var after = directory.resolve("t2").toString();
        assertThat(Ran.here("compare", before, after).exit()).isEqualTo(1);
        var ignored = Ran.here("compare", "--ignore", "TIME_SQFS_MKFS", before, after);
        assertThat(ignored.out()).contains("mkfs_time", "left out of the answer, as was asked: TIME_SQFS_MKFS");
        assertThat(ignored.exit()).as(ignored.out()).isZero();
        assertThat(Ran.here("compare", "--ignore", "USER", before, after).exit()).isEqualTo(1);

        var refused = Ran.here("compare", "--ignore", "PERM_OTHER", before, after);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("cannot be ignored");
        var unknown = Ran.here("compare", "--ignore", "NO_SUCH_CAUSE", before, after);
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("NO_SUCH_CAUSE is not a value of --ignore", "TIME_SQFS_MKFS")
                .doesNotContain("PERM_OTHER");
    }

    @Test
    void opensNoDeeperThanAsked() throws IOException {
        var flat = json("--depth", "0", left, right);
        assertThat(list(flat.get("containers"))).isEmpty();
        assertThat(list(flat.get("differences"))).hasSize(1);
        assertThat(Ran.here("compare", "--depth", "-1", left, right).exit()).isEqualTo(2);
        assertThat(Ran.here("compare", "--depth", "0x1", left, right).err())
                .startsWith("selfsame: 0x1 is not a value of --depth; possible: whole numbers");
    }

    @Test
    void stopsAtTheBudgetAndSaysSo() throws IOException {
        var stopped = list(json("--budget", "1K", left, right).get("differences")).stream()
                .filter(it -> it.get("field").getAsString().startsWith("stopped at the budget")).toList();
        assertThat(stopped).singleElement().satisfies(it -> assertThat(it.get("path").getAsString())
                .isEqualTo("!/live/fs.squashfs!/blob"));
        var text = Ran.here("compare", "--budget", "1K", left, right);
        assertThat(text.exit()).isEqualTo(1);
        assertThat(text.out()).contains("stopped at the budget: more than 1024 bytes to go through", "+built by b\n");
        assertThat(Ran.here("compare", "--budget", "much", left, right).exit()).isEqualTo(2);
    }

    @Test
    void reportsWhatCannotBeReadAndGoesOn() throws IOException {
        var bytes = Files.readAllBytes(Path.of(right));
        var tree = indexOf(bytes, "hsqs");
        for (int i = 96; i < 200; i++) {
            bytes[tree + i] ^= 0x55;
        }
        var damaged = Files.write(out.resolve("damaged.iso"), bytes);
        var document = json(left, damaged.toString());
        assertThat(list(document.get("troubles"))).isNotEmpty()
                .allSatisfy(it -> assertThat(it.get("side").getAsString()).isEqualTo("right"));
        assertThat(document.get("answer").getAsString()).isEqualTo("different");
        assertThat(Ran.here("compare", left, damaged.toString()).out()).contains("Could not be read");
    }

    private static int indexOf(byte[] bytes, String ascii) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(ascii);
    }

    @Test
    void tellsFilesOfOneNameApart() throws IOException {
        Files.createDirectories(out.resolve("x"));
        Files.createDirectories(out.resolve("y"));
        Files.copy(directory.resolve("one"), out.resolve("x/file"));
        Files.copy(directory.resolve("other"), out.resolve("y/file"));
        assertThat(Ran.here("compare", out.resolve("x/file").toString(), out.resolve("y/file").toString()).out())
                .contains("x/file and y/file are not the same.");
    }

    @Test
    void showsProgressOnATerminalOnly() {
        assertThat(Ran.here(true, "compare", left, right).out())
                .isEqualTo(Ran.here(false, "compare", left, right).out());
    }

    @Test
    void readsWhatDiffoscopeWrites() throws IOException {
        Tool.require("diffoscope");
        var report = out.resolve("d.json").toString();
        Tool.tryRun(directory, Map.of(), "diffoscope", "--json", report, "one", "other");
        var shown = Ran.here("compare", "--load-diffoscope", report);
        assertThat(shown.exit()).as(shown.err()).isEqualTo(1);
        assertThat(shown.out()).contains("-two", "+tree");
        var document = Schema.check(Ran.here("compare", "--load-diffoscope", report, "--json", "-").out());
        assertThat(document.get("loaded").getAsBoolean()).isTrue();
        assertThat(Ran.here("compare", "--load-diffoscope", report, left, right).exit()).isEqualTo(2);
        assertThat(Ran.here("compare", "--load-diffoscope", left).exit()).isEqualTo(2);
    }

    @Test
    void diffoscopeReadsWhatIsWritten() throws IOException {
        Tool.require("diffoscope");
        var report = out.resolve("ours.json").toString();
        assertThat(Ran.here("compare", "--diffoscope-json", report, left, right).exit()).isEqualTo(1);
        var shown = Tool.tryRun(directory, Map.of(), "diffoscope", "--load-existing-diff", report, "--text", "-");
        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.out()).contains("live/fs.squashfs", "etc/os", "-built by a", "+built by b",
                "-permissions: 4755");
    }
}
