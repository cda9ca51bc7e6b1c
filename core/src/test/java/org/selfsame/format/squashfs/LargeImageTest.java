package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.FileContent;
import org.selfsame.pack.Repack;
import org.selfsame.pack.Repacker;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;

/// Images beyond 4 GiB, in which places of blocks, of fragment blocks and of all tables take more than 32 bits.
@Tag("slow")
class LargeImageTest {
    private static final int PIECE = 1 << 20;
    private static final int PIECES = 4100;

    @TempDir
    private Path directory;

    @Test
    void isThatOfMksquashfs() throws IOException {
        var tree = makeTree();
        var all = new ArrayList<>(List.of(Mksquashfs.installed()));
        all.addAll(Mksquashfs.others().toList());
        for (var program : all) {
            var image = program.image(directory, tree, Mksquashfs.words("-comp gzip -noD -noF -b 1M -no-xattrs"),
                    List.of());
            try (var content = FileContent.open(image)) {
                var root = new SquashfsFormat().open(content, Limits.DEFAULT).tree().root();
                assertThat(root.children()).filteredOn(entry -> entry.name().toString().startsWith("behind"))
                        .hasSize(2).allSatisfy(entry -> assertThat(entry).isInstanceOfSatisfying(SquashfsFile.class,
                                file -> assertThat(file.body().start()).isGreaterThan(1L << 32)));
                assertThat(content.size()).isGreaterThan(1L << 32);
                for (var entry : root.children()) {
                    if (entry instanceof Entry.File file && file.size() <= PIECE) {
                        assertThat(file.content().bytes(0, (int) file.size()))
                                .isEqualTo(Files.readAllBytes(tree.resolve(file.name().toString())));
                    }
                }
                assertThat(Repacker.repack(content, null, false, Task.silent()).outcome()).as(program.toString())
                        .isEqualTo(new Repack.Outcome.Equal());
            }
            Files.delete(image);
        }
    }

    private Path makeTree() throws IOException {
        var tree = Files.createDirectories(directory.resolve("tree"));
        var piece = new byte[PIECE];
        new Random(4).nextBytes(piece);
        try (var out = new BufferedOutputStream(Files.newOutputStream(tree.resolve("a-large")), PIECE)) {
            for (int i = 0; i < PIECES; i++) {
                ByteBuffer.wrap(piece).putInt(i);
                out.write(piece);
            }
        }
        Files.write(tree.resolve("behind"), piece);
        Files.write(tree.resolve("behind-2"), piece);
        Files.writeString(tree.resolve("short"), "in a fragment block");
        return tree;
    }
}
