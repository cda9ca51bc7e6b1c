package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.cause.Cases.at;
import static org.selfsame.compare.cause.Cases.codes;
import static org.selfsame.compare.cause.Cases.compare;
import static org.selfsame.compare.cause.Cases.confirmed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.testing.Tool;

/// Files within images, made by the tools that builds use.
class FormatCausesTest {
    @TempDir
    private Path directory;

    private void shell(String script) {
        var result = Tool.tryRun(directory, Map.of(), "sh", "-ec", script);
        assertThat(result.exit()).as(result.err()).isZero();
    }

    private Comparison both(String path) throws IOException {
        return compare(path, Files.readAllBytes(directory.resolve("a")), Files.readAllBytes(directory.resolve("b")));
    }

    @Test
    void theTimeInAGzipHeader() throws IOException {
        Tool.require("gzip");
        shell("echo text >x; touch -d @1700000000 x; gzip -k x; mv x.gz a; touch -d @1790000000 x; gzip -k x; mv x.gz b");
        assertThat(confirmed(both("usr/share/doc/x.gz"))).containsExactly(CauseCode.TIME_ARCHIVE);
    }

    @Test
    void anotherLevelOfCompression() throws IOException {
        Tool.require("gzip", "seq");
        shell("seq 20000 >x; gzip -nk1 x; mv x.gz a; gzip -nk9 x; mv x.gz b");
        var found = both("usr/share/doc/x.gz");
        assertThat(found.differences()).allSatisfy(difference -> assertThat(codes(difference).getFirst().weight())
                .isNotEqualTo(CauseCode.Weight.SECURITY));
        assertThat(confirmed(found)).contains(CauseCode.COMPRESSION);
        shell("seq 20001 >x; gzip -nk9 x; mv x.gz b");
        assertThat(found.differences()).isNotEmpty();
        assertThat(confirmed(at(both("usr/share/doc/x.gz"), "x.gz!"))).doesNotContain(CauseCode.COMPRESSION);
    }

    @Test
    void theTimeOfTheSourceInCompiledPython() throws IOException {
        Tool.require("python3");
        shell("""
                echo 'x = 1' >m.py
                touch -d @1700000000 m.py
                python3 -c "import py_compile as p; p.compile('m.py', 'a', 'm.py')"
                touch -d @1790000000 m.py
                python3 -c "import py_compile as p; p.compile('m.py', 'b', 'm.py')"
                """);
        assertThat(confirmed(both("usr/lib/python3/m.pyc"))).containsExactly(CauseCode.TIME_PYC);
        shell("""
                echo 'x = 2' >m.py
                touch -d @1700000000 m.py
                python3 -c "import py_compile as p; p.compile('m.py', 'b', 'm.py')"
                """);
        assertThat(confirmed(both("usr/lib/python3/m.pyc"))).doesNotContain(CauseCode.TIME_PYC);
    }

    @Test
    void theIdOfAProgramFollowsFromItsBuildPath() throws IOException {
        Tool.require("gcc");
        for (var side : new String[]{"one", "two"}) {
            var source = Files.createDirectories(directory.resolve(side + "/src"));
            Files.writeString(source.resolve("x.c"), "const char *f = __FILE__; int main(void) { return *f; }\n");
        }
        shell("gcc -Wl,--build-id=sha1 -ffile-prefix-map=$PWD=/build/first $PWD/one/src/x.c -o a"
                + " -ffile-prefix-map=$PWD/one=/build/first; gcc -Wl,--build-id=sha1 $PWD/two/src/x.c -o b"
                + " -ffile-prefix-map=$PWD/two=/build/other");
        var found = both("usr/lib/x/tool");
        assertThat(found.differences()).isNotEmpty();
        var text = at(found, "!/.rodata");
        assertThat(confirmed(text)).containsExactly(CauseCode.BUILD_PATH);
        var id = at(found, "!/.note.gnu.build-id");
        assertThat(confirmed(id)).containsExactly(CauseCode.DEBUG_ID);
        assertThat(id.causes().getFirst().derivedFrom()).isEqualTo(text.number());
    }

    @Test
    void otherMachineCodeIsSuspect() throws IOException {
        Tool.require("gcc");
        Files.writeString(directory.resolve("x.c"), "int main(void) { return V; }\n");
        shell("gcc -DV=1 x.c -o a; gcc -DV=2 x.c -o b");
        var found = both("usr/lib/x/tool");
        assertThat(codes(at(found, "!/.text"))).containsExactly(CauseCode.TAMPER_SUSPECT);
        assertThat(Summary.of(found).security()).hasSize(1);
    }

    @Test
    void theTimeOfAnEfiProgram() throws IOException {
        Tool.require("grub-mkimage");
        shell("grub-mkimage -O x86_64-efi -p /boot -o a normal; cp a b");
        var bytes = Files.readAllBytes(directory.resolve("b"));
        int header = bytes[0x3c] & 0xff | (bytes[0x3d] & 0xff) << 8;
        bytes[header + 8] ^= 0x55;
        Files.write(directory.resolve("b"), bytes);
        assertThat(confirmed(both("EFI/BOOT/BOOTX64.EFI"))).containsExactly(CauseCode.TIME_PE);
        bytes[header + 8] ^= 0x55;
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(directory.resolve("b"), bytes);
        assertThat(both("EFI/BOOT/BOOTX64.EFI").differences()).allSatisfy(difference -> assertThat(codes(difference))
                .startsWith(CauseCode.TAMPER_SUSPECT));
    }

    @Test
    void anInitrdThatWasPackedLaterIsBenignAndOneThatDoesSomethingElseIsNot() throws IOException {
        Tool.require("cpio");
        shell("""
                mkdir -p t/bin; printf '#!/bin/sh\\nexec init\\n' >t/init; echo x >t/bin/x
                pack() { (cd t && find . | LC_ALL=C sort | cpio --quiet --reproducible -o -H newc -R 0:0) >$1; }
                touch -d @1700000000 t/init t/bin/x t/bin t; pack a
                touch -d @1790000000 t/init t/bin/x t/bin t; pack b
                """);
        var later = both("live/initrd.img");
        assertThat(confirmed(later)).contains(CauseCode.TIME_ARCHIVE);
        assertThat(Summary.of(later).security()).isEmpty();
        shell("""
                printf '#!/bin/sh\\nexec evil\\n' >t/init; touch -d @1700000000 t/init t/bin/x t/bin t
                (cd t && find . | LC_ALL=C sort | cpio --quiet --reproducible -o -H newc -R 0:0) >b
                """);
        assertThat(codes(at(both("live/initrd.img"), "!/init"))).containsExactly(CauseCode.TAMPER_SUSPECT);
    }
}
