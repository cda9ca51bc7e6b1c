package org.selfsame.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.normalize.tree.SystemRules;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Metadata;

/// What changing in place must not touch, and not show.
class InPlaceTest {
    private static final Metadata SECRET = Metadata.builder().permissions(0600).build();

    @TempDir
    private Path directory;

    @Test
    void changesNothingThatALinkLeadsTo() throws IOException {
        Tool.run(directory, "sh", "-ec", "mkdir -p root/var root/etc out; chmod 750 out; printf x > out/kept; "
                + "printf x > name; chmod 640 name; ln -s ../../out root/var/tmp; ln -s ../out root/tmp; "
                + "ln -s ../../name root/etc/hostname");
        var normal = NormalizedTree.inPlace(directory.resolve("root"), SystemRules.live());
        assertThat(normal.changes()).isEmpty();
        assertThat(Tool.run(directory, "stat", "-c", "%a", "out", "name").out()).isEqualTo("750\n640\n");
        assertThat(directory.resolve("out/kept")).exists();
    }

    @Test
    void leavesFilesOfOthersAlone() throws IOException {
        var name = "b".repeat(250);
        Tool.run(directory, "sh", "-ec", "printf text > a; gzip a; ln a.gz " + name + "; printf mine > .a.gz.part");
        assertThat(NormalizedTree.inPlace(directory, Rules.content()).changes()).hasSize(1);
        assertThat(directory.resolve(".a.gz.part")).hasContent("mine");
        assertThat(Files.isSameFile(directory.resolve("a.gz"), directory.resolve(name))).isTrue();
        assertThat(directory.toFile().list()).hasSize(3);
    }

    @Test
    void cutsANameBetweenCharacters() throws IOException {
        assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode("\ud83d\ude00"),
                "names of files are in UTF-8");
        var file = Files.writeString(directory.resolve("a".repeat(59) + "\ud83d\ude00"), "old");
        InPlace.file(file, Metadata.NONE, content("new"), Task.silent());
        assertThat(file).hasContent("new");
    }

    /// A content that looks, while it is read, for what others could read already.
    @Test
    void showsNobodyWhatIsNotComplete() throws IOException {
        Tool.run(directory, "sh", "-ec", "printf old > shadow; chmod 600 shadow");
        var file = directory.resolve("shadow");
        var bytes = content("secret");
        InPlace.file(file, SECRET, new Content() {
            @Override
            public long size() {
                return bytes.size();
            }

            @Override
            public void read(long offset, byte[] target, int at, int length) throws IOException {
                assertThat(Tool.run(directory, "find", ".", "-mindepth", "1", "-maxdepth", "1", "-perm", "/077").out())
                        .isEmpty();
                bytes.read(offset, target, at, length);
            }
        }, Task.silent());
        assertThat(file).hasContent("secret");
        assertThat(Tool.run(directory, "stat", "-c", "%a", "shadow").out()).isEqualTo("600\n");
    }

    @Test
    void keepsExtendedAttributes() throws IOException {
        Tool.require("setfattr", "getfattr");
        Tool.run(directory, "sh", "-ec", "printf text > a; gzip a; chmod 640 a.gz; setfattr -n user.note -v kept a.gz");
        assertThat(NormalizedTree.inPlace(directory, Rules.content()).changes()).containsExactly("/a.gz gzip content");
        assertThat(Tool.run(directory, "getfattr", "-n", "user.note", "--only-values", "a.gz").out()).isEqualTo("kept");
        assertThat(Tool.run(directory, "stat", "-c", "%a", "a.gz").out()).isEqualTo("640\n");
        assertThat(directory.toFile().list()).containsExactly("a.gz");
    }

    @Test
    void leavesNothingWhereItFails() throws IOException {
        var file = Files.writeString(directory.resolve("a"), "old");
        var broken = new Content() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public void read(long offset, byte[] target, int at, int length) throws IOException {
                throw new IOException("broken");
            }
        };
        assertThatThrownBy(() -> InPlace.file(file, SECRET, broken, Task.silent())).isInstanceOf(IOException.class);
        assertThat(file).hasContent("old");
        assertThat(directory.toFile().list()).containsExactly("a");
    }

    private static Content content(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }
}
