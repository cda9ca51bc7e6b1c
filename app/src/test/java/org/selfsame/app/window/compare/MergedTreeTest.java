package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.selfsame.app.window.compare.MergedEntry.Counts;
import org.selfsame.app.window.compare.MergedEntry.Sort;
import org.selfsame.app.window.compare.MergedTree.Sibling;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Side;

/// What becomes of addresses: containers in place, states of each side, counts rolled up.
class MergedTreeTest {

    @Test
    void containersViewsAndFoldersLieWhereTheirAddressesSay() {
        var tree = new Differences().container("!/live/fs.squashfs", 0).container("!/live/fs.squashfs!/a.tar", 0)
                .content("!/live/fs.squashfs!/etc/passwd").content("!/live/fs.squashfs!/a.tar!/x")
                .metadata("!joliet/README").metadata("!/").tree();
        var visible = new VisibleRows(tree, Filter.DIFFERENCES);
        visible.openAll(true);
        assertThat(Differences.outline(visible.rows())).containsExactly("Whole image", "  live", "    fs.squashfs",
                "      a.tar", "        x", "      etc", "        passwd",
                "  joliet (another listing of the same image)", "    README");
        assertThat(Differences.at(tree, "!/live/fs.squashfs").sort()).isEqualTo(Sort.CONTAINER);
        assertThat(Differences.at(tree, "!/live").sort()).isEqualTo(Sort.DIRECTORY);
        assertThat(tree.root().differences()).as("the root of the main tree is the image").hasSize(1);
    }

    @Test
    void exclamationMarkInANameIsNoBorder() {
        var tree = new Differences().content("!/wow!/now").content("!/a!b").tree();
        var visible = new VisibleRows(tree, Filter.DIFFERENCES);
        visible.openAll(true);
        assertThat(Differences.outline(visible.rows())).containsExactly("Whole image", "  a!b", "  wow!", "    now");
    }

    @Test
    void addressesOfTreesWithoutAnImageAreTakenToo() {
        var tree = new Differences().content("/x.iso").tree();
        assertThat(Differences.at(tree, "/x.iso").name()).isEqualTo("x.iso");
    }

    @Test
    void eachSideHasItsState() {
        var tree = new Differences().container("!/broken.gz", 0).content("!/a").only(Side.LEFT, "!/left")
                .only(Side.RIGHT, "!/right").moved("!/old", "!/new").trouble("!/broken.gz", Side.RIGHT).tree();
        assertThat(states(tree, "!/a")).containsExactly(SideState.DIFFERS, SideState.DIFFERS);
        assertThat(states(tree, "!/left")).containsExactly(SideState.ONLY_HERE, SideState.MISSING);
        assertThat(states(tree, "!/right")).containsExactly(SideState.MISSING, SideState.ONLY_HERE);
        assertThat(states(tree, "!/old")).containsExactly(SideState.MOVED, SideState.MOVED);
        assertThat(states(tree, "!/broken.gz")).containsExactly(SideState.DIFFERS, SideState.UNREADABLE);
    }

    @Test
    void countsAreRolledUp() {
        var tree = new Differences().container("!/d/fs", 2).content("!/d/fs!/a", CauseCode.UNKNOWN)
                .metadata("!/d/fs!/a", CauseCode.UMASK).content("!/d/b", CauseCode.TAMPER_SUSPECT)
                .only(Side.RIGHT, "!/d/c").tree();
        assertThat(tree.root().counts()).isEqualTo(new Counts(2, 0, 1, 3, 1));
        assertThat(Differences.at(tree, "!/d/fs").counts()).isEqualTo(new Counts(1, 0, 0, 3, 0));
        assertThat(RowWords.state(Differences.at(tree, "!/d"), Side.LEFT)).isEqualTo("2 differ");
        assertThat(RowWords.state(Differences.at(tree, "!/d"), Side.RIGHT)).isEqualTo("2 differ, 1 only here");
    }

    @Test
    void whatIsTheSameComesWithItsListing() {
        var tree = new Differences().content("!/etc/passwd").tree();
        var etc = Differences.at(tree, "!/etc");
        tree.fill(etc,
                List.of(new Sibling("group", Sort.FILE, null, 4, 4), new Sibling("passwd", Sort.FILE, null, 5, 6),
                        new Sibling("new", Sort.FILE, Side.RIGHT, -1, 7)));
        assertThat(etc.children()).extracting(MergedEntry::name).containsExactly("group", "new", "passwd");
        assertThat(states(tree, "!/etc/group")).containsExactly(SideState.SAME, SideState.SAME);
        assertThat(Differences.at(tree, "!/etc/group").isSame()).isTrue();
        assertThat(Differences.at(tree, "!/etc/new").isSame()).isFalse();
        assertThat(states(tree, "!/etc/new")).containsExactly(SideState.MISSING, SideState.ONLY_HERE);
        assertThat(Differences.at(tree, "!/etc/passwd").size(Side.RIGHT)).isEqualTo(6);
    }

    @Test
    void nothingIsCalledTheSameThatWasNotCompared() {
        var stopped = new Differences().incomplete().content("!/a/b").tree();
        stopped.fill(stopped.root(), List.of(new Sibling("c", Sort.FILE, null, 1, 1)));
        assertThat(states(stopped, "!/c")).containsExactly(SideState.NOT_COMPARED, SideState.NOT_COMPARED);
        var broken = new Differences().trouble("!/d", Side.LEFT).tree();
        broken.fill(Differences.at(broken, "!/d"), List.of(new Sibling("e", Sort.DIRECTORY, null, 1, 1)));
        broken.fill(Differences.at(broken, "!/d/e"), List.of(new Sibling("f", Sort.FILE, null, 1, 1)));
        assertThat(states(broken, "!/d/e/f")).containsExactly(SideState.NOT_COMPARED, SideState.NOT_COMPARED);
    }

    @Test
    void deepTreeNeedsNoDeepStack() {
        var tree = new Differences().content("!" + "/d".repeat(20_000)).tree();
        var visible = new VisibleRows(tree, Filter.DIFFERENCES);
        visible.openAll(true);
        assertThat(visible.rows()).hasSize(20_001);
        assertThat(tree.root().counts().differing()).isOne();
    }

    private static List<SideState> states(MergedTree tree, String address) {
        var entry = Differences.at(tree, address);
        return List.of(entry.state(Side.LEFT), entry.state(Side.RIGHT));
    }

    @Test
    void everyStateAndSortHasWords() {
        for (var state : SideState.values()) {
            assertThat(state.words()).isNotBlank();
        }
        for (var sort : Sort.values()) {
            var tree = new Differences().content("!/x").tree();
            Differences.at(tree, "!/x").sort(sort);
            assertThat(RowWords.sentence(Differences.at(tree, "!/x"), true)).startsWith("x").contains("level 2");
        }
    }
}
