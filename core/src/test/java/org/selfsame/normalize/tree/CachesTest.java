package org.selfsame.normalize.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.normalize.TwoSystems;
import org.selfsame.testing.Tool;

/// Caches that triggers of packages make.
class CachesTest {
    @TempDir
    private Path directory;

    @Test
    void leavesTheAuxiliaryCacheToLdconfig() throws IOException {
        Tool.require("ldconfig");
        Tool.requireFile("/lib/x86_64-linux-gnu/libz.so.1", "zlib1g");
        var systems = TwoSystems.of(directory, """
                mkdir -p etc lib var/cache/ldconfig
                cp /lib/x86_64-linux-gnu/libz.so.1 lib/libz.so.1.2
                echo /lib > etc/ld.so.conf
                touch -d 2020-0$1-01 lib/libz.so.1.2
                ldconfig -r "$PWD"
                """).sameBy("ldconfig-aux-cache");
        assertThat(systems.run("ldconfig -r \"$PWD\" -p")).contains("libz.so.1 ");
        systems.run("ldconfig -r \"$PWD\"");
        assertThat(systems.first().resolve("var/cache/ldconfig/aux-cache")).exists();
    }

    @Test
    void leavesTheCacheOfManualsToMandb() throws IOException {
        Tool.require("mandb", "man");
        var configure = """
                printf "MANDB_MAP $PWD/usr/share/man $PWD/var/cache/man\\nMANDATORY_MANPATH $PWD/usr/share/man\\n" > conf
                """;
        var mandb = "mandb -q -c -C conf \"$PWD/usr/share/man\" 2>&1; rm conf\n";
        var systems = TwoSystems.of(directory, """
                mkdir -p usr/share/man/man1 var/cache/man
                for page in alpha beta; do
                    printf ".TH $page 1\\n.SH NAME\\n$page \\\\- text\\n" > usr/share/man/man1/$page.1
                    touch -d 2020-0$1-01 usr/share/man/man1/$page.1
                done
                """ + configure + mandb).sameBy("man-cache");
        systems.run(configure + mandb);
        assertThat(systems.first().resolve("var/cache/man/index.db")).isNotEmptyFile();
    }

    @Test
    void leavesTheCatalogToJournalctl() throws IOException {
        Tool.require("journalctl");
        var catalog = Tool.requireFile("/usr/lib/systemd/catalog/systemd.catalog", "systemd");
        var systems = TwoSystems.of(directory, """
                mkdir -p usr/lib/systemd/catalog var/lib/systemd/catalog
                cp CATALOG usr/lib/systemd/catalog/
                # the database is written in the umask of whoever installs
                test $1 = 1 || umask 077
                journalctl --root="$PWD" --update-catalog
                chmod 755 var/lib/systemd/catalog
                chmod u=rw,go=$(test $1 = 1 && echo r || echo) var/lib/systemd/catalog/database
                """.replace("CATALOG", catalog.toString())).sameBy("journal-catalog");
        assertThat(systems.run("journalctl --root=\"$PWD\" --update-catalog; ls var/lib/systemd/catalog"))
                .isEqualTo("database\n");
    }

    @Test
    void sortsTheMenuOfInfo() throws IOException {
        Tool.require("install-info");
        var systems = TwoSystems
                .of(directory,
                        """
                                mkdir -p usr/share/info
                                cd usr/share/info
                                for page in Aone Atwo Bone; do
                                    printf "INFO-DIR-SECTION Part ${page%???}\\nSTART-INFO-DIR-ENTRY\\n* $page: ($page).    Text.\\n" > $page.info
                                    printf "END-INFO-DIR-ENTRY\\n\\n\\037\\nFile: $page.info, Node: Top, Up: (dir)\\n\\nx\\n" >> $page.info
                                done
                                for page in $(test $1 = 1 && echo Aone Atwo Bone || echo Bone Atwo Aone); do
                                    install-info --no-indent --dir-file=dir $page.info
                                    cp dir dir.old
                                done
                                # an entry that another tool has put at the end of its section
                                test $1 = 1 || sed -i '/^\\* Aone/{h;d};/^\\* Atwo/G' dir
                                """)
                .sameBy("info-dir");
        assertThat(systems.text("usr/share/info/dir")).containsSubsequence("\nPart A", "\n* Aone: (Aone).",
                "\n* Atwo: (Atwo).", "\nPart B", "\n* Bone: (Bone).");
        systems.run("cd usr/share/info; install-info --delete --dir-file=dir Atwo.info");
        assertThat(systems.text("usr/share/info/dir")).contains("(Aone)", "(Bone)").doesNotContain("(Atwo)");
    }

    @Test
    void givesCachesOfFontsTheTimesThatTheirDirectoriesGet() throws IOException {
        Tool.require("fc-cache", "fc-cat");
        Tool.requireFile("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "fonts-dejavu-core");
        var systems = TwoSystems.of(directory, """
                mkdir -p usr/share/fonts var/cache/fontconfig etc/fonts
                cp /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf usr/share/fonts/
                cat > etc/fonts/fonts.conf <<X
                <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
                <fontconfig><dir>$PWD/usr/share/fonts</dir><cachedir>$PWD/var/cache/fontconfig</cachedir></fontconfig>
                X
                touch -d 2020-0$1-01T01:02:03.000000004 usr/share/fonts
                FONTCONFIG_FILE="$PWD/etc/fonts/fonts.conf" fc-cache -s
                """).sameBy("fontconfig-times");
        var cache = systems.run("ls var/cache/fontconfig/*.cache-*").strip();
        var before = Files.readAllBytes(systems.first().resolve(cache));
        // a cache that is stale would be written anew
        assertThat(systems
                .run("ln -s system1 ../root; FONTCONFIG_FILE=\"$PWD/../root/etc/fonts/fonts.conf\" fc-cache -v -s"))
                .contains("/usr/share/fonts: skipping, existing cache is valid: 1 fonts");
        assertThat(systems.run("fc-cat " + cache)).contains("DejaVu Sans");
        assertThat(systems.first().resolve(cache)).hasBinaryContent(before);
    }

    @Test
    void removesCachesOfFontsWhenItIsAsked() throws IOException {
        Tool.require("fc-cache");
        var systems = TwoSystems.of(directory, """
                mkdir -p usr/share/fonts var/cache/fontconfig
                head -c 16 /dev/urandom > usr/share/fonts/.uuid
                head -c 100 /dev/urandom > var/cache/fontconfig/0-le64.cache-7
                """).sameBy("fontconfig-cache");
        assertThat(systems.run("find . -type f")).isEmpty();
    }

    @Test
    void leavesIconCachesToGtk() throws IOException {
        Tool.require("gtk-update-icon-cache", "convert");
        var systems = TwoSystems
                .of(directory,
                        """
                                mkdir -p usr/share/icons/hicolor/16x16/apps
                                cd usr/share/icons/hicolor
                                printf '[Icon Theme]\\nName=x\\nComment=x\\nDirectories=16x16/apps\\n[16x16/apps]\\nSize=16\\n' > index.theme
                                convert -size 16x16 xc:red -strip -define png:exclude-chunk=date,time 16x16/apps/a.png
                                gtk-update-icon-cache -q -f .
                                # whether there was a cache depended on the order in which packages were configured
                                test $1 = 1 || rm icon-theme.cache
                                """)
                .sameBy("icon-cache");
        systems.run("gtk-update-icon-cache -q -f usr/share/icons/hicolor");
        assertThat(systems.first().resolve("usr/share/icons/hicolor/icon-theme.cache")).isNotEmptyFile();
    }

    @Test
    void findsNothingToDoInTheDatabaseOfMimeTypes() throws IOException {
        Tool.require("update-mime-database");
        var systems = TwoSystems
                .of(directory,
                        """
                                mkdir -p usr/share/mime/packages
                                for i in $(seq 20 | if test $1 = 1; then cat; else tac; fi); do
                                    echo '<?xml version="1.0"?><mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">' \
                                        "<mime-type type='text/x-$i'><comment>$i</comment><glob pattern='*.x$i'/></mime-type></mime-info>" \
                                        > usr/share/mime/packages/$i.xml
                                done
                                update-mime-database usr/share/mime
                                touch -d 2020-0$1-01 usr/share/mime/mime.cache
                                """)
                .sameBy("clamp");
        assertThat(systems.text("usr/share/mime/globs")).contains("text/x-7:*.x7\n");
    }
}
