package org.selfsame.normalize.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.NormalizedTree;
import org.selfsame.normalize.Skipped;
import org.selfsame.normalize.TwoSystems;
import org.selfsame.testing.Tool;

/// What dpkg, apt, and the tools that packages call when they are installed leave in a system.
class PackagesTest {
    @TempDir
    private Path directory;

    @Test
    void makesPackagesOfTwoDaysInstalledInTwoOrdersTheSame() throws IOException {
        Tool.require("dpkg", "dpkg-deb", "md5sum", "gzip");
        var systems = TwoSystems.of(directory, """
                mkdir -p var/lib/dpkg/updates var/lib/dpkg/info var/lib/dpkg/triggers p/DEBIAN p/usr/share/x
                touch var/lib/dpkg/status var/lib/dpkg/available
                for name in alpha beta; do
                    printf "Package: $name\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@x>\\nDescription: x\\n" \
                        > p/DEBIAN/control
                    echo text > p/usr/share/x/$name
                    touch -d 2020-0$1-01 p/usr/share/x/$name
                    gzip p/usr/share/x/$name
                    (cd p; md5sum usr/share/x/* > DEBIAN/md5sums)
                    dpkg-deb -b p $name.deb
                    rm p/usr/share/x/*
                done
                if test $1 = 1; then
                    dpkg --root="$PWD" -i alpha.deb beta.deb
                else
                    dpkg --root="$PWD" -i beta.deb
                    dpkg --root="$PWD" -i alpha.deb
                fi 2>&1
                rm -r p *.deb
                """).sameBy("dpkg-md5sums", "dpkg-old", "gzip");
        assertThat(systems.run("dpkg --root=\"$PWD\" -l | grep -c ^ii; gzip -dc usr/share/x/*.gz"))
                .isEqualTo("2\ntext\ntext\n");
        systems.run("dpkg --root=\"$PWD\" --purge alpha beta");
        assertThat(systems.first().resolve("usr/share/x")).doesNotExist();
    }

    @Test
    void leavesNoEarlierAnswersOfDebconf() throws IOException {
        Tool.require("debconf-set-selections", "debconf-show");
        var configure = """
                cat > rc <<X
                Config: configdb
                Templates: templatedb

                Name: configdb
                Driver: File
                Filename: $PWD/var/cache/debconf/config.dat

                Name: templatedb
                Driver: File
                Filename: $PWD/var/cache/debconf/templates.dat
                X
                export DEBCONF_SYSTEMRC="$PWD/rc"
                """;
        var systems = TwoSystems.of(directory, configure + """
                mkdir -p var/cache/debconf
                for name in $(test $1 = 1 && echo alpha beta || echo beta alpha); do
                    echo "package package/$name string value" | debconf-set-selections
                done
                rm rc
                """).sameBy("debconf-old");
        assertThat(systems.run(configure + "debconf-show package; rm rc")).contains("package/alpha: value",
                "package/beta: value");
    }

    @Test
    void leavesNoEarlierStatesOfUcf() throws IOException {
        Tool.require("ucf");
        var systems = TwoSystems.of(directory, """
                mkdir -p etc var/lib/ucf
                for version in $(test $1 = 1 && echo new || echo old older new); do
                    echo $version > new
                    UCF_FORCE_CONFFNEW=1 ucf --state-dir "$PWD/var/lib/ucf" --debconf-ok new "$PWD/etc/conf" < /dev/null
                done
                rm -f new etc/conf.ucf-*
                """).sameBy("ucf-old");
        assertThat(systems.text("var/lib/ucf/hashfile")).endsWith("/root/etc/conf\n");
    }

    @Test
    void leavesCachesAndListsToApt() throws IOException {
        Tool.require("apt-get", "apt-cache", "dpkg-deb");
        var options = "o=\"-q -o Dir::State=$PWD/var/lib/apt -o Dir::State::status=$PWD/status "
                + "-o Dir::Cache=$PWD/var/cache/apt -o Dir::Etc=$PWD/etc -o Dir::Log=$PWD/var/log -o APT::Sandbox::User=root "
                + "-o Acquire::GzipIndexes=false -o Dir::Cache::pkgcache=pkgcache.bin "
                + "-o Dir::Cache::srcpkgcache=srcpkgcache.bin\"\n";
        var systems = TwoSystems
                .of(directory,
                        options + """
                                mkdir -p repository var/lib/apt/lists/partial var/cache/apt/archives/partial etc var/log
                                printf "Package: x\\nVersion: 1\\nArchitecture: all\\nFilename: ./x.deb\\nSize: $1\\nDescription: x\\n" \
                                    > repository/Packages
                                gzip repository/Packages
                                touch status
                                echo "deb [trusted=yes] file:$PWD/repository ./" > etc/sources.list
                                apt-get $o update 2>&1
                                apt-cache $o gencaches
                                rm -r repository status
                                """)
                .sameBy("apt-caches", "apt-lists");
        assertThat(systems.run("find var/lib var/cache -type f")).isEmpty();
    }

    @Test
    void emptiesLogsOfAlternatives() throws IOException {
        Tool.require("update-alternatives");
        var systems = TwoSystems.of(directory, """
                mkdir -p var/log alternatives admin
                for name in $(test $1 = 1 && echo sh dash || echo dash sh); do
                    update-alternatives --altdir "$PWD/alternatives" --admindir "$PWD/admin" \
                        --log "$PWD/var/log/alternatives.log" --install "$PWD/editor" editor /bin/$name ${#name}
                done
                """).sameBy("logs");
        assertThat(systems.first().resolve("var/log/alternatives.log")).isEmptyFile();
    }

    @Test
    void sortsTheListOfDictionariesOfWhichThePackedOneIsMade() throws IOException {
        Tool.require("cracklib-format", "cracklib-packer", "cracklib-unpacker");
        var systems = TwoSystems.of(directory, """
                mkdir -p usr/share/dict var/cache/cracklib
                printf 'alpha\\nGamma\\n' > usr/share/dict/one
                printf 'gamma\\nbeta\\n' > usr/share/dict/two
                lists=$(test $1 = 1 && echo one two || echo two one)
                cd usr/share/dict
                for list in $lists; do
                    echo /usr/share/dict/$list >> ../../../var/cache/cracklib/src-dicts
                done
                cracklib-format $lists | cracklib-packer ../../../var/cache/cracklib/cracklib_dict
                """).sameBy("cracklib-dictionaries");
        assertThat(systems.run("cracklib-unpacker var/cache/cracklib/cracklib_dict")).isEqualTo("alpha\nbeta\ngamma\n");
    }

    @Test
    void sortsTheFeaturesOfParsersOfPerl() throws IOException {
        Tool.require("update-perl-sax-parsers");
        var systems = TwoSystems.of(directory, """
                mkdir -p lib/My etc/perl/XML/SAX/ParserDetails.d
                cat > lib/My/Parser.pm <<'X'
                package My::Parser;
                sub new { bless {} }
                sub supported_features { map { "http://example.org/$_" } qw(a b c) }
                1;
                X
                options="--quiet --directory etc/perl/XML/SAX/ParserDetails.d --file etc/perl/XML/SAX/ParserDetails.ini"
                export PERL5LIB="$PWD/lib"
                update-perl-sax-parsers $options --add My::Parser --priority 50
                update-perl-sax-parsers $options --update
                rm -r lib
                # versions before 1.02 wrote them in the order of a hash table
                test $1 = 1 || find etc -type f -exec sed -i '2{h;d};4G' {} +
                """).sameBy("sax-parsers");
        assertThat(systems.text("etc/perl/XML/SAX/ParserDetails.ini")).contains("""
                [My::Parser]
                http://example.org/a = 1
                http://example.org/b = 1
                http://example.org/c = 1
                """);
    }

    @Test
    void makesTreesOfGconfTheSame() throws IOException {
        Tool.require("gconftool-2");
        var source = "--config-source xml:merged:\"$PWD/var/lib/gconf/debian.defaults\"";
        var systems = TwoSystems.of(directory, """
                mkdir -p var/lib/gconf/debian.defaults home
                export HOME="$PWD/home"
                for name in $(test $1 = 1 && echo alpha beta || echo beta alpha); do
                    gconftool-2 --direct SOURCE --type string --set /apps/$name/text "two
                lines"
                    gconftool-2 --direct SOURCE --type int --set /apps/x/$name 3
                done
                rm -r home
                # as if on another day
                sed -i "s/mtime=\\"1/mtime=\\"$1/" var/lib/gconf/debian.defaults/*
                """.replace("SOURCE", source)).sameBy("gconf-times", "gconf-order");
        assertThat(systems.run("HOME=\"$PWD\" gconftool-2 --direct " + source
                + " --get /apps/beta/text; HOME=\"$PWD\" gconftool-2 --direct " + source + " --all-entries /apps/x"))
                .startsWith("two\nlines\n").contains("alpha = 3", "beta = 3");
    }

    @Test
    void givesTheFileOfMkconfOneDate() throws IOException {
        var mkconf = Tool.requireFile("/usr/share/mdadm/mkconf", "mdadm");
        TwoSystems.of(directory, """
                mkdir -p etc/mdadm bin
                printf '#!/bin/sh\\nLC_ALL=C exec /bin/date -u -d "2020-01-0$1" "$@"\\n' > bin/date
                sed -i "s/0\\$1/0$1/" bin/date
                chmod +x bin/date
                # it fails where the kernel has no list of partitions, after it has written its comments
                PATH="$PWD/bin:$PATH" sh MKCONF > etc/mdadm/mdadm.conf || true
                rm -r bin
                """.replace("MKCONF", mkconf.toString())).sameBy("mdadm-date");
        assertThat(directory.resolve("system1/etc/mdadm/mdadm.conf")).content()
                .contains("was auto-generated on Sun, 26 Nov 2017 12:00:00 +0000 by mkconf");
    }

    @Test
    void tellsOfWhatPatchesLeave() throws IOException {
        Tool.require("patch", "diff");
        Tool.run(directory, "sh", "-ec", """
                mkdir -p root/etc
                cd root/etc
                seq 20 > conf
                sed s/5/x/ conf > new
                diff -u conf new > ../../patch || true
                sed -i 1d conf
                rm new
                patch -s conf ../../patch
                """);
        assertThat(NormalizedTree.of(directory.resolve("root"), SystemRules.tails()).skipped())
                .filteredOn(it -> it.reason() == Reason.LEFT_OVER).extracting(Skipped::path)
                .containsExactly("/etc/conf.orig");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void findsPagesOfIkiwikiWithoutADateOfTheirOwn(String html5) throws IOException {
        Tool.require("ikiwiki");
        var website = directory.resolve("root/usr/share/doc/tails");
        Files.createDirectories(website);
        Tool.run(directory, "sh", "-ec", """
                mkdir source
                echo '[[!meta date="2016-01-01"]]dated' > source/dated.mdwn
                echo 'without' > source/undated.mdwn
                for page in dated undated; do
                    echo '[[!inline pages="'$page'"]]' > source/list-$page.mdwn
                done
                touch -d 2016-01-01 source/*
                touch -d 2018-01-01 source/undated.mdwn
                HOME=$PWD ikiwiki --set deterministic=1 --set html5=HTML5 --no-rcs --url https://example.org \
                    source root/usr/share/doc/tails/website
                """.replace("HTML5", html5));
        assertThat(NormalizedTree.of(directory.resolve("root"), SystemRules.tails()).skipped())
                .filteredOn(it -> it.reason() == Reason.LEFT_OVER).extracting(Skipped::path)
                .contains("/usr/share/doc/tails/website/list-undated/index.html")
                .doesNotContain("/usr/share/doc/tails/website/list-dated/index.html");
    }
}
