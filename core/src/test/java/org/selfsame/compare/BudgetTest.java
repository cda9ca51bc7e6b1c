package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.Trees.directory;
import static org.selfsame.compare.Trees.file;
import static org.selfsame.compare.Trees.tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// Comparisons that would take too much work stop, say so, and let the others go on.
class BudgetTest {
    private static final String STOPPED = "stopped at the budget: more than ";
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void stopsAtABombAndGoesOn(int threads) throws IOException {
        var found = compare(trees(zeros(9 * MIB, 1), "a"), trees(zeros(9 * MIB, 2), "b"), threads, 16L * MIB);
        assertThat(lines(found)).containsExactly("!/bomb.gz! " + STOPPED + 16 * MIB + " bytes to go through",
                "!/deep/small.gz! ", "!/text ");
        assertThat(found.complete()).isTrue();
    }

    @Test
    void comparesWhatTheBudgetAllows() throws IOException {
        var found = compare(trees(zeros(9 * MIB, 1), "a"), trees(zeros(9 * MIB, 2), "b"), 2, 19L * MIB);
        assertThat(lines(found)).containsExactly("!/bomb.gz! ", "!/deep/small.gz! ", "!/text ");
        assertThat(found.differences()).filteredOn(it -> it.path().equals("!/bomb.gz!")).singleElement()
                .satisfies(it -> assertThat(it.ranges()).containsExactly(new ByteRange(Side.LEFT, 9 * MIB - 1, 1)));
    }

    /// Archives in archives, of which each is small: all of them count for the one that they lie in.
    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void countsEverythingInAPartTogether(int threads) throws IOException {
        var left = nested(1);
        var right = nested(2);
        var found = compare(tree(file("outer.gz", gzip(left))), tree(file("outer.gz", gzip(right))), threads,
                16L * MIB);
        var stopped = found.differences().stream().filter(it -> it.field().startsWith(STOPPED)).toList();
        assertThat(stopped).isNotEmpty().allSatisfy(it -> assertThat(it.path()).startsWith("!/outer.gz!"));
        // a part of 16 MiB has room for some pairs of 512 KiB
        var compared = found.differences().stream().filter(it -> it.field().isEmpty()).toList();
        assertThat(compared).hasSizeBetween(3, 16);
        assertThat(lines(found)).isEqualTo(lines(compare(tree(file("outer.gz", gzip(left))), tree(file("outer.gz", gzip(
                right))), 3, 16L * MIB)));
    }

    /// The stored bytes of what was not decoded belong to the difference that says so.
    @Test
    void leavesNoByteUnexplained() throws IOException {
        var left = zip(zeros(9 * MIB, 1), 2);
        var right = zip(zeros(9 * MIB, 2), 2);
        var options = new CompareOptions(Limits.DEFAULT, 20, 2, 16L * MIB);
        var found = new Comparer(options).contents(new BytesContent(left), new BytesContent(right), _ -> {},
                Task.silent());
        assertThat(found.differences()).anyMatch(it -> it.field().startsWith(STOPPED));
        assertThat(found.accounts()).isNotEmpty().allSatisfy(account -> assertThat(account.unexplained()).isEmpty());
        assertThat(found.identical()).isFalse();
    }

    @Test
    void survivesAnArchiveThatDecodesInPart() throws IOException {
        var outer = nested(1);
        var damaged = outer.clone();
        Arrays.fill(damaged, 2_000, 2_100, (byte) 0x55);
        var found = compare(tree(file("z", outer)), tree(file("z", damaged)), 2, 1L << 40);
        assertThat(found.troubles()).isNotEmpty();
        assertThat(found.complete()).isTrue();
    }

    /// A name that is new and one that is gone may be one file: finding that out takes work too.
    @Test
    void looksForNoMovesBeyondTheBudget() throws IOException {
        var left = zip(zeros(9 * MIB, 1), 2);
        var right = new String(left, StandardCharsets.ISO_8859_1).replace("member", "MEMBER")
                .getBytes(StandardCharsets.ISO_8859_1);
        var all = compare(tree(file("a.gz", gzip(left))), tree(file("a.gz", gzip(right))), 2, 1L << 40);
        assertThat(all.differences()).extracting(Difference::kind).contains(Difference.Kind.MOVED);
        var some = compare(tree(file("a.gz", gzip(left))), tree(file("a.gz", gzip(right))), 2, MIB);
        assertThat(some.complete()).isTrue();
        assertThat(some.identical()).isFalse();
    }

    @Test
    void isBoundInProportionToAContainer() {
        assertThat(Budget.ofContainer(10, 1).take(1_000, 110)).isTrue();
        assertThat(Budget.ofContainer(10, 1).take(1_000, 111)).isFalse();
        assertThat(Budget.ofContainer(Long.MAX_VALUE, 5).take(Long.MAX_VALUE - 1, 1)).isTrue();
        assertThat(Budget.ofContainer(0, Long.MAX_VALUE).take(Long.MAX_VALUE / 2, 1)).isTrue();
        var spent = new Budget(10);
        assertThat(spent.take(5, 6)).isFalse();
        assertThat(spent.take(1, 0)).isFalse();
        assertThat(new Budget(10).take(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    }

    private static Tree trees(byte[] bomb, String text) throws IOException {
        return tree(file("bomb.gz", gzip(bomb)), directory("deep", file("small.gz", gzip(zeros(1000, text.charAt(0))))),
                file("text", text));
    }

    private static Comparison compare(Tree left, Tree right, int threads, long budget) throws IOException {
        return new Comparer(new CompareOptions(Limits.DEFAULT, 20, threads, budget)).trees(left, right, "", _ -> {},
                Task.silent());
    }

    private static List<String> lines(Comparison found) {
        return found.differences().stream().filter(it -> it.kind() == Difference.Kind.CONTENT)
                .map(it -> it.path() + " " + it.field()).toList();
    }

    /// 10 archives of 8 files of 512 KiB.
    private static byte[] nested(int last) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 10; i++) {
                var entry = new ZipEntry("archive" + i);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(zip(zeros(MIB / 2, last + 2 * i), 8));
            }
        }
        return out.toByteArray();
    }

    /// Zeros, and another byte at the end.
    private static byte[] zeros(int size, int last) {
        var bytes = new byte[size];
        bytes[size - 1] = (byte) last;
        return bytes;
    }

    private static Content gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return new BytesContent(out.toByteArray());
    }

    /// `copies` members, each with another first byte.
    private static byte[] zip(byte[] bytes, int copies) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < copies; i++) {
                var entry = new ZipEntry("member" + i);
                entry.setTime(0);
                zip.putNextEntry(entry);
                var copy = Arrays.copyOf(bytes, bytes.length);
                copy[bytes.length / 2] ^= (byte) i;
                zip.write(copy);
            }
        }
        return out.toByteArray();
    }
}
