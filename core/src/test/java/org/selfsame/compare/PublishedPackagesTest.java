package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// Two versions of packages that Debian published. dpkg-deb and the bytes of the files that it unpacks are the judges. The
/// packages lie in the directory that the variable SELFSAME_PACKAGES names: `.ci/run` downloads them.
@Tag("slow")
class PublishedPackagesTest {
    private static final String DATA = "!/data.tar.xz!!/";

    @TempDir
    private Path directory;

    @Test
    void namesEachFileThatDiffersAndNoOther() throws IOException {
        Tool.require("dpkg-deb");
        var pairs = pairs();
        assumeTrue(!pairs.isEmpty(),
                "SELFSAME_PACKAGES names no directory with two versions of a package: see .ci/run");
        for (var pair : pairs) {
            try (var left = FileContent.open(pair.getFirst()); var right = FileContent.open(pair.getLast())) {
                check(new Comparer(CompareOptions.DEFAULT).contents(left, right, _ -> {}, Task.silent()),
                        differing(pair));
            }
        }
    }

    private static void check(Comparison found, Set<String> differing) {
        assertThat(found.troubles()).isEmpty();
        assertThat(found.accounts()).allSatisfy(account -> assertThat(account.unexplained()).as(account.path())
                .isEmpty());
        assertThat(found.differences()).extracting(Difference::path).contains("!/control.tar.xz!!/control!/Version");
        var contents = new TreeSet<String>();
        var named = new TreeSet<String>();
        for (var it : found.differences()) {
            if (it.path().startsWith(DATA)) {
                named.add(file(it.path()));
                if (it.movedTo() != null) {
                    named.add(file(it.movedTo()));
                }
                if (it.kind() == Difference.Kind.CONTENT) {
                    contents.add(file(it.path()));
                }
            }
        }
        assertThat(differing).isNotEmpty().containsAll(contents);
        assertThat(differing).allSatisfy(path -> assertThat(named).anyMatch(name -> path.equals(name)
                || path.startsWith(name + "/")));
    }

    /// The path of the file in the package, without what leads into it.
    private static String file(String address) {
        return address.substring(DATA.length()).split("!", 2)[0];
    }

    private Set<String> differing(List<Path> pair) throws IOException {
        var left = unpack(pair.getFirst());
        var right = unpack(pair.getLast());
        var all = new TreeSet<String>();
        for (var side : List.of(left, right)) {
            try (Stream<Path> files = Files.walk(side)) {
                files.filter(Files::isRegularFile).forEach(file -> all.add(side.relativize(file).toString()));
            }
        }
        var differing = new TreeSet<String>();
        for (var path : all) {
            var a = left.resolve(path);
            var b = right.resolve(path);
            if (!Files.isRegularFile(a) || !Files.isRegularFile(b) || Files.mismatch(a, b) >= 0) {
                differing.add(path);
            }
        }
        return differing;
    }

    private Path unpack(Path deb) {
        var to = directory.resolve(deb.getFileName());
        Tool.run(directory, "dpkg-deb", "-x", deb.toString(), to.toString());
        return to;
    }

    /// Two versions of each package of which there are so many.
    private static List<List<Path>> pairs() throws IOException {
        var packages = System.getenv("SELFSAME_PACKAGES");
        var byName = new TreeMap<String, List<Path>>();
        if (packages != null && Files.isDirectory(Path.of(packages))) {
            try (var files = Files.list(Path.of(packages))) {
                files.filter(file -> file.toString().endsWith(".deb")).sorted()
                        .forEach(file -> byName.computeIfAbsent(file
                                .getFileName().toString().replaceFirst("_.*", ""), _ -> new ArrayList<>()).add(file));
            }
        }
        return byName.values().stream().filter(versions -> versions.size() > 1).map(versions -> versions.subList(0, 2))
                .toList();
    }
}
