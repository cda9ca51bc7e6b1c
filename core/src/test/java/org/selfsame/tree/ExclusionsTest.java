package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Tool;

/// Patterns of what is left out, with mksquashfs as the judge.
class ExclusionsTest {
    private static final List<String> FILES = List.of("boot/vmlinuz-6.1", "boot/initrd.img-6.1", "boot/.hidden",
            "boot/grub/grub.cfg", "var/cache/apt/pkgcache.bin", "var/cache/apt/srcpkgcache.bin", "var/cache/apt/other",
            "var/lib/apt/lists/a", "var/lib/apt/lists/.b", "var/lib/apt/lists/partial/c", "tmp/x/y", "tmp/z.log",
            "usr/a.log", "usr/b.log.gz", "usr/lib/c.log", "usr/lib/[d]", "usr/lib/e-f", "usr/ü", "vmlinuz-0");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"boot/initrd.img-*\nboot/vmlinuz-*\ntmp/*\nvar/lib/apt/lists/*\n",
            "# comment\n\n  var/cache/apt/?(src)pkgcache.bin  \n", "... *.log", "... lib", "... a\ntmp", "*/*",
            "boot/.*", "usr/[ab].log*", "usr/[!a]*", "usr/lib/[[]d]\nusr/lib/e[-x]f", "... *.@(log|cfg)",
            "... +([a-z])-0", "boot/vmlinuz-6?1", "usr/lib/*(c|.|log)", "usr", "boot/grub", "... *(x|y)", "usr/??"})
    void leavesOutWhatMksquashfsDoes(String patterns) throws IOException {
        Tool.require("mksquashfs", "unsquashfs");
        for (var file : FILES) {
            Files.createDirectories(directory.resolve("tree/" + file).getParent());
            Files.writeString(directory.resolve("tree/" + file), "");
        }
        Files.writeString(directory.resolve("patterns"), patterns);
        Tool.run(directory, "mksquashfs", "tree", "image", "-quiet", "-no-progress", "-wildcards", "-ef", "patterns");
        var expected = Tool.run(directory, "unsquashfs", "-l", "image").out().lines()
                .filter(line -> line.startsWith("squashfs-root/")).map(line -> line.substring(14)).toList();
        var exclusions = Exclusions.parse(patterns.getBytes(StandardCharsets.UTF_8));
        assertThat(paths(exclusions.apply(tree()))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void withoutPatternsTheTreeIsTheSame() {
        var tree = tree();
        assertThat(Exclusions.parse("# nothing\n".getBytes(StandardCharsets.UTF_8)).apply(tree)).isSameAs(tree);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "... ", "a/[b", "a@(b"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> Exclusions.of(List.of(Name.of(pattern)))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> paths(Tree tree) throws IOException {
        var paths = new ArrayList<String>();
        Walk.of(tree, Limits.DEFAULT, (path, _) -> {
            if (!path.isEmpty()) {
                paths.add(path);
            }
        });
        return paths;
    }

    private static Tree tree() {
        return new Tree(directory("", FILES));
    }

    private static Entry.Directory directory(String name, List<String> paths) {
        var inner = new TreeMap<String, List<String>>();
        var entries = new ArrayList<Entry>();
        for (var path : paths) {
            var parts = Arrays.asList(path.split("/", 2));
            if (parts.size() == 1) {
                entries.add(MemoryTree.file(Name.of(path), Metadata.NONE, new BytesContent(new byte[0])));
            } else {
                inner.computeIfAbsent(parts.getFirst(), _ -> new ArrayList<>()).add(parts.getLast());
            }
        }
        inner.forEach((directory, files) -> entries.add(directory(directory, files)));
        return MemoryTree.directory(Name.of(name), Metadata.NONE, entries);
    }
}
