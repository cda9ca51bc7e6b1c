package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;

/// Symbolic links whose targets take several SL entries. genisoimage breaks many of them, and hangs on some.
class LongLinksTest {
    /// What GNU timeout exits with when it has ended a program.
    private static final int ENDED = 124;

    @TempDir
    Path directory;

    private static String target(int component, int length) {
        return ("x".repeat(component) + "/").repeat(length / (component + 1) + 1).substring(0, length - 1) + "y";
    }

    /// The image, or null if genisoimage hung.
    private @Nullable Path genisoimage(String target) throws IOException {
        var source = Files.createDirectories(directory.resolve("source"));
        var link = source.resolve("link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
        Files.writeString(source.resolve("file"), "content");
        Files.writeString(source.resolve("zfile"), "behind the link");
        var image = directory.resolve("image.iso");
        var ran = Tool.tryRun(directory, Map.of(), "timeout", "3", "genisoimage", "-quiet", "-R", "-o",
                image.toString(), source.toString());
        return ran.exit() == ENDED ? null : image;
    }

    /// Every image that it makes can be listed, and a link that is broken is told of: never is a target wrong in silence.
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 200})
    void aBrokenLinkIsToldOfAndHidesNothing(int component) throws IOException {
        Tool.require("genisoimage", "timeout");
        int right = 0;
        int told = 0;
        for (int length = 150; length < 750; length += 57) {
            var target = target(component, length);
            var image = genisoimage(target);
            if (image == null) {
                break;
            }
            var reader = IsoImages.open(image);
            assertThat(reader.tree().find("file")).as(target).isPresent();
            assertThat(reader.tree().find("zfile")).as(target).isPresent();
            var link = (Entry.Symlink) reader.tree().find("link").orElseThrow();
            if (reader.anomalies(Task.silent()).stream().anyMatch(it -> it.code().equals("iso9660.symlink_target"))) {
                told++;
            } else {
                assertThat(link.target()).hasToString(target);
                right++;
            }
        }
        assertThat(right).isGreaterThan(1);
        assertThat(told).isPositive();
    }

    /// As genisoimage does it, but with no need for it: the last SL entry states too short a length, and what follows it
    /// looks like entries or not, as the target has it.
    @ParameterizedTest
    @ValueSource(ints = {8, 11, 16, 40, 77})
    void theRestOfATooShortEntryIsNoEntry(int length) throws IOException {
        var target = "x/".repeat(60) + "y";
        var source = Files.createDirectories(directory.resolve("source"));
        Files.createSymbolicLink(source.resolve("link"), Path.of(target));
        Files.writeString(source.resolve("zfile"), "behind the link");
        Tool.require("xorriso");
        var image = Files.readAllBytes(IsoImages.xorriso(source, "-R"));
        int at = indexOf(image, new byte[]{'S', 'L', 0, 1});
        image[at + 2] = (byte) length;
        var reader = IsoImages.open(new BytesContent(image));
        assertThat(reader.tree().find("zfile")).isPresent();
        assertThat(reader.tree().find("link")).get().isInstanceOf(Entry.Symlink.class);
        assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code).contains("iso9660.symlink_target");
    }

    /// Where an entry with this signature and version is, whatever its length.
    private static int indexOf(byte[] image, byte[] entry) {
        int found = -1;
        for (int at = 0; at < image.length - 4; at++) {
            if (image[at] == entry[0] && image[at + 1] == entry[1] && image[at + 3] == entry[3]) {
                found = at;
            }
        }
        assertThat(found).isPositive();
        return found;
    }
}
