package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.selfsame.verify.Request.BroughtKey;

class OpeningTest {
    private static final Path IMAGE = Path.of("/a b/x.iso");
    private static final Path LIST = Path.of("SHA256SUMS");

    @Test
    void takesFilesWithOrWithoutOpen() {
        assertThat(Opening.of(List.of())).isEqualTo(new Opening(List.of(), List.of()));
        assertThat(Opening.of(List.of("--open", "/a b/x.iso", "SHA256SUMS")))
                .isEqualTo(Opening.of(List.of("/a b/x.iso", "SHA256SUMS")))
                .isEqualTo(new Opening(List.of(IMAGE, LIST), List.of()));
    }

    @Test
    void takesKeysWithTheirNames() {
        assertThat(Opening.of(List.of("/a b/x.iso", "--key", "k.asc", "--as", "Bench")))
                .isEqualTo(new Opening(List.of(IMAGE), List.of(new BroughtKey(Path.of("k.asc"), "Bench"))));
    }

    @Test
    void leavesOutHalves() {
        for (var half : List.of(List.of("--key"), List.of("--key", "k.asc"), List.of("--as", "Bench"), List.of("--as"),
                List.of("--key", "k.asc", "--as"))) {
            assertThat(Opening.of(half)).isEqualTo(new Opening(List.of(), List.of()));
        }
    }
}
