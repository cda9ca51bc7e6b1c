package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Paths as people write them.
class WrittenPathTest {
    private final Compared compared = new Differences().compared(() -> {});
    private final MergedTree tree = new Differences().container("!/live/fs", 0).container("!/wow!", 0)
            .content("!/live/fs!/etc/motd").content("!/live/fs!joliet/x").content("!/wow!!/y").content("!joliet/z")
            .tree();

    @ParameterizedTest
    @CsvSource({"!/live/fs!/etc/motd, !/live/fs!/etc/motd", "live/fs!/etc/motd, !/live/fs!/etc/motd",
            "/live/fs/etc/motd, !/live/fs!/etc/motd", "' live//fs/etc/motd/ ', !/live/fs!/etc/motd",
            "left.iso!/live/fs!/etc, !/live/fs!/etc", "right.iso!/live, !/live", "live/fs!joliet/x, !/live/fs!joliet/x",
            "wow!/y, !/wow!!/y", "wow!!/y, !/wow!!/y", "joliet/z, !joliet/z", "!joliet/z, !joliet/z"})
    void leadsToItsPlace(String written, String address) {
        var path = WrittenPath.of(written, compared);
        var at = tree.root();
        var steps = path.steps();
        while (!steps.isEmpty()) {
            var next = WrittenPath.next(at, steps).orElseThrow();
            at = next.entry();
            steps = next.rest();
        }
        assertThat(at.address()).isEqualTo(address);
    }

    @Test
    void addressThatWasCopiedIsFoundAtOnce() {
        var found = new ArrayList<String>();
        for (var entry : tree.entries()) {
            tree.at(WrittenPath.of(entry.address(), compared).address()).ifPresent(it -> found.add(it.address()));
        }
        assertThat(found).containsAll(tree.entries().stream().map(MergedEntry::address).skip(1).toList());
    }

    @ParameterizedTest
    @CsvSource({"''", "/", "!/", "' '", "///"})
    void nothingIsNoPath(String written) {
        assertThat(WrittenPath.of(written, compared).steps()).isEmpty();
    }

    @Test
    void unknownStepLeadsNowhere() {
        for (var step : List.of("nothing", "!", "live!x", "!!")) {
            var next = WrittenPath.next(tree.root(), List.of(step, "a"));
            assertThat(next.flatMap(it -> WrittenPath.next(it.entry(), it.rest()))).as(step).isEmpty();
        }
    }
}
