package org.selfsame.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.SplicedContent;

class ScratchTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 1 << 20})
    void givesBackWhatWasWritten(long memory) throws IOException {
        try (var scratch = new Scratch(directory, memory)) {
            var made = new ArrayList<Content>();
            for (int i = 0; i < 20; i++) {
                try (var output = scratch.output()) {
                    output.write(i);
                    output.write(new byte[i * 3]);
                    made.add(output.content());
                }
            }
            for (int i = 0; i < 20; i++) {
                assertThat(made.get(i).size()).isEqualTo(1 + i * 3);
                assertThat(made.get(i).bytes(0, 1 + i * 3)).startsWith(i).endsWith(new byte[i * 3]);
            }
            assertThat(directory.toFile().list()).hasSize(memory < 1 << 20 ? 1 : 0);
        }
        assertThat(directory).as("afterwards").isEmptyDirectory();
    }

    @Test
    void takesOverWhatDoesNotFitInMemory() throws IOException {
        try (var scratch = new Scratch(directory, 300)) {
            var source = new BytesContent(new byte[1000]);
            var first = new SplicedContent.Builder().add(new byte[100]).add(source, 0, 1000).build();
            assertThat(scratch.settle(first)).isSameAs(first);
            var second = new SplicedContent.Builder().add(new byte[]{1}).add(source, 0, 1000).build();
            var settled = scratch.settle(second);
            assertThat(settled).isNotSameAs(second);
            assertThat(settled.bytes(0, 1001)).isEqualTo(second.bytes(0, 1001));
            assertThat(scratch.settle(source)).isSameAs(source);
        }
    }
}
