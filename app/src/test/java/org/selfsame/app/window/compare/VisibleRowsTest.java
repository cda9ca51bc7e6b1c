package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.app.window.compare.MergedEntry.Sort;
import org.selfsame.app.window.compare.MergedTree.Sibling;
import org.selfsame.compare.CauseCode;

/// Which rows a filter leaves, and the way from difference to difference.
class VisibleRowsTest {
    private final MergedTree tree = new Differences().container("!/fs", 1).metadata("!/a/one", CauseCode.UMASK)
            .content("!/a/two", CauseCode.UNKNOWN).content("!/fs!/x/Three.txt", CauseCode.TIME_TEXT, CauseCode.UMASK)
            .content("!/z", CauseCode.LOCALE).tree();

    @Test
    void closedFolderHidesWhatLiesInIt() {
        var visible = new VisibleRows(tree, Filter.DIFFERENCES);
        assertThat(visible.rows()).hasSize(1);
        tree.root().open(true);
        assertThat(Differences.outline(visible.rows())).containsExactly("Whole image", "  a", "  fs", "  z");
        visible.openAll(true);
        assertThat(visible.rows()).hasSize(8);
        visible.openAll(false);
        assertThat(visible.rows()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"three, Three.txt", "FS*txt, Three.txt", "a/t, two", "*one, one", "., Three.txt"})
    void searchFindsPartsOfAddresses(String search, String found) {
        var visible = new VisibleRows(tree, Filter.DIFFERENCES.search(search));
        visible.openAll(true);
        assertThat(visible.rows().getLast().name()).isEqualTo(found);
        assertThat(visible.hits()).isOne();
    }

    @Test
    void causesAndUnexplainedNarrow() {
        assertThat(names(Filter.DIFFERENCES.toggled(CauseCode.UMASK))).containsExactly("one", "Three.txt");
        assertThat(names(Filter.DIFFERENCES.toggled(CauseCode.UMASK).toggled(CauseCode.LOCALE)))
                .containsExactly("one", "Three.txt", "z");
        assertThat(names(Filter.DIFFERENCES.toggled(CauseCode.UMASK).toggled(CauseCode.UMASK))).hasSize(5);
        assertThat(names(Filter.DIFFERENCES.onlyUnexplained(true))).containsExactly("two", "fs");
        assertThat(names(Filter.DIFFERENCES.search("nowhere"))).isEmpty();
    }

    @Test
    void nextAndPreviousGoRoundThroughContainers() {
        var visible = new VisibleRows(tree, Filter.DIFFERENCES);
        assertThat(names(Filter.DIFFERENCES)).containsExactly("one", "two", "fs", "Three.txt", "z");
        var at = tree.root();
        for (var name : List.of("one", "two", "fs", "Three.txt", "z", "one")) {
            at = visible.next(at, true);
            assertThat(at.name()).isEqualTo(name);
        }
        for (var name : List.of("z", "Three.txt", "fs")) {
            at = visible.next(at, false);
            assertThat(at.name()).isEqualTo(name);
        }
        var between = Differences.at(tree, "!/fs!/x");
        assertThat(visible.next(between, true).name()).isEqualTo("Three.txt");
        assertThat(visible.next(between, false).name()).isEqualTo("fs");
    }

    @Test
    void equalThingsAreShownWhenAskedForAndAreNoDifferences() {
        tree.fill(Differences.at(tree, "!/a"), List.of(new Sibling("same", Sort.FILE, null, 1, 1)));
        assertThat(names(Filter.DIFFERENCES)).doesNotContain("same");
        var all = new VisibleRows(tree, Filter.DIFFERENCES.onlyDifferences(false));
        all.openAll(true);
        assertThat(all.rows()).extracting(MergedEntry::name).contains("same");
        assertThat(all.hits()).isEqualTo(5);
    }

    private List<String> names(Filter filter) {
        var visible = new VisibleRows(tree, filter);
        var names = new ArrayList<String>();
        var at = tree.root();
        for (int i = 0; i < visible.hits(); i++) {
            at = visible.next(at, true);
            names.add(at.name());
        }
        return names;
    }
}
