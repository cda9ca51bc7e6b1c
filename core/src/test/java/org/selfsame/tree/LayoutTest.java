package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import org.junit.jupiter.api.Test;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Region.Kind;

class LayoutTest {
    @Test
    void givesEveryByteAnOwner() throws FormatException {
        //  0   10      20   30        40        50
        //  |   header  |    data a    |         |
        //      [field]           data b
        var layout = new Layout.Builder("test", 50).add(20, 15, Kind.DATA, "data", "a")
                .add(5, 10, Kind.STRUCTURE, "header")
                .add(6, 2, Kind.FIELD, "header.id").add(30, 10, Kind.DATA, "data", "b").build();
        assertThat(layout.regions()).extracting(Region::what).containsExactly("unreferenced", "header", "header.id",
                "unreferenced", "data", "data", "unreferenced");
        assertThat(layout.unknown()).extracting(Region::offset, Region::length)
                .containsExactly(tuple(0L, 5L),
                        tuple(15L, 5L),
                        tuple(40L, 10L));
        assertThat(layout.at(7)).extracting(Region::what).containsExactly("header", "header.id");
        assertThat(layout.at(32)).extracting(Region::owner).containsExactly("a", "b");
        assertThat(layout.at(50)).isEmpty();
    }

    @Test
    void refusesRegionsOutside() {
        var builder = new Layout.Builder("test", 50);
        assertThatThrownBy(() -> builder.add(49, 2, Kind.DATA, "data")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> builder.add(-1, 2, Kind.DATA, "data")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> builder.add(1, Long.MAX_VALUE, Kind.DATA, "data"))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void anEmptyContentHasNoRegions() throws FormatException {
        assertThat(new Layout.Builder("test", 0).add(0, 0, Kind.DATA, "data").build().regions()).isEmpty();
    }

    @Test
    void refusesPathsThatTakeFarMoreMemoryThanTheContent() throws FormatException {
        var builder = new Layout.Builder("test", 1 << 20);
        var path = "p".repeat(1 << 16);
        assertThatThrownBy(() -> {
            for (int i = 0; i < 2_000; i++) {
                builder.add(i, 1, Kind.DATA, "file", path + i);
            }
        }).isInstanceOf(FormatException.class).hasMessageContaining("too much memory");
    }
}
