package org.selfsame.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.SplicedContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;

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
    void takesNoMoreThanItMay() throws IOException {
        try (var scratch = new Scratch(directory, 0)) {
            scratch.keep(new BytesContent(new byte[50]));
            scratch.bound(100);
            var mark = scratch.mark();
            scratch.keep(new BytesContent(new byte[100]));
            var more = new BytesContent(new byte[1]);
            assertThatThrownBy(() -> scratch.keep(more)).isInstanceOf(LeftAloneException.class);
            scratch.release(mark);
            assertThat(scratch.keep(more).size()).isEqualTo(1);
            scratch.bound(Long.MAX_VALUE);
            assertThat(scratch.keep(new BytesContent(new byte[200])).size()).isEqualTo(200);
        }
    }

    @Test
    void givesBackTheRoomOfMembersThatStay() throws IOException {
        Tool.require("gzip", "tar");
        Tool.run(directory, "sh", "-ec", "mkdir t s; "
                + "{ printf '\\211PNG\\r\\n\\032\\n\\0\\0\\0\\0IEND'; head -c 3000000 /dev/zero; } > t/1; gzip -n t/1; "
                + "for i in 2 3 4 5 6 7 8; do cp t/1.gz t/$i.gz; done; tar -cf a t");
        try (var scratch = new Scratch(directory.resolve("s"), 0)) {
            new Normalizer(Rules.content(), Normalized.EPOCH, Limits.DEFAULT, scratch, Task.silent()).content("a",
                    new BytesContent(Files.readAllBytes(directory.resolve("a"))), new Silence());
            assertThat(Tool.run(directory, "sh", "-c", "cat s/.selfsame* | wc -c").out().strip())
                    .isEqualTo("3000016");
        }
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

    private record Silence() implements Log {
        @Override
        public void changed(Change change) {}

        @Override
        public void skipped(Skipped skipped) {}
    }
}
