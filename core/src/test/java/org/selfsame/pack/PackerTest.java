package org.selfsame.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.FileContent;
import org.selfsame.host.TargetException;
import org.selfsame.task.Task;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

class PackerTest {
    private static final Tree EMPTY = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));
    private static final Packer.Writer ABC = (_, target, _) -> target
            .write(ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)));
    private static final Packer.Writer STREAMED = Packer
            .streamed((_, out, _) -> out.write("abc".getBytes(StandardCharsets.US_ASCII)));

    @TempDir
    private Path directory;
    private Path target;

    @BeforeEach
    void choose() {
        target = directory.resolve("image");
    }

    @Test
    void saysWhatItWrote() throws IOException {
        var packed = Packer.pack(EMPTY, ABC, target, false, Task.silent());

        assertThat(target).hasContent("abc");
        assertThat(packed.size()).isEqualTo(3);
        assertThat(packed.sha256().hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void writesWhatNobodyIsToldOf() throws IOException {
        Packer.write(EMPTY, ABC, target, false, Task.silent());
        assertThat(target).hasContent("abc");
        assertThatThrownBy(() -> Packer.write(EMPTY, ABC, target, false, Task.silent()))
                .isInstanceOf(TargetException.class);
        var task = Task.silent();
        assertThatThrownBy(() -> Packer.write(EMPTY, ABC.checkedBy(task::cancel), target, true, task))
                .isInstanceOf(CancellationException.class);
        assertThat(target).hasContent("abc");
    }

    @Test
    void saysWhatItStreamed() throws IOException {
        var packed = Packer.pack(EMPTY, STREAMED, target, false, Task.silent());

        assertThat(target).hasContent("abc");
        assertThat(packed.size()).isEqualTo(3);
        assertThat(packed.sha256().hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /// The sum is made of the bytes that are written, though their array holds others right after.
    @Test
    void sumsWhatItStreamed() throws IOException {
        var packed = Packer.pack(EMPTY, Packer.streamed((_, out, _) -> {
            var piece = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                Arrays.fill(piece, (byte) i);
                out.write(piece, i, piece.length - 3 * i);
            }
        }), target, false, Task.silent());

        try (var content = FileContent.open(target)) {
            assertThat(packed.size()).isEqualTo(content.size()).isEqualTo(40 * (1 << 20) - 3 * 780);
            assertThat(packed.sha256()).isEqualTo(Digests.of(content, DigestAlgorithm.SHA256, _ -> {}));
        }
    }

    @Test
    void leavesNothingWhenTheInputHasChanged() {
        for (var writer : List.of(ABC, STREAMED)) {
            assertThatThrownBy(() -> Packer.pack(EMPTY, writer.checkedBy(() -> {
                throw new FileChangedException(directory);
            }), target, false, Task.silent())).isInstanceOf(FileChangedException.class);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void leavesNothingWhenAStreamIsCancelledAtItsEnd() {
        var task = Task.silent();
        assertThatThrownBy(() -> Packer.pack(EMPTY, STREAMED.checkedBy(task::cancel), target, false, task))
                .isInstanceOf(CancellationException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesNothingOfAFailure() {
        assertThatThrownBy(() -> Packer.pack(EMPTY, (tree, channel, task) -> {
            ABC.write(tree, channel, task);
            throw new IOException("broken");
        }, target, false, Task.silent())).isInstanceOf(IOException.class).hasMessage("broken");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void leavesNothingWhenCancelled() throws IOException {
        Files.writeString(target, "old");
        var task = Task.silent();
        assertThatThrownBy(() -> Packer.pack(EMPTY, (tree, channel, watched) -> {
            ABC.write(tree, channel, watched);
            watched.cancel();
        }, target, true, task)).isInstanceOf(CancellationException.class);
        assertThat(target).hasContent("old");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void replacesNothingUnasked() throws IOException {
        Files.writeString(target, "old");
        assertThatThrownBy(() -> Packer.pack(EMPTY, ABC, target, false, Task.silent()))
                .isInstanceOf(TargetException.class);
        assertThat(target).hasContent("old");
        Packer.pack(EMPTY, ABC, target, true, Task.silent());
        assertThat(target).hasContent("abc");
    }
}
