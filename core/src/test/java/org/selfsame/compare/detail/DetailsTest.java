package org.selfsame.compare.detail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.selfsame.compare.ByteRange;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.compare.Subject;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

class DetailsTest {

    private static Detail detail(Content left, Content right, long... offsets) throws IOException {
        return detail(Kind.CONTENT, "", left, right, offsets);
    }

    private static Detail detail(Kind kind, String field, Content left, Content right, long... offsets)
            throws IOException {
        var ranges = IntStream.range(0, offsets.length).mapToObj(i -> new ByteRange(Side.LEFT, offsets[i], 1)).toList();
        return Details.of(new Difference(1, "!/x", null, kind, field, null, null, 0, ranges, 0, 1,
                new Subject(null, null, left, right, ""), List.of()), Task.silent());
    }

    private static Detail.Text text(byte[] left, byte[] right) throws IOException {
        return (Detail.Text) detail(new BytesContent(left), new BytesContent(right), 0);
    }

    private static String shown(Detail.Text detail) {
        return detail.hunks().stream().map(hunk -> hunk.header() + "\n" + hunk.lines().stream()
                .map(line -> line.kind().sign() + line.text() + (line.ended() ? "" : "$"))
                .collect(Collectors.joining("\n"))).collect(Collectors.joining("\n"));
    }

    private static String marked(Line line) {
        return line.marks().stream().map(mark -> line.text().substring(mark.start(), mark.end()))
                .collect(Collectors.joining("|"));
    }

    @Test
    void showsLinesAndTheWordsInThem() throws IOException {
        var detail = text("a\nb\nc\nd\nbuilt on 2026-01-01 by x\ne\nf\ng\nh\n".getBytes(UTF_8),
                "a\nb\nc\nd\nbuilt on 2026-01-02 by x\ne\nf\ng\nh\n".getBytes(UTF_8));

        assertThat(shown(detail)).isEqualTo("""
                @@ -2,7 +2,7 @@
                 b
                 c
                 d
                -built on 2026-01-01 by x
                +built on 2026-01-02 by x
                 e
                 f
                 g""");
        assertThat(detail.complete()).isTrue();
        assertThat(marked(detail.hunks().getFirst().lines().get(3))).isEqualTo("01");
        assertThat(marked(detail.hunks().getFirst().lines().get(4))).isEqualTo("02");
    }

    @Test
    void showsWhatIsInsertedAndLinesThatDoNotEnd() throws IOException {
        assertThat(shown(text("a\nb".getBytes(UTF_8), "a\nnew\nb\n".getBytes(UTF_8)))).isEqualTo("""
                @@ -1,2 +1,3 @@
                 a
                -b$
                +new
                +b""");
        assertThat(shown(text(new byte[0], "a\n".getBytes(UTF_8)))).isEqualTo("@@ -0,0 +1 @@\n+a");
    }

    @Test
    void knowsEncodings() throws IOException {
        var words = "Grüße an alle\nvon mir\n";
        assertThat(text(words.getBytes(UTF_8), words.getBytes(ISO_8859_1)))
                .extracting(Detail.Text::leftEncoding, Detail.Text::rightEncoding, Detail.Text::hunks)
                .containsExactly("UTF-8", "ISO-8859-1", List.of());
        assertThat(text(words.getBytes(UTF_16LE), words.getBytes(UTF_16BE)))
                .extracting(Detail.Text::leftEncoding, Detail.Text::rightEncoding, Detail.Text::hunks)
                .containsExactly("UTF-16LE", "UTF-16BE", List.of());
        assertThat(text(("\ufeff" + words).getBytes(UTF_8), words.getBytes(UTF_8)).leftEncoding())
                .isEqualTo("UTF-8 with byte order mark");
        assertThat(text(("\ufeff" + words).getBytes(UTF_16LE), (words + "x").getBytes(UTF_8)).hunks()).hasSize(1);
    }

    @Test
    void showsBytesOfWhatIsNoText() throws IOException {
        var left = new byte[200];
        var right = left.clone();
        right[100] = 7;
        var detail = (Detail.Binary) detail(new BytesContent(left), new BytesContent(right), 100);

        assertThat(detail.rows()).extracting(HexRow::offset).containsExactly(80L, 96L, 112L);
        var row = detail.rows().get(1);
        assertThat(row.different()).isEqualTo(1 << 4);
        assertThat(row.differs(4)).isTrue();
        assertThat(row.differs(5)).isFalse();
        assertThat(row.right()).isEqualTo("0000000007" + "00".repeat(11));
        assertThat(detail.complete()).isTrue();
    }

    @Test
    void showsTheEndOfTheLongerSide() throws IOException {
        var detail = (Detail.Binary) detail(new BytesContent(new byte[20]), new BytesContent(new byte[40]), 20);

        assertThat(detail.rows()).extracting(HexRow::offset).containsExactly(0L, 16L, 32L);
        assertThat(detail.rows().getLast().left()).isEmpty();
        assertThat(detail.rows().getLast().different()).isEqualTo(0xff);
    }

    @Test
    void namesTheFieldInItsOwnPlaceOnly() throws IOException {
        var left = new byte[64];
        var right = new byte[64];
        right[10] = 1;
        right[20] = 1;
        var detail = (Detail.Binary) detail(Kind.LAYOUT, "superblock.mkfs_time", new BytesContent(left),
                new BytesContent(right), 10);

        assertThat(detail.rows()).extracting(HexRow::leftField).containsExactly("superblock.mkfs_time", "");
    }

    @Test
    void runsAreWhatDiffersInThePlacesByField() throws IOException {
        var left = gzip();
        var right = left.clone();
        right[4] = 1;
        right[5] = 1;
        right[8] = 2;
        right[9] = 3;
        var detail = (Detail.Binary) detail(new BytesContent(left), new BytesContent(right), 4, 5, 8);

        assertThat(detail.runs()).containsExactly(new HexRun(4, 2, "gzip.mtime", "gzip.mtime"),
                new HexRun(8, 1, "gzip.extra_flags", "gzip.extra_flags"));
        assertThat(detail.rows().getFirst().differs(9)).as("it differs, and belongs to something else").isTrue();
    }

    @Test
    void runsReachOverRowsAndToTheEndOfTheLongerSide() throws IOException {
        var detail = (Detail.Binary) detail(new BytesContent(new byte[20]), new BytesContent(new byte[40]),
                IntStream.range(20, 40).mapToLong(i -> i).toArray());
        assertThat(detail.runs()).containsExactly(new HexRun(20, 20, "", ""));
        assertThat(detail.runs().getFirst().end()).isEqualTo(40);

        var far = new byte[100_000];
        far[10] = 1;
        far[99_000] = 1;
        var two = (Detail.Binary) detail(new BytesContent(new byte[100_000]), new BytesContent(far), 10, 99_000);
        assertThat(two.runs()).containsExactly(new HexRun(10, 1, "", ""), new HexRun(99_000, 1, "", ""));
    }

    private static byte[] gzip() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write("hello hello hello hello hello hello".getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void staysSmallHoweverMuchDiffers() throws IOException {
        var left = IntStream.range(0, 60_000).mapToObj(i -> "l" + i).collect(Collectors.joining("\n"));
        var right = IntStream.range(0, 60_000).mapToObj(i -> "r" + i).collect(Collectors.joining("\n"));
        var lines = text(left.getBytes(UTF_8), right.getBytes(UTF_8));
        assertThat(lines.hunks().stream().mapToInt(hunk -> hunk.lines().size()).sum()).isLessThan(1000);
        assertThat(lines.complete()).isFalse();

        var bytes = (Detail.Binary) detail(new BytesContent(new byte[1 << 20]), new BytesContent(ones(1 << 20)),
                IntStream.range(0, 1000).mapToLong(i -> i * 1000L).toArray());
        assertThat(bytes.rows()).hasSizeLessThan(100);
        assertThat(bytes.runs()).hasSizeLessThan(100).last().extracting(HexRun::offset)
                .satisfies(last -> assertThat((long) last).isLessThan(bytes.rows().getLast().offset() + 16));
        assertThat(bytes.complete()).isFalse();
    }

    private static byte[] ones(int size) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }

    @Test
    void showsTheFirstDifferenceOfALongText() throws IOException {
        var text = IntStream.range(0, 200_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        var changed = text.replace("line 150000\n", "line 150000 changed\n");
        var offset = text.indexOf("line 150000\n") + 11;
        var detail = (Detail.Text) detail(new BytesContent(text.getBytes(UTF_8)),
                new BytesContent(changed.getBytes(UTF_8)), offset);

        assertThat(shown(detail)).startsWith("@@ -149998,7 +149998,7 @@")
                .contains("-line 150000\n+line 150000 changed");
        assertThat(detail.hunks()).hasSize(1);
        assertThat(detail.complete()).isFalse();
    }

    @Test
    void cutsLongLinesAroundTheirFirstMark() throws IOException {
        var detail = text(("x".repeat(100_000) + "LEFT" + "y".repeat(100_000)).getBytes(UTF_8),
                ("x".repeat(100_000) + "R" + "y".repeat(100_000)).getBytes(UTF_8));
        var line = detail.hunks().getFirst().lines().getFirst();

        assertThat(line.text()).hasSizeLessThan(1000).contains("xxLEFTyy");
        assertThat(line.before() + line.text().length() + line.after()).isEqualTo(200_004);
        assertThat(marked(line)).isEqualTo("LEFT");
    }

    @Test
    void showsNothingOfWhatCannotBeRead() throws IOException {
        var broken = new Content() {
            @Override
            public long size() {
                return 10;
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
                throw new FormatException("test", 0, "broken");
            }
        };
        assertThat(detail(broken, new BytesContent(new byte[10]), 0)).isInstanceOf(Detail.Nothing.class);
    }

    @Test
    void endsWhenItIsCancelled() {
        var task = Task.silent();
        task.cancel();
        var content = new BytesContent(new byte[10]);
        var difference = new Difference(1, "", null, Kind.CONTENT, "", null, null, 0, List.of(), 0, 1,
                new Subject(null, null, content, content, ""), List.of());
        assertThatThrownBy(() -> Details.of(difference, task)).isInstanceOf(CancellationException.class);
    }
}
