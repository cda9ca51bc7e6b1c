package org.selfsame.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SplicedContentTest {
    private final Content source = new BytesContent("0123456789".getBytes(StandardCharsets.US_ASCII));

    private static String text(Content content) throws IOException {
        return new String(content.bytes(0, (int) content.size()), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void putsRangesAndBytesTogether() throws IOException {
        var spliced = new SplicedContent.Builder().add(source, 2, 3).add(source, 5, 1).add(bytes("ab")).add(bytes("c"))
                .add(source, 0, 0).add(source, 0, 1).add(source, 9, 1).build();
        assertThat(text(spliced)).isEqualTo("2345abc09");
        for (int start = 0; start <= spliced.size(); start++) {
            for (int end = start; end <= spliced.size(); end++) {
                assertThat(new String(spliced.bytes(start, end - start), StandardCharsets.US_ASCII))
                        .isEqualTo("2345abc09".substring(start, end));
                assertThat(text(spliced.slice(start, end - start))).isEqualTo("2345abc09".substring(start, end));
            }
        }
        assertThat(text(new SplicedContent.Builder().build())).isEmpty();
    }

    @Test
    void tellsThatAPartIsThatOfAnother() throws IOException {
        var spliced = new SplicedContent.Builder().add(bytes("ab")).add(source, 2, 6).build();
        assertThat(spliced.slice(3, 4).span()).isEqualTo(source.slice(3, 4).span());
        assertThat(spliced.slice(1, 4).span()).isNotEqualTo(source.slice(1, 4).span());
    }

    @Test
    void patchesInPlace() throws IOException {
        var patches = new TreeMap<Long, byte[]>();
        assertThat(SplicedContent.patched(source, patches)).isSameAs(source);
        patches.put(0L, bytes("a"));
        patches.put(8L, bytes("bc"));
        assertThat(text(SplicedContent.patched(source, patches))).isEqualTo("a1234567bc");
    }

    @Test
    void refusesWhatIsNotInside() {
        assertThatThrownBy(() -> new SplicedContent.Builder().add(source, 5, 6)).isInstanceOf(FormatException.class);
        var patches = new TreeMap<Long, byte[]>();
        patches.put(9L, bytes("ab"));
        assertThatThrownBy(() -> SplicedContent.patched(source, patches)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> new SplicedContent.Builder().add(source, 0, 3).build().read(1, new byte[9], 0, 3))
                .isInstanceOf(FormatException.class);
    }
}
