package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.selfsame.content.BytesContent;

/// Pairs of contents that differ in one thing: it is named and nothing else is, it is still named when something louder
/// differs too, and both hold within an archive in a SquashFS in an ISO. No byte stays unexplained but those that the pair
/// says nobody refers to.
class OneThingPairsTest {
    private static final String SQUASHFS = "!/live/filesystem.squashfs";
    private static final String TAR = SQUASHFS + "!/data.tar";
    private static final String THING = TAR + "!/thing";
    /// What containers around a thing necessarily have otherwise.
    private static final Pattern AROUND = Pattern.compile(alternatives(List.of(quoted("", OneThingImages.ISO), quoted(
            SQUASHFS, OneThingImages.SQUASHFS), quoted(TAR, OneThingArchives.TAR))));

    @TempDir
    private Path directory;

    static Stream<OneThing> pairs() {
        return Stream.of(OneThingImages.all(), OneThingArchives.all(), OneThingFiles.all()).flatMap(List::stream);
    }

    private static String alternatives(List<String> patterns) {
        return String.join("|", patterns);
    }

    /// The pattern for what has to do with the container at `address`; `@` in the patterns stands for it.
    private static String quoted(String address, List<String> patterns) {
        return alternatives(patterns).replace("@", Pattern.quote(address));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void namesTheOneThingAndNothingElse(OneThing pair) throws IOException {
        var shop = new Workshop(directory);
        byte[] left = pair.maker().make(shop, false, false);
        byte[] right = pair.maker().make(shop, true, false);
        byte[] loud = pair.maker().make(shop, true, true);
        check(pair, "", lines(left, right), Pattern.compile(quoted("", pair.along())));
        checkLoud(pair, "", lines(left, loud));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("pairs")
    void namesItWithinAnArchiveInASquashfsInAnIso(OneThing pair) throws IOException {
        var shop = new Workshop(directory);
        byte[] nested = nested(shop, pair.maker().make(shop, false, false), false);
        byte[] right = pair.maker().make(shop, true, false);
        byte[] loud = pair.maker().make(shop, true, true);
        var along = Pattern.compile(quoted(THING, pair.along()) + "|" + AROUND);
        check(pair, THING, lines(nested, nested(shop, right, false)), along);
        checkLoud(pair, THING, lines(nested, nested(shop, loud, true)));
    }

    private static void check(OneThing pair, String address, List<String> lines, Pattern along) {
        var named = named(pair, address);
        assertThat(lines.stream().filter(line -> !isOneOf(line, named) && !along.matcher(line).matches()))
                .as("nothing else is named").isEmpty();
        checkNamed(named, lines);
    }

    private static void checkLoud(OneThing pair, String address, List<String> lines) {
        var named = named(pair, address);
        checkNamed(named, lines);
        assertThat(lines.stream().filter(line -> line.startsWith("unexplained") && !isOneOf(line, named))).isEmpty();
    }

    private static void checkNamed(List<String> named, List<String> lines) {
        assertThat(named.stream().filter(name -> lines.stream().noneMatch(line -> isOneOf(line, List.of(name)))))
                .as(() -> "all is named in\n" + String.join("\n", lines)).isEmpty();
    }

    private static List<String> named(OneThing pair, String address) {
        return pair.named().stream().map(name -> name.replaceFirst(" ", " " + address).replace("-> ", "-> " + address))
                .toList();
    }

    private static boolean isOneOf(String line, List<String> named) {
        return named.stream().anyMatch(name -> line.equals(name) || line.startsWith(name + ":"));
    }

    private static List<String> lines(byte[] left, byte[] right) throws IOException {
        var comparison = Trees.compare(new BytesContent(left), new BytesContent(right), 1);
        assertThat(comparison.troubles()).isEmpty();
        var lines = new ArrayList<>(Trees.lines(comparison));
        for (var account : comparison.accounts()) {
            for (var range : account.unexplained()) {
                lines.add("unexplained " + account.path() + " " + range.length());
            }
            assertThat(account.unexplained().isEmpty()).isEqualTo(account.explained() == account.different());
        }
        return lines;
    }

    private static byte[] nested(Workshop shop, byte[] thing, boolean loud) throws IOException {
        var archived = shop.fresh();
        Workshop.write(archived, "thing", thing);
        Workshop.write(archived, "other", Workshop.noise(loud ? 51 : 50, 3000));
        Workshop.settle(archived);
        var root = shop.fresh();
        Workshop.write(root, "data.tar", shop.tar(archived, List.of("other", "thing")));
        Workshop.write(root, "text", Workshop.text(loud ? 53 : 52, 3000));
        Workshop.settle(root);
        var disk = shop.fresh();
        Files.createDirectory(disk.resolve("live"));
        Workshop.write(disk, "live/filesystem.squashfs", shop.squashfs(root));
        Workshop.write(disk, "readme", Workshop.text(loud ? 55 : 54, loud ? 9000 : 3000));
        Workshop.settle(disk);
        return shop.iso(disk);
    }
}
