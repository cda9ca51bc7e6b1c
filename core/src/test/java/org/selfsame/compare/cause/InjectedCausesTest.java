package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.testing.Tool;

/// One cause put into an image or a file that the usual tools made, and beside it something that looks like it and is
/// something else. The second table of docs/causes.md.
@Tag("slow")
class InjectedCausesTest {
    private static final Path PAGE = Path.of("../docs/causes.md");
    /// Causes whose cases are in other tests: in memory, or with a compiler.
    private static final EnumSet<CauseCode> ELSEWHERE = EnumSet.of(CauseCode.TIME_ENTRY, CauseCode.DEBUG_ID);
    /// A few files, and short names for the tools.
    private static final String TREE = """
            rm -rf t a b n; mkdir -p t/d; echo one >t/a; echo two >t/b; seq 2000 >t/d/c
            # what is read once has a time of access that reading again does not change
            at() { find t -exec touch -d @$1 {} +; find t -type f -exec cat {} + >/dev/null; find t >/dev/null; }
            touched() { touch -d @1790000000 t/a; cat t/a >/dev/null; }
            at 1700000000
            tarred() { out=$1; shift; tar --sort=name --format=ustar --owner=0 --group=0 "$@" -cf $out t; }
            squash() { out=$1; shift; mksquashfs t $out -quiet -no-progress -noappend -all-root -processors 1 \\
                -mkfs-time ${MADE:-1700000000} "$@" >/dev/null; }
            iso() { out=$1; shift; xorriso -as mkisofs -quiet -R --modification-date=${MADE:-20240101}12000000 "$@" \\
                -o $out t 2>/dev/null; }
            poke() { printf "$3" | dd of=$1 bs=1 seek=$2 conv=notrunc status=none; }
            """;

    @TempDir
    private Path directory;

    /// @param path where the files lie in a file system
    /// @param tools what has to be installed
    /// @param title what was done
    /// @param script makes `a` and `b`
    /// @param nearTitle what was done instead
    /// @param nearScript makes `n` after that, to be compared with `a`
    record Case(CauseCode code, Confidence confidence, String path, String tools, String title, String script,
            String nearTitle, String nearScript) {
        @Override
        public String toString() {
            return code + ": " + title;
        }
    }

    private static Case sure(CauseCode code, String path, String tools, String title, String script, String nearTitle,
            String nearScript) {
        return new Case(code, Confidence.CONFIRMED, path, tools, title, script, nearTitle, nearScript);
    }

    private static Case likely(CauseCode code, String path, String tools, String title, String script,
            String nearTitle, String nearScript) {
        return new Case(code, Confidence.LIKELY, path, tools, title, script, nearTitle, nearScript);
    }

    static Stream<Case> cases() {
        return Stream.of(times(), archives(), files()).flatMap(List::stream);
    }

    private static List<Case> times() {
        return List.of(
                sure(CauseCode.TIME_SQFS_MKFS, "x.squashfs", "mksquashfs", "SquashFS made later",
                        "squash a; MADE=1790000000 squash b", "with other blocks", "squash n -b 64K"),
                sure(CauseCode.TIME_SQFS_INODE, "x.squashfs", "mksquashfs", "SquashFS of a file touched",
                        "squash a; touched; squash b", "of a file that others cannot read",
                        "at 1700000000; chmod 640 t/a; squash n"),
                sure(CauseCode.SIZE_OF_CHANGED, "x.squashfs", "mksquashfs", "SquashFS of a file touched",
                        "squash a; touched; squash b", "made later",
                        "at 1700000000; MADE=1790000000 squash n"),
                sure(CauseCode.TIME_ISO_PVD, "x.iso", "xorriso", "ISO made later",
                        "iso a; MADE=20260101 iso b",
                        "of another publisher", "iso n -publisher OTHER"),
                sure(CauseCode.TIME_ISO_RR, "x.iso", "xorriso", "ISO of a file touched",
                        "iso a; touched; iso b", "with another name",
                        "iso n -V OTHER; mv b a"),
                sure(CauseCode.TIME_ISO_DIR, "x.iso", "xorriso", "ISO without Rock Ridge of a file touched",
                        "iso a --norock; touched; iso b --norock", "with another name",
                        "iso n --norock -V OTHER; mv b a"),
                sure(CauseCode.TIME_ARCHIVE, "x.tar", "tar", "tar of a file touched",
                        "tarred a; touched; tarred b", "of a file of others",
                        "at 1700000000; tarred n --owner=7"),
                sure(CauseCode.TIME_FAT, "x.fat", "mkfs.fat,mcopy,mattrib", "FAT of a file touched", """
                        export SOURCE_DATE_EPOCH=1795000000
                        fat() { truncate -s 1M $1; mkfs.fat -i 12345678 $1 >/dev/null; mcopy -m -i $1 t/a t/b ::; }
                        fat a; touched; fat b""", "of a hidden file",
                        "at 1700000000; fat n; mattrib +h -i n ::/a"),
                sure(CauseCode.TIME_EXT4, "x.ext4", "mke2fs", "ext4 made later", """
                        ids="-U 01234567-89ab-cdef-0123-456789abcdef -E hash_seed=01234567-89ab-cdef-0123-456789abcde0"
                        ext() { out=$1; when=$2; shift 2; truncate -s 2M $out
                          E2FSPROGS_FAKE_TIME=$when mke2fs -q -t ext4 -d t "$@" $out; }
                        ext a 1700000000 $ids; ext b 1790000000 $ids""", "with another id",
                        "ext n 1700000000 $ids -U 01234567-89ab-cdef-0123-456789abcdee"),
                sure(CauseCode.TIME_PYC, "m.pyc", "python3", "Python compiled from a file touched", """
                        compiled() { python3 -c "import py_compile as p; p.compile('m.py', '$1', 'm.py')"; }
                        echo 'x = 1' >m.py; touch -d @1700000000 m.py; compiled a
                        touch -d @1790000000 m.py; compiled b""", "from another one",
                        "echo 'x = 2' >m.py; touch -d @1700000000 m.py; compiled n"),
                sure(CauseCode.TIME_PE, "x.efi", "grub-mkimage", "EFI program of another time", """
                        grub-mkimage -O x86_64-efi -p /boot -o a normal; cp a b; cp a n
                        pe=$(od -An -tu4 -j60 -N4 a); poke b $((pe + 8)) abcd""", "of another entry point",
                        "poke n $((pe + 41)) a"),
                sure(CauseCode.TZ_SHIFT, "x.tar", "tar", "tar of files one hour later",
                        "tarred a; at 1700003600; tarred b", "seven minutes later", "at 1700000420; tarred n"),
                sure(CauseCode.TIME_EPOCH32, "x.cache", "python3", "two numbers of seconds, one step", """
                        n() { python3 -c "import struct; f=open('$1','wb')
                        [f.write(b'\\x88' * 28 + struct.pack('<I', x)) for x in ($2)]"; }
                        n a 1700000001,1700000123; n b 1790000001,1790000123""", "two small numbers",
                        "n n 17,139"),
                sure(CauseCode.TIME_EPOCH64, "x.cache", "python3", "a number of seconds in 8 bytes",
                        """
                                n() { python3 -c "import struct; open('$1','wb').write(b'\\x88' * 32 + struct.pack('<Q', $2))"; }
                                n a 1700000001; n b 1790000001""",
                        "a small number", "n n 17"));
    }

    private static List<Case> archives() {
        return List.of(
                sure(CauseCode.UID_GID, "x.tar", "tar", "tar of files of others", "tarred a; tarred b --owner=1000",
                        "of the same with a name", "tarred n --owner=toor:0"),
                sure(CauseCode.UMASK, "x.tar", "tar", "tar of a file that the group may write",
                        "chmod 644 t/a; tarred a; chmod g+w t/a; tarred b", "that all may run",
                        "chmod 755 t/a; tarred n"),
                sure(CauseCode.PERM_OTHER, "x.tar", "tar", "tar of a set-user-id file",
                        "chmod 755 t/a; tarred a; chmod u+s t/a; tarred b", "that the group may write",
                        "chmod 775 t/a; tarred n"),
                sure(CauseCode.ORDER_ENTRIES, "x.tar", "tar", "tar in another order",
                        "tar -cf a t/a t/b; tar -cf b t/b t/a", "with a file that differs",
                        "echo six >t/a; at 1700000000; tar -cf n t/a t/b"),
                sure(CauseCode.UNINIT_PADDING, "x.tar", "tar", "tar with bytes behind a file",
                        "tar -cf a t/a; cp a b; cp a n; poke b 600 x", "in the file", "poke n 513 x"),
                sure(CauseCode.HARDLINK_SPARSE, "x.tar", "tar", "tar of a link instead of a copy",
                        "cp -p t/a t/l; at 1700000000; tarred a; ln -f t/a t/l; at 1700000000; tarred b",
                        "of another copy",
                        "rm t/l; echo six >t/l; at 1700000000; tarred n"),
                sure(CauseCode.ADDED_OR_REMOVED, "x.tar", "tar", "tar with a file more",
                        "tarred a; echo x >t/new; at 1700000000; tarred b", "with a file renamed",
                        "rm t/new; mv t/a t/e; at 1700000000; tarred n"),
                sure(CauseCode.HASH_OF_CHANGED, "x.tar", "tar", "tar with a file and its checksum", """
                        sums() { (cd t; sha256sum a b >sums); at 1700000000; }
                        sums; tarred a; echo six >t/a; sums; tarred b""", "and another checksum",
                        "sed -i 's/^....../abcdef/' t/sums; at 1700000000; tarred n"),
                sure(CauseCode.COMPRESSION, "x.gz", "gzip", "gzip of another level",
                        "gzip -nc1 t/d/c >a; gzip -nc9 t/d/c >b", "of something else", "seq 2001 | gzip -n1 >n"),
                sure(CauseCode.LAYOUT_ONLY, "x.squashfs", "mksquashfs", "SquashFS in another order", """
                        echo 'b 9' >sort; echo 'a 9' >sort2
                        squash a -no-fragments -sort sort; squash b -no-fragments -sort sort2""", "of another file",
                        "seq 3000 >t/d/c; at 1700000000; squash n -no-fragments -sort sort"));
    }

    private static List<Case> files() {
        return List.of(
                likely(CauseCode.RANDOM_BLOB, "usr/share/x", "python3", "random bytes", """
                        r() { python3 -c "import random; open('$1','wb').write(random.Random($2).randbytes(4096))"; }
                        r a 1; r b 2""", "zeros", "truncate -s 4096 n"),
                sure(CauseCode.SECRET_MATERIAL, "k", "sh", "a private key", """
                        k() { printf -- '-----BEGIN %s-----\\n%s\\n-----END %s-----\\n' "$2" $3 "$2" >$1; }
                        k a 'PRIVATE KEY' AAAA; k b 'PRIVATE KEY' BBBB""", "a public one",
                        "k a 'PUBLIC KEY' AAAA; k n 'PUBLIC KEY' BBBB"),
                sure(CauseCode.SHIFT, "x.dat", "python3", "three bytes put in",
                        """
                                r() { python3 -c "import random; x=random.Random(3).randbytes(5000); open('$1','wb').write($2)"; }
                                r a 'x'; r b 'x[:700]+bytes(3)+x[700:]'""",
                        "and one changed",
                        "r n 'x[:700]+bytes(3)+x[700:4000]+bytes(1)+x[4001:]'"),
                sure(CauseCode.CACHE_LOG, "x.tar", "tar", "tar with a log that differs", """
                        mkdir -p t/var/log t/usr/share/log; echo a >t/var/log/x; echo a >t/usr/share/log/x
                        packed() { at 1700000000; tar -C t --sort=name -cf $1 usr var; }
                        packed a; echo b >t/var/log/x; packed b""", "with a file called so",
                        "echo a >t/var/log/x; echo b >t/usr/share/log/x; packed n"),
                likely(CauseCode.TAMPER_SUSPECT, "x.tar", "tar", "tar with another byte in a kernel", """
                        mkdir -p t/live; seq 500 >t/live/vmlinuz; cp t/live/vmlinuz t/live/notes
                        packed() { at 1700000000; tar -C t --sort=name -cf $1 live; }
                        packed a; poke t/live/vmlinuz 700 x; packed b""", "in another file",
                        "seq 500 >t/live/vmlinuz; poke t/live/notes 700 x; packed n"),
                likely(CauseCode.UNKNOWN, "usr/share/x", "sh", "a word", "echo good >a; echo evil >b",
                        "a date", "echo 2024-01-31 >a; echo 2026-01-31 >n"));
    }

    private Comparison compare(Case it, String right) throws IOException {
        return Cases.compare(it.path(), Files.readAllBytes(directory.resolve("a")),
                Files.readAllBytes(directory.resolve(right)));
    }

    private void shell(String script) throws IOException {
        Files.writeString(directory.resolve("script"), script);
        var result = Tool.tryRun(directory, Map.of(), "sh", "-e", "script");
        assertThat(result.exit()).as(result.err()).isZero();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isFoundAndWhatLooksLikeItIsNot(Case it) throws IOException {
        Tool.require(it.tools().split(",", -1));
        shell(TREE + it.script());
        var found = compare(it, "b");
        var confidences = found.differences().stream().flatMap(difference -> difference.causes().stream())
                .filter(cause -> cause.code() == it.code()).map(Cause::confidence).distinct().toList();
        assertThat(confidences).as(() -> shown(found)).containsExactly(it.confidence());
        shell(TREE + it.script() + "\n" + it.nearScript());
        var missed = compare(it, "n");
        assertThat(missed.differences()).isNotEmpty();
        assertThat(missed.differences()).flatExtracting(Cases::codes).doesNotContain(it.code());
        var line = "| `" + it.code() + "` | " + it.title() + " | " + shown(found) + " | " + it.nearTitle() + " | "
                + shown(missed) + " |";
        assertThat(Files.readString(PAGE).contains(line)).as(line).isTrue();
    }

    private static String shown(Comparison comparison) {
        return comparison.differences().stream().flatMap(difference -> difference.causes().stream())
                .map(cause -> cause.code() + " " + cause.confidence().name().toLowerCase(Locale.ROOT))
                .distinct().sorted().collect(Collectors.joining(", "));
    }

    @Test
    void everyCauseHasACase() {
        var all = EnumSet.copyOf(ELSEWHERE);
        cases().forEach(it -> all.add(it.code()));
        TextCausesTest.cases().forEach(arguments -> all.add((CauseCode) arguments.get()[0]));
        assertThat(all).containsExactlyInAnyOrder(CauseCode.values());
    }
}
