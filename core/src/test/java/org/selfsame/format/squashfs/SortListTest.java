package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// Lists of priorities in mksquashfs' form; what they do is compared with mksquashfs in [MksquashfsTest].
class SortListTest {

    @Test
    void readsPathsAndPriorities() throws FormatException {
        var list = parse("""
                # what is read at boot

                usr/bin/bash 32767
                  ./usr//lib/a\\ b\t-5
                /etc/fstab -32768
                . 3
                last 0""");
        assertThat(list.lines()).containsExactly(line(32767, "usr", "bin", "bash"), line(-5, "usr", "lib", "a b"),
                line(-32768, "etc", "fstab"), line(3), line(0, "last"));
    }

    @Test
    void takesNamesAsBytes() throws FormatException {
        var list = SortList.parse(new byte[]{'a', (byte) 0xff, ' ', '1', '\r', '\n'});
        assertThat(list.lines().getFirst().path()).containsExactly(Name.of(new byte[]{'a', (byte) 0xff}));
        assertThat(SortList.parse(new byte[0])).isEqualTo(SortList.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"path", "path 32768", "path -32769", "path x", "path 1 2", "path 99999999999"})
    void refusesOtherLines(String line) {
        assertThatThrownBy(() -> parse("first 1\n" + line + "\n")).isInstanceOfSatisfying(FormatException.class,
                e -> assertThat(e.offset()).isEqualTo(8));
    }

    private static SortList parse(String text) throws FormatException {
        return SortList.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SortList.Line line(int priority, String... path) {
        return new SortList.Line(List.of(path).stream().map(Name::of).toList(), priority);
    }
}
