package org.selfsame.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.host.HostTree;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Whole trees, as a new one and in place.
class NormalizerTest {
    private static final String MAKE = """
            mkdir -p etc tmp/left var/log/sub usr/share/doc/x
            printf 0123456789abcdef > etc/machine-id
            printf 'root:*:18000:0:99999:7:::\\nold:*:12:0:99999:7:::\\n' > etc/shadow
            printf host > etc/hostname; chmod 600 etc/hostname
            printf x > tmp/left/over
            printf line > var/log/sub/a.log
            printf text > plain; touch -d @1600000000 plain
            gzip -c plain > usr/share/doc/x/changelog.gz
            gzip plain
            ln plain.gz again.gz
            ln -s plain.gz link.gz
            find . -exec touch -h -d @1600000000 {} +
            touch -d @1000000000 etc/shadow
            """;

    @TempDir
    private Path directory;
    private Path root;

    @BeforeEach
    void make() throws IOException {
        Tool.require("gzip");
        root = Files.createDirectory(directory.resolve("root"));
        Tool.run(root, "sh", "-ec", MAKE);
    }

    @Test
    void changesFilesAndPaths() throws IOException {
        var normal = NormalizedTree.of(root, Rules.of(Profile.LIVE));
        assertThat(normal.changes()).containsExactly("/etc/machine-id machine-id content",
                "/etc/hostname hostname-mode permissions", "/tmp/left temporary entry", "/tmp temporary permissions",
                "/var/log/sub/a.log logs content", "/etc/shadow shadow content", "/again.gz gzip content",
                "/usr/share/doc/x/changelog.gz gzip content");
        assertThat(normal.lines()).allSatisfy(line -> assertThat(line).containsAnyOf("|1511697600.0", "|1000000000.0"))
                .filteredOn(line -> line.contains(".gz|")).extracting(line -> line.replaceFirst("[|].*[|]", "|"))
                .hasSize(4);
        assertThat(Files.readString(root.resolve("etc/machine-id"))).as("the input").isNotEmpty();
    }

    @Test
    void givesTheSameInPlace() throws IOException {
        var made = NormalizedTree.of(root, Rules.of(Profile.LIVE));
        var changed = NormalizedTree.inPlace(root, Rules.of(Profile.LIVE));
        assertThat(changed.lines()).isEqualTo(made.lines());
        assertThat(changed.changes()).isEqualTo(made.changes());
        assertThat(NormalizedTree.inPlace(root, Rules.of(Profile.LIVE)).changes()).as("a second time").isEmpty();
        assertThat(Files.getAttribute(root.resolve("plain.gz"), "unix:ino"))
                .isEqualTo(Files.getAttribute(root.resolve("again.gz"), "unix:ino"));
        assertThat(Tool.run(root, "zcat", "again.gz").out()).isEqualTo("text");
        assertThat(Tool.run(root, "sh", "-c", "find . -name '*.part'").out()).isEmpty();
    }

    /// One file that a rule fails at is left alone; the others are changed.
    @Test
    void survivesARuleThatFails() throws IOException {
        var rules = new ArrayList<Rule>(Rules.content());
        rules.add(0, new ContentRule() {
            @Override
            public String id() {
                return "failing";
            }

            @Override
            public boolean recognizes(Content content) throws IOException {
                return content.size() == 4;
            }

            @Override
            public Optional<Content> apply(Content content, Work work) {
                throw new IllegalStateException("a mistake");
            }

            @Override
            public void prove(Content before, Content after, Work work) {
                // never asked
            }
        });
        var normal = NormalizedTree.of(root, rules);
        assertThat(normal.skipped()).contains(new Skipped("/etc/hostname", "failing", Reason.DAMAGED,
                "java.lang.IllegalStateException: a mistake"));
        assertThat(normal.changes()).contains("/again.gz gzip content");
    }

    @Test
    void tellsWhatIsMissing() throws IOException {
        assertThat(NormalizedTree.of(root, Rules.of(Profile.LIVE)).skipped()).extracting(Skipped::rule)
                .containsExactly("dpkg-md5sums", "ldconfig-aux-cache", "journal-catalog");
    }

    @Test
    void choosesRules() {
        assertThat(Rules.chosen(Profile.STRIP, List.of("-png", "+clamp"))).extracting(Rule::id)
                .contains("zip", "clamp").doesNotContain("png", "logs");
        assertThat(Rules.chosen(Profile.TAILS, List.of("zip"))).extracting(Rule::id).containsExactly("zip");
        assertThat(Rules.chosen(Profile.TAILS, List.of("-all"))).isEmpty();
        assertThat(Rules.chosen(Profile.STRIP, List.of("all"))).extracting(Rule::id).doesNotHaveDuplicates()
                .hasSameSizeAs(Rules.all());
        assertThatThrownBy(() -> Rules.chosen(Profile.STRIP, List.of("+nothing")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("nothing");
    }

    @Test
    void hasTheTimeOfTheEpochOnlyWhereItFits() {
        assertThatThrownBy(() -> new Epoch(-1, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Epoch(1L << 32, false)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Epoch(5, true).of(4)).isEqualTo(4);
        assertThat(new Epoch(5, false).of(4)).isEqualTo(5);
        assertThat(new Epoch(5, false).clamped(4)).isEqualTo(4);
    }

    @Test
    void refusesTreesThatAreNone() {
        var file = MemoryTree.file(Name.of("a"), Metadata.NONE, new BytesContent(new byte[0]));
        var twice = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of(file, file)));
        assertThatThrownBy(() -> Draft.of(twice, Limits.DEFAULT, Task.silent())).isInstanceOf(FormatException.class)
                .hasMessageContaining("two entries of one name: /a");
        var few = new Limits(10, 1, 1 << 20, 1 << 20);
        var two = MemoryTree.file(Name.of("b"), Metadata.NONE, new BytesContent(new byte[0]));
        var many = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of(file, two)));
        assertThatThrownBy(() -> Draft.of(many, few, Task.silent())).isInstanceOf(FormatException.class);
    }

    @Test
    void findsPaths() throws IOException {
        Tool.run(root, "sh", "-c", "mkdir -p a/b/c; touch a/x1 a/b/x2 a/b/c/x3; ln -s a s");
        try (var host = HostTree.open(root)) {
            var draft = Draft.of(host.tree(), Limits.DEFAULT, Task.silent());
            assertThat(draft.find("/a/**/x?")).extracting(Draft.Node::path).containsExactly("/a/x1", "/a/b/x2",
                    "/a/b/c/x3");
            assertThat(draft.find("/a/*")).extracting(Draft.Node::path).containsExactly("/a/b", "/a/x1");
            assertThat(draft.find("/s/*")).isEmpty();
            assertThat(draft.find("/")).containsExactly(draft.root());
            assertThat(draft.find("/missing/x")).isEmpty();
        }
    }
}
