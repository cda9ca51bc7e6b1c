package org.selfsame.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.Tool;

class NewFileTest {
    @TempDir
    private Path directory;
    private Path target;

    @BeforeEach
    void choose() {
        target = directory.resolve("image");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isThereWhenItIsComplete(boolean replace) throws IOException {
        try (var file = NewFile.create(target, replace)) {
            write(file, "new");
            assertThat(target).doesNotExist();
            file.complete();
            assertThat(target).hasContent("new");
        }
        assertThat(names()).containsExactly("image");
    }

    @Test
    void isGoneWhenItIsNot() throws IOException {
        try (var file = NewFile.create(target, false)) {
            write(file, "half");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void replacesOnlyWhenAsked() throws IOException {
        Files.writeString(target, "old");
        assertThatThrownBy(() -> NewFile.create(target, false)).isInstanceOfSatisfying(TargetException.class,
                refused -> assertThat(refused.reason()).isEqualTo(TargetException.Reason.EXISTS));
        try (var file = NewFile.create(target, true)) {
            write(file, "new");
            assertThat(target).hasContent("old");
            file.complete();
        }
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("image");
    }

    @Test
    void doesNotReplaceWhatCameMeanwhile() throws IOException {
        try (var file = NewFile.create(target, false)) {
            write(file, "new");
            Files.writeString(target, "other");
            assertThatThrownBy(file::complete).isInstanceOf(TargetException.class);
        }
        assertThat(target).hasContent("other");
        assertThat(names()).containsExactly("image");
    }

    @Test
    void replacesNothingButAFile() throws IOException {
        Files.createDirectory(target);
        assertThatThrownBy(() -> NewFile.create(target, true)).isInstanceOf(TargetException.class);
        var link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
        assertThatThrownBy(() -> NewFile.create(link, true)).isInstanceOf(TargetException.class);
        assertThatThrownBy(() -> NewFile.create(directory.resolve("no/where"), false)).isInstanceOfSatisfying(
                TargetException.class,
                refused -> assertThat(refused.reason()).isEqualTo(TargetException.Reason.NO_PARENT));
    }

    @Test
    void twoAtOnceDoNotMix() throws IOException {
        var longest = directory.resolve("é".repeat(127));
        try (var one = NewFile.create(longest, true); var two = NewFile.create(longest, true)) {
            write(one, "one");
            write(two, "two");
            one.complete();
            two.complete();
        }
        assertThat(longest).hasContent("two");
        assertThat(names()).hasSize(1);
    }

    @Test
    void saysThatTheDiskIsFull() throws IOException {
        Tool.require("mount", "umount");
        var small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(Tool.tryRun(directory, Map.of(), "mount", "-t", "tmpfs", "-o", "size=1m", "none", small.toString())
                .exit() == 0, "only the superuser can mount");
        try {
            assertThatThrownBy(() -> fill(small.resolve("image"))).isInstanceOfSatisfying(HostException.class,
                    full -> assertThat(full.error()).isEqualTo(HostError.NO_SPACE));
            assertThat(small).isEmptyDirectory();
        } finally {
            Tool.run(directory, "umount", small.toString());
        }
    }

    private static void fill(Path target) throws IOException {
        try (var file = NewFile.create(target, false)) {
            var bytes = ByteBuffer.allocate(2 << 20);
            try {
                while (bytes.hasRemaining()) {
                    file.channel().write(bytes);
                }
            } catch (IOException e) {
                throw file.explained(e);
            }
        }
    }

    private static void write(NewFile file, String text) throws IOException {
        file.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
