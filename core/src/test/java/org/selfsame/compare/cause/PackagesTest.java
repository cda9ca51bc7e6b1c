package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.cause.Cases.at;
import static org.selfsame.compare.cause.Cases.bytes;
import static org.selfsame.compare.cause.Cases.codes;
import static org.selfsame.compare.cause.Cases.compare;
import static org.selfsame.compare.cause.Cases.confirmed;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.content.BytesContent;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.tree.Tree;

/// Files of packages, as dpkg's database tells of them.
class PackagesTest {
    private static String md5(String text) throws IOException {
        return Digests.of(new BytesContent(bytes(text)), DigestAlgorithm.MD5, _ -> {}).hex();
    }

    /// A system with one package, whose list of checksums is for `packaged`, and the file as it is.
    private static Tree system(String version, String path, String packaged, String file) throws IOException {
        return Cases.tree(files(version, path, packaged, file));
    }

    private static Map<String, byte[]> files(String version, String path, String packaged, String file)
            throws IOException {
        return new HashMap<>(Map.of("var/lib/dpkg/status",
                bytes("Package: x\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + version + "\n"),
                "var/lib/dpkg/info/x.md5sums", bytes(md5(packaged) + "  " + path + "\n"), "usr/lib/x/tool",
                bytes(file)));
    }

    @Test
    void aFileThatIsNotAsItsPackageHasItIsProven() throws IOException {
        var found = compare(system("1", "usr/lib/x/tool", "good", "good"),
                system("1", "usr/lib/x/tool", "good", "evil"));
        assertThat(found.differences()).hasSize(1);
        assertThat(confirmed(found)).containsExactly(CauseCode.TAMPER_SUSPECT);
        assertThat(Summary.of(found).security()).hasSize(1);
    }

    @Test
    void aBenignCauseThatHoldsTooComesAfterIt() throws IOException {
        var found = compare(system("1", "usr/lib/x/tool", "2024-01-31\n", "2024-01-31\n"),
                system("1", "usr/lib/x/tool", "2024-01-31\n", "2026-12-01\n"));
        assertThat(confirmed(found)).containsExactly(CauseCode.TAMPER_SUSPECT, CauseCode.TIME_TEXT);
    }

    @Test
    void anotherVersionExplainsAnotherFile() throws IOException {
        var found = compare(system("1", "usr/lib/x/tool", "good", "good"), system("2", "usr/lib/x/tool", "new", "new"));
        var tool = at(found, "/tool");
        assertThat(confirmed(tool)).containsExactly(CauseCode.VERSION_DRIFT);
        assertThat(codes(tool)).doesNotContain(CauseCode.TAMPER_SUSPECT);
        assertThat(tool.causes().getFirst().evidence().getFirst().left()).isEqualTo("x 1");
    }

    @Test
    void aListThatWasChangedWithTheFileIsStillSuspect() throws IOException {
        var found = compare(system("1", "usr/lib/x/tool", "good", "good"),
                system("1", "usr/lib/x/tool", "evil", "evil"));
        assertThat(codes(at(found, "/tool"))).contains(CauseCode.TAMPER_SUSPECT);
        assertThat(confirmed(at(found, "/tool"))).isEmpty();
        assertThat(confirmed(at(found, "%2Ftool"))).contains(CauseCode.HASH_OF_CHANGED);
    }

    @Test
    void aFileThatIsMissingIsProvenToo() throws IOException {
        var without = files("1", "usr/lib/x/tool", "good", "good");
        without.remove("usr/lib/x/tool");
        without.put("usr/lib/x/keep", bytes("k"));
        var with = files("1", "usr/lib/x/tool", "good", "good");
        with.put("usr/lib/x/keep", bytes("k"));
        var found = compare(Cases.tree(with), Cases.tree(without));
        assertThat(confirmed(at(found, "/tool"))).contains(CauseCode.TAMPER_SUSPECT, CauseCode.ADDED_OR_REMOVED);
    }

    @Test
    void filesMergedIntoUsrAreFound() throws IOException {
        var found = compare(system("1", "lib/x/tool", "good", "good"), system("1", "lib/x/tool", "good", "evil"));
        assertThat(confirmed(found)).containsExactly(CauseCode.TAMPER_SUSPECT);
    }

    private static Comparison diverted(String file) throws IOException {
        var left = files("1", "usr/lib/x/original", "good", "good");
        var right = files("1", "usr/lib/x/original", "good", file);
        for (var files : List.of(left, right)) {
            files.put("var/lib/dpkg/diversions", bytes("/usr/lib/x/original\n/usr/lib/x/tool\ny\n"));
        }
        return compare(Cases.tree(left), Cases.tree(right));
    }

    @Test
    void aDivertedFileBelongsToThePackageItIsFrom() throws IOException {
        assertThat(confirmed(diverted("evil"))).containsExactly(CauseCode.TAMPER_SUSPECT);
    }

    @Test
    void filesOfNoPackageAreNotJudged() throws IOException {
        var left = files("1", "usr/lib/x/other", "good", "good");
        var right = files("1", "usr/lib/x/other", "good", "evil");
        assertThat(codes(at(compare(Cases.tree(left), Cases.tree(right)), "/tool"))).containsExactly(CauseCode.UNKNOWN);
    }
}
