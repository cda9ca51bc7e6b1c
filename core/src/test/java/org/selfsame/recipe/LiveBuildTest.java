package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.recipe.Recipe.Output;
import org.selfsame.recipe.Recipe.PackageRequest;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.recipe.Recipe.Unsupported;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.tree.Entry;

/// Configuration trees of live-build: as the real `lb config` writes them, and as people fill them.
class LiveBuildTest {
    @TempDir
    Path directory;

    private Repo repo;

    @BeforeEach
    void make() {
        repo = Repo.quick(directory.resolve("repo"));
    }

    private List<String> specs(Recipe recipe) {
        return recipe.packages().stream().map(p -> (p.stage() == Stage.SYSTEM ? "" : p.stage() + " ") + p.spec())
                .toList();
    }

    @Test
    void readsWhatTheRealOneWrites() throws IOException {
        Tool.require("lb");
        Tool.run(repo.directory(), "lb", "config", "--distribution", "bookworm", "--architectures", "amd64",
                "--archive-areas", "main contrib", "--bootappend-live", "boot=live components console=ttyS0",
                "--linux-flavours", "amd64 cloud-amd64", "--apt-recommends", "false", "--debian-installer", "none",
                "--firmware-chroot", "false", "--uefi-secure-boot", "disable", "--iso-volume", "Real @ISOVOLUME_TS@",
                "--backports", "false", "--chroot-squashfs-compression-type", "zstd", "--image-name", "real");
        repo.commit();

        var recipe = repo.read();

        assertThat(recipe.name()).isEqualTo("real");
        assertThat(recipe.version()).isEqualTo(recipe.source().commit().substring(0, 12));
        assertThat(recipe.archives())
                .extracting(a -> a.name() + " " + a.uris() + " " + a.suite() + " " + a.components())
                .containsExactly("debian [http://deb.debian.org/debian/] bookworm [main, contrib]",
                        "debian-updates [http://deb.debian.org/debian/] bookworm-updates [main, contrib]",
                        "debian-security [http://security.debian.org/] bookworm-security [main, contrib]");
        assertThat(recipe.recommends()).isFalse();
        assertThat(specs(recipe)).containsExactly("?priority(required)", "?priority(important)", "linux-image-amd64",
                "linux-image-cloud-amd64", "debian-archive-keyring", "live-boot", "live-config", "live-config-systemd",
                "systemd-sysv", "IMAGE isolinux", "IMAGE syslinux-common", "IMAGE grub-efi-amd64-bin");
        assertThat(recipe.boot().arguments()).containsExactly("components", "console=ttyS0");
        assertThat(recipe.boot().bios() && recipe.boot().uefi()).isTrue();
        assertThat(recipe.image().volumeId()).isEqualTo("Real 20241101-00:00");
        assertThat(recipe.image().compression()).isEqualTo("zstd");
        assertThat(recipe.image().application()).isEqualTo("Debian Live");
        assertThat(recipe.image().outputs()).containsExactly(Output.ISO);
        // its own hooks are links to where it is installed: they are not in the repository
        assertThat(recipe.hooks()).isEmpty();
        assertThat(recipe.unsupported()).isNotEmpty().allSatisfy(u -> assertThat(u.kind()).isEqualTo(
                "part of live-build itself"));
    }

    @Test
    void takesTheLeastThatDebootstrapInstallsIfItIsAskedTo() throws IOException {
        repo.write("config/common", "\nDEBOOTSTRAP_OPTIONS=\"--variant=minbase\"\n")
                .write("config/bootstrap", "LB_DISTRIBUTION=\"bookworm\"\n").commit();
        assertThat(specs(repo.read())).startsWith("?priority(required)", "apt").doesNotContain("?priority(important)");
        assertThat(repo.read().unsupported()).isEmpty();

        repo.write("config/common", "DEBOOTSTRAP_OPTIONS=\"--variant=minbase --no-check-gpg\"\n").commit();
        assertThat(specs(repo.read())).startsWith("?priority(required)", "?priority(important)");
        assertThat(repo.read().unsupported()).hasSize(1);
    }

    @Test
    void listsSettingsThatItDoesNotKnow() throws IOException {
        repo.write("config/common", "LB_MODE=\"progress-linux\"\nLB_INITSYSTEM='runit'\nLB_CACHE=\"false\"\nX=$(id)\n")
                .write("config/bootstrap", "# c\nLB_DISTRIBUTION=\"trixie\"\nLB_NEW_THING=\"1\"\n")
                .write("config/binary", "LB_IMAGE_TYPE=\"netboot\"\nLB_MEMTEST=\"memtest86+\"\n").commit();

        assertThat(repo.read().unsupported()).containsExactly(
                new Unsupported("config/binary", "LB_IMAGE_TYPE=netboot", true),
                new Unsupported("config/binary", "LB_MEMTEST=memtest86+", true),
                new Unsupported("config/bootstrap", "LB_NEW_THING=1", true),
                new Unsupported("config/common", "LB_INITSYSTEM=runit", true),
                new Unsupported("config/common", "LB_MODE=progress-linux", true),
                new Unsupported("config/common", "X=$(id)", true));
    }

    @Test
    void expandsTheConditionsOfLists() throws IOException {
        repo.write("selfsame.toml", Repo.MINIMAL).write("config/package-lists/a.list.chroot", """
                # comment
                one  two:i386 three=1:2~3 # more
                #if ARCHITECTURES amd64 i386
                four/bookworm-backports
                #endif
                #if ARCHITECTURE arm64
                never
                #endif
                #nif DISTRIBUTION sid
                five
                #endif
                #if LINUX_FLAVOURS amd64
                six
                #endif
                #if UNHEARD_OF x
                never
                #endif
                ! Packages Priority standard
                """).write("config/package-lists/b.list", "seven one\n")
                .write("config/package-lists/c.list.chroot_live", "eight\n")
                .write("config/package-lists/d.list.binary", "pool\n").write("config/package-lists/README", "x\n")
                .write("config/package-lists/.hidden.list", "never\n").commit();

        var recipe = repo.read();

        assertThat(specs(recipe)).startsWith("one", "two:i386", "three=1:2~3", "four/bookworm-backports", "five", "six",
                "seven", "eight").doesNotContain("never", "pool");
        assertThat(recipe.packages()).contains(new PackageRequest("one", Stage.SYSTEM,
                "config/package-lists/a.list.chroot"));
        assertThat(recipe.unsupported()).containsExactly(
                new Unsupported("config/package-lists/README", "package list", true),
                new Unsupported("config/package-lists/a.list.chroot", "! Packages Priority standard", true),
                new Unsupported("config/package-lists/a.list.chroot", "#if UNHEARD_OF x", true),
                new Unsupported("config/package-lists/d.list.binary", "package pool", true));
    }

    @Test
    void ordersHooksByDirectoryAndBytes() throws IOException {
        repo.write("selfsame.toml", Repo.MINIMAL).write("config/hooks/live/0001-a.hook.chroot", "a")
                .write("config/hooks/normal/9-b.hook.chroot", "b").write("config/hooks/normal/10-c.chroot", "c")
                .write("config/hooks/normal/B.hook.binary", "d").write("config/hooks/normal/a.hook.binary", "e")
                .write("config/hooks/live/x.hook.container", "f").write("config/hooks/old.chroot", "g")
                .write("config/hooks/normal/README", "h")
                .sh("ln -s ../normal/9-b.hook.chroot config/hooks/live/0002-link.hook.chroot; "
                        + "ln -s /usr/share/live/build/hooks/normal/x config/hooks/normal/x.hook.chroot")
                .commit();

        var recipe = repo.read();

        assertThat(recipe.hooks()).extracting(Recipe.Hook::name).containsExactly("config/hooks/old.chroot",
                "config/hooks/normal/10-c.chroot", "config/hooks/normal/9-b.hook.chroot",
                "config/hooks/normal/B.hook.binary", "config/hooks/normal/a.hook.binary",
                "config/hooks/live/0001-a.hook.chroot", "config/hooks/live/0002-link.hook.chroot");
        assertThat(recipe.hooks()).extracting(Recipe.Hook::place).filteredOn(p -> p == Recipe.Place.IMAGE).hasSize(2);
        assertThat(recipe.hooks().getLast().content().bytes(0, 1)).isEqualTo(new byte[]{'b'});
        assertThat(recipe.unsupported()).extracting(Unsupported::path).containsExactly(
                "config/hooks/live/x.hook.container", "config/hooks/normal/README",
                "config/hooks/normal/x.hook.chroot");
    }

    @Test
    void putsFilesWhereTheyBelong() throws IOException {
        repo.write("selfsame.toml", Repo.MINIMAL).write("config/includes.bootstrap/etc/a", "bootstrap")
                .write("config/includes.bootstrap/etc/b", "b")
                .write("config/includes.chroot_before_packages/etc/a", "x")
                .write("config/includes.chroot/usr/bin/tool", "#!").write("config/includes.chroot/.gitkeep", "")
                .write("config/includes.binary/live/x", "x").write("config/bootloaders/syslinux_common/menu.cfg", "m")
                .write("config/bootloaders/syslinux_common/live.cfg.in", "common")
                .write("config/bootloaders/isolinux/live.cfg.in", "own")
                .write("config/bootloaders/grub-pc/grub.cfg", "g")
                .write("config/bootloaders/extlinux/x", "x").write("config/rootfs/excludes", "tmp/*\n\n boot/x\n")
                .write("config/rootfs/squashfs.sort", "bin/sh 1\n").write("config/preseed/b.cfg", "b")
                .write("config/preseed/a.cfg.chroot", "a").write("config/preseed/x.cfg.installer", "x")
                .write("config/apt/preferences", "p").write("config/archives/z.pref.chroot", "z")
                .write("config/apt/apt.conf", "x").write("config/packages.chroot/own_1_all.deb", "deb")
                .write("config/packages.chroot/far_1_arm64.deb", "deb").write("config/includes.installer/x", "x")
                .write("config/strange/x", "x").write("auto/config", "lb config\n")
                .sh("chmod +x config/includes.chroot/usr/bin/tool; ln -s ../../etc config/includes.chroot/usr/etc; "
                        + "ln -s /usr/lib/ISOLINUX/isolinux.bin config/includes.chroot/usr/outside")
                .commit();

        var recipe = repo.read();

        assertThat(kinds(TreeLines.of(recipe.includesBefore()))).containsExactly("d etc 755", "f etc/a 644",
                "f etc/b 644");
        assertThat(recipe.includesBefore().find("etc/a").orElseThrow()).isInstanceOfSatisfying(
                Entry.File.class, file -> assertThat(file.size()).isEqualTo(1));
        assertThat(kinds(TreeLines.of(recipe.includesAfter()))).containsExactlyInAnyOrder("d usr 755", "d usr/bin 755",
                "f .gitkeep 644", "f usr/bin/tool 755", "l usr/etc 777", "l usr/outside 777");
        assertThat(kinds(TreeLines.of(recipe.includesBinary()))).containsExactly("d live 755", "f live/x 644");
        assertThat(kinds(TreeLines.of(recipe.boot().files()))).containsExactly("d grub 755", "d isolinux 755",
                "f grub/grub.cfg 644", "f isolinux/live.cfg.in 644", "f isolinux/menu.cfg 644");
        assertThat(recipe.image().excludes()).containsExactly("tmp/*", "boot/x");
        assertThat(recipe.image().sort()).isNotNull();
        assertThat(recipe.preseeds()).extracting(Recipe.Named::name).containsExactly("config/preseed/a.cfg.chroot",
                "config/preseed/b.cfg");
        assertThat(recipe.pins()).extracting(Recipe.Named::name).containsExactly("config/apt/preferences",
                "config/archives/z.pref.chroot");
        assertThat(recipe.localPackages()).extracting(Recipe.Named::name).containsExactly(
                "config/packages.chroot/own_1_all.deb");
        assertThat(specs(recipe)).contains("own").doesNotContain("far");
        assertThat(recipe.unsupported()).extracting(u -> u.path() + "|" + u.kind() + "|" + u.bears()).containsExactly(
                "auto/config|script of live-build|true", "config/apt/apt.conf|apt setting|true",
                "config/bootloaders/extlinux/x|boot loader|true", "config/includes.installer/x|installer|true",
                "config/packages.chroot/far_1_arm64.deb|package of another architecture|false",
                "config/preseed/x.cfg.installer|preseed|true", "config/strange/x||true");
    }

    private static List<String> kinds(List<String> lines) {
        return lines.stream().map(line -> line.split("\\|", -1)).map(f -> f[0] + " " + f[1] + " " + f[2]).toList();
    }

    @Test
    void readsArchivesWithTheirKeys() throws IOException {
        repo.write("selfsame.toml", Repo.MINIMAL + "components = [\"main\", \"contrib\"]\n")
                .write("config/archives/own.list.chroot", """
                        # two
                        deb [signed-by=/usr/share/keyrings/own.gpg] https://example.org/own/ stable main
                        deb-src https://example.org/own/ stable main
                        deb http://example.org/more @DISTRIBUTION@ @ARCHIVE_AREAS@
                        """).write("config/archives/own.key.chroot", "key of own").write("config/archives/x.key", "x")
                .write("config/archives/other.list", "deb [arch=amd64] http://example.org/o o/p q\n")
                .write("config/archives/other.key", "key of other")
                .write("config/archives/o.list.binary", "deb x y z\n")
                .commit();

        var recipe = repo.read();

        assertThat(recipe.archives())
                .extracting(a -> a.name() + " " + a.uris() + " " + a.suite() + " " + a.components())
                .endsWith("other [http://example.org/o] o/p [q]", "own [https://example.org/own/] stable [main]",
                        "own-2 [http://example.org/more] bookworm [main, contrib]");
        var key = Objects.requireNonNull(recipe.archives().getLast().keyring());
        assertThat(key.bytes(0, 10)).asString().isEqualTo("key of own");
        assertThat(recipe.archives().getFirst().keyring()).isNull();
        assertThat(recipe.unsupported()).containsExactly(
                new Unsupported("config/archives/o.list.binary", "archive", true),
                new Unsupported("config/archives/other.list", "arch=amd64", true));
    }

    @Test
    void doesNotGuessAKey() {
        repo.write("selfsame.toml", Repo.MINIMAL).write("config/archives/a.list", "deb http://example.org/ x main\n")
                .write("config/archives/b.key", "b").write("config/archives/c.key", "c").commit();

        assertThatThrownBy(() -> repo.read()).isInstanceOfSatisfying(RecipeException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.WHICH_KEY);
            assertThat(e.line()).isEqualTo(1);
        });
    }

    @Test
    void readsATreeOfTails() throws IOException {
        repo.write("selfsame.toml", Repo.MINIMAL)
                .write("config/chroot_local-includes/etc/a", "a").write("config/binary_local-includes/live/b", "b")
                .write("config/chroot_local-hooks/10-tbb", "h").write("config/chroot_local-hooks/04-x", "h")
                .write("config/binary_local-hooks/10-y", "h")
                .write("config/chroot_local-packageslists/tails.list", "gdm3\n#if ARCHITECTURE amd64\nx1\n#endif\n")
                .write("config/chroot_local-packages/own_1_amd64.deb", "deb")
                .write("config/chroot_local-preseed/a.preseed", "p").write("config/chroot_local-patches/a.diff", "d")
                .write("config/chroot_sources/torproject.chroot",
                        "deb http://deb.torproject.org/torproject bookworm main\n")
                .write("config/chroot_sources/torproject.chroot.gpg", "key")
                .write("config/chroot_sources/torproject.binary", "deb x\n").write("config/chroot_apt/preferences", "p")
                .write("config/binary_rootfs/squashfs.sort", "s")
                .write("config/APT_snapshots.d/torproject/serial", "2024103001\n")
                .write("config/APT_snapshots.d/debian-security/serial", "latest\n")
                .write("config/APT_overlays.d/feature", "")
                .write("config/base_branch", "stable\n")
                .write("debian/changelog", """
                        tails (6.9) unstable; urgency=medium

                          * x

                         -- Tails <tails@example.org>  Wed, 30 Oct 2024 12:00:00 +0100

                        tails (6.8) unstable
                        """)
                .commit();

        var recipe = repo.read();

        assertThat(recipe.version()).as("selfsame.toml goes first").isEqualTo("1");
        assertThat(recipe.sourceDate()).isEqualTo("2024-10-30T11:00:00Z");
        assertThat(kinds(TreeLines.of(recipe.includesAfter()))).containsExactly("d etc 755", "f etc/a 644");
        assertThat(kinds(TreeLines.of(recipe.includesBinary()))).containsExactly("d live 755", "f live/b 644");
        assertThat(recipe.hooks()).extracting(h -> h.place() + " " + h.name()).containsExactly(
                "IMAGE config/binary_local-hooks/10-y", "SYSTEM config/chroot_local-hooks/04-x",
                "SYSTEM config/chroot_local-hooks/10-tbb");
        assertThat(specs(recipe)).startsWith("gdm3", "x1", "own");
        assertThat(recipe.pins()).extracting(Recipe.Named::name).containsExactly("config/chroot_apt/preferences");
        assertThat(recipe.preseeds()).hasSize(1);
        var torproject = recipe.archives().getLast();
        assertThat(torproject.name()).isEqualTo("torproject");
        assertThat(torproject.uris())
                .containsExactly("http://time-based.snapshots.deb.tails.boum.org/torproject/2024103001");
        assertThat(torproject.snapshot()).isEqualTo("2024-10-31T00:00:00Z");
        assertThat(torproject.keyring()).isNotNull();
        assertThat(recipe.unsupported()).extracting(Unsupported::path).containsExactly("config/APT_overlays.d/feature",
                "config/APT_snapshots.d/debian-security/serial", "config/base_branch",
                "config/chroot_local-patches/a.diff", "config/chroot_sources/torproject.binary");
    }
}
