package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.format.Formats;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Region;

/// Fields of one name that differ in more entries than anybody wants to read a line each of.
class ToldTogetherTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 40})
    void keepsThePathsOfTheirEntries(int count) throws IOException {
        var shop = new Workshop(directory);
        var names = IntStream.range(0, count).mapToObj(i -> "f%03d".formatted(i)).toList();
        var tree = shop.fresh();
        for (var name : names) {
            Workshop.write(tree, name, new byte[]{1});
        }
        Workshop.settle(tree);
        byte[] left = shop.tar(tree, names, "--format=ustar");
        byte[] right = left.clone();
        for (int i = 0; i < count; i++) {
            // the device number, which no tree shows (POSIX.1-1988 ustar: devminor)
            right[i * 1024 + 340] ^= 1;
            int sum = Integer.parseInt(new String(right, i * 1024 + 148, 6, StandardCharsets.US_ASCII), 8) + 1;
            System.arraycopy("%06o".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, right, i * 1024 + 148, 6);
        }
        var found = Trees.compare(new BytesContent(left), new BytesContent(right), 1).differences().stream()
                .filter(difference -> difference.field().endsWith("devminor")).toList();
        var paths = names.stream().map(name -> "!/" + name).toList();
        if (count <= 16) {
            assertThat(found).extracting(Difference::path).containsExactlyElementsOf(paths);
            assertThat(found).allMatch(difference -> difference.entries().isEmpty());
        } else {
            assertThat(found).singleElement().satisfies(difference -> {
                assertThat(difference.path()).isEmpty();
                assertThat(difference.entries()).containsExactlyElementsOf(paths);
                assertThat(difference.moreEntries()).isZero();
                assertThat(difference.numbered(7).because(List.of()).entries()).hasSize(count);
            });
        }
    }

    @Test
    void countsTheEntriesThatAreNotToldApart() throws IOException {
        var shop = new Workshop(directory);
        var content = new BytesContent(shop.tar(shop.tree(false), List.of(".")));
        var reader = Formats.of(content).getFirst().open(content, Limits.DEFAULT);
        var container = new ContainerPair("", true, content, content, reader, reader);
        var bytes = new FieldBytes(2);
        for (int i = 0; i < 5; i++) {
            var region = new Region(10L * i, 4, Region.Kind.FIELD, "field", "f" + i);
            bytes.of(Side.LEFT, new Regions.Placed(region, container, false)).run(10L * i, 1);
            bytes.of(Side.LEFT, new Regions.Placed(region, container, false)).run(10L * i + 2, 1);
        }
        assertThat(bytes.shares()).hasSize(2);
        assertThat(bytes.otherOwners()).isEqualTo(3);
    }
}
