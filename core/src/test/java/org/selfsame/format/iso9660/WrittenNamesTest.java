package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The identifiers that names get in the plain and in the Joliet hierarchy.
class WrittenNamesTest {

    private static PlannedNode assigned(List<? extends Entry> entries) {
        var directory = new PlannedNode(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()), null);
        entries.forEach(entry -> directory.children.add(new PlannedNode(entry, directory)));
        WrittenNames.assign(directory, Joliet.STANDARD);
        return directory;
    }

    private static Entry file(String name) {
        return MemoryTree.file(Name.of(name), Metadata.NONE, new BytesContent(new byte[0]));
    }

    private static List<String> plain(String... names) {
        return assigned(Arrays.stream(names).map(WrittenNamesTest::file).toList()).children.stream()
                .map(node -> new String(node.plainName, StandardCharsets.US_ASCII)).toList();
    }

    private static List<String> joliet(String... names) {
        return assigned(Arrays.stream(names).map(WrittenNamesTest::file).toList()).children.stream()
                .map(node -> new String(node.jolietName, StandardCharsets.UTF_16BE)).toList();
    }

    @Test
    void plainNamesHaveFewCharactersAndADot() {
        assertThat(plain("read me.txt", "Makefile", ".disk", "a.tar.gz", "\u00fcber.x", "end.")).containsExactly(
                "READ_ME.TXT", "MAKEFILE.", "_DISK.", "A_TAR.GZ", "_BER.X", "END.");
    }

    @Test
    void plainNamesAreShort() {
        assertThat(plain("n".repeat(100) + "." + "e".repeat(20))).containsExactly("N".repeat(21) + ".EEEEEEEE");
        assertThat(plain("n".repeat(100))).containsExactly("N".repeat(29) + ".");
        var directory = assigned(List.of(MemoryTree.directory(Name.of("d.".repeat(50)), Metadata.NONE, List.of())));
        assertThat(directory.children.getFirst().plainName).hasSize(31).doesNotContain('.');
    }

    @Test
    void namesThatBecomeTheSameAreNumbered() {
        assertThat(plain("a.txt", "A.txt", "a.TXT", "a_1.txt")).containsExactly("A.TXT", "A_1.TXT", "A_2.TXT",
                "A_1_1.TXT");
        assertThat(plain("dot.", "dot", "DOT.")).containsExactly("DOT.", "DOT_1.", "DOT_2.");
        var many = IntStream.range(0, 200).mapToObj(i -> "long name ".repeat(10) + i).toArray(String[]::new);
        assertThat(plain(many)).doesNotHaveDuplicates().allMatch(name -> name.length() <= 30);
        assertThat(joliet(many)).doesNotHaveDuplicates().allMatch(name -> name.length() <= 62);
    }

    @Test
    void jolietKeepsWhatItCan() {
        assertThat(joliet("Read Me.txt", "\u00fc\u4e2d.x", "a*b:c;d?e\\f", "\ud83d\ude00", "tab\t", "x."))
                .containsExactly(
                        "Read Me.txt", "\u00fc\u4e2d.x", "a_b_c_d_e_f", "_", "tab_", "x.");
    }

    @Test
    void jolietHasNoLinks() {
        var link = new Entry.Symlink(Name.of("link"), Metadata.NONE, Name.of("x"));
        var nodes = new ArrayList<>(assigned(List.of(file("link.txt"), link)).children);
        assertThat(nodes.get(1).isForJoliet()).isFalse();
        assertThat(nodes.get(1).jolietName).isEmpty();
        assertThat(nodes.get(1).plainName).asString(StandardCharsets.US_ASCII).isEqualTo("LINK.");
    }
}
