package org.selfsame.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

class FileContentTest {
    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }

    @Test
    void readsAnyRange() throws IOException {
        try (var content = FileContent.open(file("0123456789"))) {
            assertThat(content.size()).isEqualTo(10);
            assertThat(new String(content.bytes(3, 4), UTF_8)).isEqualTo("3456");
            assertThat(content.bytes(10, 0)).isEmpty();
            var target = "----------".getBytes(UTF_8);
            content.read(8, target, 1, 2);
            assertThat(new String(target, UTF_8)).isEqualTo("-89-------");
        }
    }

    @Test
    void readsBeyondFourGibibytes() throws IOException {
        var path = directory.resolve("sparse");
        long far = (4L << 30) + 12_345;
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(far);
            file.write("here".getBytes(UTF_8));
        }
        try (var content = FileContent.open(path)) {
            assertThat(content.size()).isEqualTo(far + 4);
            assertThat(new String(content.bytes(far, 4), UTF_8)).isEqualTo("here");
            assertThat(new String(content.slice(far - 1, 5).slice(1, 4).bytes(0, 4), UTF_8)).isEqualTo("here");
        }
    }

    @Test
    void refusesRangesOutside() throws IOException {
        try (var content = FileContent.open(file("0123456789"))) {
            for (long[] range : new long[][]{{-1, 1}, {11, 0}, {5, 6}, {0, 11}, {Long.MAX_VALUE, 1}, {5, -1}}) {
                assertThatThrownBy(() -> content.slice(range[0], range[1])).isInstanceOf(FormatException.class);
            }
            assertThatThrownBy(() -> content.read(9, new byte[2], 0, 2)).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void refusesWhatIsNoFile() {
        Tool.require("mkfifo");
        Tool.run(directory, "mkfifo", "fifo");
        assertThatThrownBy(() -> FileContent.open(directory)).isInstanceOfSatisfying(NotAFileException.class,
                e -> assertThat(e.isDirectory()).isTrue());
        // would block for ever if it were opened
        assertThatThrownBy(() -> FileContent.open(directory.resolve("fifo")))
                .isInstanceOfSatisfying(NotAFileException.class, e -> assertThat(e.isDirectory()).isFalse());
        assertThatThrownBy(() -> FileContent.open(Path.of("/dev/zero"))).isInstanceOf(NotAFileException.class);
        assertThatThrownBy(() -> FileContent.open(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void noticesEveryChange() throws IOException {
        Map<String, Change> changes = Map.of("appended",
                path -> Files.writeString(path, "0123456789+"), "cut", path -> Files.writeString(path, "0"),
                "rewritten",
                path -> Files.writeString(path, "9876543210"), "replaced by a copy with its time",
                path -> {
                    var copy = Files.copy(path, directory.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
                    Files.move(copy, path, StandardCopyOption.REPLACE_EXISTING);
                }, "rewritten with its time put back", path -> {
                    var time = Files.getLastModifiedTime(path);
                    Files.writeString(path, "9876543210");
                    Files.setLastModifiedTime(path, time);
                }, "gone", Files::delete);
        for (var change : changes.entrySet()) {
            var path = file("0123456789");
            Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
            try (var content = FileContent.open(path)) {
                assertThat(content.hasChanged()).as("before it was %s", change.getKey()).isFalse();
                change.getValue().apply(path);
                assertThat(content.hasChanged()).as(change.getKey()).isTrue();
            }
        }
    }

    @Test
    void aFileThatIsCutShortIsAnError() throws IOException {
        var path = file("0123456789");
        try (var content = FileContent.open(path)) {
            Files.writeString(path, "01");
            assertThatThrownBy(() -> content.bytes(0, 10)).isInstanceOf(FileChangedException.class);
        }
    }

    /// Something done to a file while it is open.
    private interface Change {
        void apply(Path path) throws IOException;
    }
}
