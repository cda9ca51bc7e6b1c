package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

class LargestFileTest {
    @TempDir
    Path directory;

    private String file(String name, long size) throws IOException {
        var path = directory.resolve(name);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
        }
        return path.toString();
    }

    private static @Nullable String begun(String... arguments) throws IOException {
        try (var ahead = LargestFile.begin(List.of(arguments))) {
            return ahead == null ? null : ahead.path().toString();
        }
    }

    @Test
    void isTheLargestThatIsNamed() throws IOException {
        var image = file("image.iso", 40 << 20);
        var key = file("key", 20 << 20);

        assertThat(begun("verify", "--key", key, "--as", "Name", image)).isEqualTo(image);
        assertThat(begun("verify", image, "--key", key)).isEqualTo(image);
    }

    @Test
    void isNoneWhereNoneIsWorthIt() throws IOException {
        Tool.run(directory, "mkfifo", "fifo");

        assertThat(begun("verify", file("small.iso", 1 << 20), directory.toString(),
                directory.resolve("fifo").toString(), directory.resolve("missing").toString(), "", "a\0b")).isNull();
        assertThat(begun()).isNull();
    }
}
