package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.recipe.RecipeException.Reason;

/// Recipes that lie, escape or break: each is refused with its reason, and nothing is written but in the cache.
class HostileRecipeTest {
    @TempDir
    Path directory;

    private Repo repo;

    @BeforeEach
    void make() {
        repo = Repo.quick(directory.resolve("repo")).write("selfsame.toml", Repo.MINIMAL);
    }

    private void refused(Reason reason, String where) {
        assertThatThrownBy(() -> repo.read()).isInstanceOfSatisfying(RecipeException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.path() + ":" + e.line()).isEqualTo(where);
        });
    }

    static Stream<Arguments> files() {
        return Stream.of(arguments("config/hooks/normal/x.chroot", "ln -s /etc/passwd F", Reason.LINK_OUTSIDE),
                arguments("config/hooks/normal/x.chroot", "ln -s ../../../../x F", Reason.LINK_OUTSIDE),
                arguments("config/hooks/normal/x.chroot", "ln -s x.chroot F", Reason.LINK_OUTSIDE),
                arguments("config/hooks/normal/x.chroot", "ln -s nothing F", Reason.LINK_OUTSIDE),
                arguments("config/package-lists/x.list", "ln -s /root/x F", Reason.LINK_OUTSIDE),
                arguments("config/packages.chroot/x_1_all.deb", "ln -s /dev/zero F", Reason.LINK_OUTSIDE),
                arguments("config/package-lists/x.list", "printf 'a\\377' > F", Reason.NOT_TEXT),
                arguments("config/package-lists/x.list", "head -c 5000000 /dev/zero > F", Reason.TOO_LARGE),
                arguments("config/includes.chroot/big",
                        "printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:00\\nsize 9\\n' > F",
                        Reason.LFS_POINTER),
                arguments("config/includes.chroot/a",
                        "echo x > F; mkdir -p config/includes.chroot_after_packages; echo > config/includes.chroot_after_packages/a",
                        Reason.TWO_INCLUDES),
                arguments("selfsame.toml", "ln -s /etc/passwd F", Reason.LINK_OUTSIDE),
                arguments("debian/changelog", "ln -s ../x F", Reason.LINK_OUTSIDE),
                arguments("selfsame.toml", "head -c 5000000 /dev/zero > F", Reason.TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("files")
    void refusesAFile(String path, String make, Reason reason) {
        repo.sh("mkdir -p $(dirname " + path + "); rm -f " + path + "; " + make.replace(" F", " " + path)).commit();

        refused(reason, (reason == Reason.TWO_INCLUDES ? "config/includes.chroot" : path) + ":0");
    }

    static Stream<Arguments> lines() {
        var list = "config/package-lists/x.list.chroot";
        var sources = "config/archives/x.list";
        return Stream.of(arguments("config/common", "#\nLB_IMAGE_NAME=\"../../x\"\n", Reason.BAD_VALUE, 2),
                arguments("config/binary", "LB_BOOTAPPEND_LIVE=\"a 'b\"\n", Reason.BAD_VALUE, 1),
                arguments("config/binary", "LB_ISO_PUBLISHER=\"\u001b[31m\"\n", Reason.BAD_VALUE, 1),
                arguments("config/binary", "LB_ISO_VOLUME=\"\u202e\"\n", Reason.BAD_VALUE, 1),
                arguments("config/chroot", "LB_CHROOT_SQUASHFS_COMPRESSION_TYPE=\"lzo\"\n", Reason.BAD_VALUE, 1),
                arguments("config/chroot", "LB_CHROOT_SQUASHFS_COMPRESSION_LEVEL=\"99\"\n", Reason.BAD_VALUE, 1),
                arguments("config/chroot", "LB_LINUX_PACKAGES=\"../x\"\nLB_MODE=\"debian\"\n", Reason.BAD_PACKAGE, 1),
                arguments("config/bootstrap", "LB_ARCHITECTURE=\"../x\"\n", Reason.BAD_VALUE, 1),
                arguments(list, "a1\n-o Dir::Etc=/x\n", Reason.BAD_PACKAGE, 2),
                arguments(list, "../../x\n", Reason.BAD_PACKAGE, 1), arguments(list, "/x.deb\n", Reason.BAD_PACKAGE, 1),
                arguments(list, "?priority(extra)\n", Reason.BAD_PACKAGE, 1),
                arguments(list, "task^\n", Reason.BAD_PACKAGE, 1), arguments(list, "a$(x)\n", Reason.BAD_PACKAGE, 1),
                arguments(list, "x1=1;x\n", Reason.BAD_PACKAGE, 1),
                arguments(list, "#if ARCHITECTURE amd64\n#if MODE debian\n#endif\n", Reason.BAD_CONDITION, 2),
                arguments(list, "#if ARCHITECTURE amd64\n", Reason.BAD_CONDITION, 2),
                arguments(sources, "deb [trusted=yes] http://example.org/ x main\n", Reason.UNCHECKED_ARCHIVE, 1),
                arguments(sources, "#\ndeb [ allow-insecure=yes ] http://example.org/ x main\n",
                        Reason.UNCHECKED_ARCHIVE, 2),
                arguments(sources, "deb [check-valid-until=no] http://example.org/ x main\n", Reason.UNCHECKED_ARCHIVE,
                        1),
                arguments(sources, "deb cdrom:[x]/ x main\n", Reason.BAD_ARCHIVE, 1),
                arguments(sources, "deb http://example.org/ ../x main\n", Reason.BAD_ARCHIVE, 1),
                arguments(sources, "deb http://-o/ x main\n", Reason.BAD_ARCHIVE, 1),
                arguments(sources, "deb http://example.org/$(x) x main\n", Reason.BAD_ARCHIVE, 1),
                arguments(sources, "Types: deb\n", Reason.BAD_ARCHIVE, 1));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void refusesALine(String path, String text, Reason reason, int line) {
        repo.write(path, text).commit();

        refused(reason, path + ":" + line);
    }

    @Test
    void refusesAVersionThatIsAPath() {
        repo.write("selfsame.toml", "suite = \"sid\"\n")
                .write("debian/changelog", "x (1/../../../x) unstable; urgency=low\n")
                .commit();

        refused(Reason.BAD_VALUE, "debian/changelog:1");
    }

    static Stream<Arguments> settings() {
        return Stream.of(arguments("x", Reason.NOT_TOML, 1), arguments("a = 1\na = 2\n", Reason.NOT_TOML, 2),
                arguments("suite = \"sid\"\nkernel = 1\n", Reason.UNKNOWN_KEY, 2),
                arguments("suite = \"sid\"\n[image]\nvolume = \"X\"\n", Reason.UNKNOWN_KEY, 3),
                arguments("suite = 1\n", Reason.WRONG_TYPE, 1), arguments("suite = \"../x\"\n", Reason.BAD_VALUE, 1),
                arguments("suite = \"a b\"\n", Reason.BAD_VALUE, 1),
                arguments("name = \"../x\"\nsuite = \"sid\"\n", Reason.BAD_VALUE, 1),
                arguments("version = \"1\\u0000\"\n", Reason.BAD_VALUE, 1),
                arguments("mirror = \"ext::x\"\n", Reason.BAD_VALUE, 1),
                arguments("suite = \"sid\"\nsource-date = 1969-12-31T23:59:59Z\n", Reason.BAD_DATE, 0),
                arguments("suite = \"sid\"\nsource-date = 2106-02-08\n", Reason.BAD_DATE, 0),
                arguments("suite = \"sid\"\nsource-date = -1\n", Reason.WRONG_TYPE, 2),
                arguments("suite = \"sid\"\nsource-date = 12:00:00\n", Reason.WRONG_TYPE, 2),
                arguments("name = \"x\"\n", Reason.NO_ARCHIVE, 0),
                arguments("sandbox = \"docker\"\n", Reason.BAD_VALUE, 1),
                arguments("[[archive]]\nname = \"a\"\n", Reason.MISSING_KEY, 2),
                arguments("[[archive]]\nname = \"a\"\nuri = \"http://a/\"\n", Reason.MISSING_KEY, 2),
                arguments("suite = \"x\"\n[[archive]]\nname = \"a\"\nuri = \"http://a/{snapshot}\"\n",
                        Reason.MISSING_KEY,
                        3),
                arguments("suite = \"x\"\n[[archive]]\nname = \"a\"\nuri = \"http://a/{date}\"\n", Reason.BAD_VALUE, 3),
                arguments("suite = \"x\"\n[[archive]]\nname = \"a\"\nuri = \"http://a/\"\nkeyring = \"none.gpg\"\n",
                        Reason.NO_SUCH_FILE, 3),
                arguments("suite = \"x\"\n[[archive]]\nname = \"a\"\nuri = \"http://a/\"\nkeyring = \"../../x\"\n",
                        Reason.NO_SUCH_FILE, 3),
                arguments("suite = \"x\"\n[[archive]]\nname = \"a\"\nuri = \"http://a/\"\noriginal = \"b\"\n",
                        Reason.BAD_VALUE, 3),
                arguments(
                        "suite = \"x\"\n[[archive]]\nname = \"a\"\nuri = \"http://a/\"\n[[archive]]\nname = \"a\"\nuri = \"http://a/\"\n",
                        Reason.DUPLICATE, 6),
                arguments("suite = \"x\"\n[packages]\nsystem = [\"-o\"]\n", Reason.BAD_PACKAGE, 3),
                arguments("suite = \"x\"\n[packages]\nsystem = [1]\n", Reason.WRONG_TYPE, 3),
                arguments("suite = \"x\"\n[packages]\nbase = \"all\"\n", Reason.BAD_VALUE, 3),
                arguments("suite = \"x\"\n[boot]\narguments = [\"a b\"]\n", Reason.BAD_VALUE, 3),
                arguments("suite = \"x\"\n[boot]\ntimeout = -1\n", Reason.BAD_VALUE, 3),
                arguments("suite = \"x\"\n[image]\nblock-size = 5000\n", Reason.BAD_VALUE, 3),
                arguments("suite = \"x\"\n[image]\nvolume-id = \"" + "x".repeat(33) + "\"\n", Reason.BAD_VALUE, 3),
                arguments("suite = \"x\"\n[image]\noutputs = []\n", Reason.BAD_VALUE, 3),
                arguments("suite = \"x\"\n[image]\noutputs = [\"qcow2\"]\n", Reason.BAD_VALUE, 3),
                arguments("suite = \"x\"\n[image]\nupgrades-from = [\"00\"]\n", Reason.BAD_VALUE, 3),
                arguments("a = " + "[".repeat(20_000), Reason.NOT_TOML, 0));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void refusesSettings(String toml, Reason reason, int line) {
        repo.write("selfsame.toml", toml).commit();

        refused(reason, "selfsame.toml:" + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.x filter=evil", "*.x ident", "*.x eol=crlf", "*.x working-tree-encoding=UTF-16",
            "[attr]odd filter=evil\n*.x odd", "config/** filter=lfs"})
    void refusesAFileThatACheckoutChanges(String attributes) {
        repo.write(".gitattributes", attributes + "\n").write("config/includes.chroot/a.x", "$Id$\n").commit();

        refused(Reason.FILTERED, "config/includes.chroot/a.x:0");
    }

    @Test
    void takesAFileThatNoCheckoutChanges() throws IOException {
        repo.write(".gitattributes", "* text=auto\n*.x filter=evil\ndocs/** filter=evil\n")
                .write("config/.gitattributes", "*.x -filter\n").write("config/includes.chroot/a.x", "x\n")
                .write("docs/x", "x\n").commit();

        assertThat(repo.read().unsupported()).isEmpty();
    }

    @Test
    void refusesASubmodule() throws IOException {
        var other = new Repo(directory.resolve("other")).write("x", "x");
        var id = other.commit();
        repo.commit();
        repo.git("update-index", "--add", "--cacheinfo", "160000," + id + ",config/includes.chroot/sub");
        repo.git("commit", "-q", "-m", "Recipe");
        var request = RecipeRequest.of(repo.directory().toString()).at("main");

        assertThatThrownBy(() -> repo.read(request)).isInstanceOfSatisfying(RecipeException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.SUBMODULE));

        repo.git("rm", "-q", "--cached", "config/includes.chroot/sub");
        repo.git("update-index", "--add", "--cacheinfo", "160000," + id + ",elsewhere");
        repo.git("commit", "-q", "-m", "Recipe");
        assertThat(repo.read(request).unsupported()).containsExactly(
                new Recipe.Unsupported("elsewhere", "submodule", false));
    }

    /// No tool makes such trees: names that lead out, a file that is a directory, modes that are none.
    @ParameterizedTest
    @ValueSource(strings = {"100644 ..", "40000 ..", "100644 .", "40000 .git", "100644 a/b", "100644 a|40000 a",
            "100644 a|100644 a", "100644 b|100644 a", "10644 a", "060000 a", "100644 "})
    void refusesATree(String entries) throws IOException {
        repo.commit();
        try (var repository = new FileRepositoryBuilder().setGitDir(repo.directory().resolve(".git").toFile()).build();
                var inserter = repository.newObjectInserter()) {
            var blob = inserter.insert(Constants.OBJ_BLOB, "x".getBytes(StandardCharsets.US_ASCII));
            var leaf = inserter.insert(Constants.OBJ_TREE, entry("100644 x", blob));
            var bytes = Stream.of(entries.split("\\|")).map(e -> entry(e, e.startsWith("4") ? leaf : blob))
                    .reduce(new byte[0], HostileRecipeTest::joined);
            var hostile = inserter.insert(Constants.OBJ_TREE, bytes);
            var includes = inserter.insert(Constants.OBJ_TREE, entry("40000 includes.chroot", hostile));
            var root = inserter.insert(Constants.OBJ_TREE, entry("40000 config", includes));
            var commit = inserter.insert(Constants.OBJ_COMMIT, ("tree " + root.name()
                    + "\nauthor A <a@b> 1730419200 +0000\ncommitter A <a@b> 1730419200 +0000\n\nx\n")
                    .getBytes(StandardCharsets.US_ASCII));
            inserter.flush();
            assertThatThrownBy(() -> repo.read(RecipeRequest.of(repo.directory().toString()).at(commit.name())))
                    .isInstanceOfSatisfying(RecipeException.class,
                            e -> assertThat(e.reason()).isIn(Reason.DAMAGED_REPOSITORY, Reason.DUPLICATE,
                                    Reason.BAD_NAME));
        }
    }

    /// Each of sixty trees names the next one sixteen times: few bytes, and more directories than atoms.
    @Test
    void refusesATreeWithoutEnd() throws IOException {
        repo.commit();
        try (var repository = new FileRepositoryBuilder().setGitDir(repo.directory().resolve(".git").toFile()).build();
                var inserter = repository.newObjectInserter()) {
            var tree = inserter.insert(Constants.OBJ_TREE, new byte[0]);
            for (int depth = 0; depth < 60; depth++) {
                var bytes = new byte[0];
                for (char name = 'a'; name < 'q'; name++) {
                    bytes = joined(bytes, entry("40000 " + name, tree));
                }
                tree = inserter.insert(Constants.OBJ_TREE, bytes);
            }
            var commit = inserter.insert(Constants.OBJ_COMMIT, ("tree " + tree.name()
                    + "\nauthor A <a@b> 1730419200 +0000\ncommitter A <a@b> 1730419200 +0000\n\nx\n")
                    .getBytes(StandardCharsets.US_ASCII));
            inserter.flush();
            assertThatThrownBy(() -> repo.read(RecipeRequest.of(repo.directory().toString()).at(commit.name())))
                    .isInstanceOfSatisfying(RecipeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
        }
    }

    private static byte[] entry(String modeAndName, ObjectId id) {
        var raw = new byte[Constants.OBJECT_ID_LENGTH];
        id.copyRawTo(raw, 0);
        return joined((modeAndName + "\0").getBytes(StandardCharsets.US_ASCII), raw);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /// Git itself would give the changed bytes: it looks at no id when it reads.
    @Test
    void noticesAChangedObject() throws IOException {
        repo.write("config/includes.chroot/a", "right").commit();
        var id = repo.git("rev-parse", "HEAD:config/includes.chroot/a");
        byte[] other;
        try (var inserter = new ObjectInserter.Formatter()) {
            assertThat(inserter.idFor(Constants.OBJ_BLOB, "right".getBytes(StandardCharsets.US_ASCII)).name())
                    .isEqualTo(id);
        }
        repo.write("wrong", "wrong");
        var wrong = repo.git("hash-object", "-w", "wrong");
        other = Files.readAllBytes(object(wrong));
        repo.sh("rm -f wrong; chmod u+w " + object(id));
        Files.write(object(id), other);
        assertThat(repo.git("cat-file", "blob", id)).isEqualTo("wrong");

        refused(Reason.DAMAGED_REPOSITORY, "config/includes.chroot/a:0");
        Files.delete(object(id));
        refused(Reason.DAMAGED_REPOSITORY, "config/includes.chroot/a:0");
    }

    private Path object(String id) {
        return repo.directory().resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
    }

    @Test
    void refusesADirectoryThatLeadsOut() {
        repo.commit();

        for (var path : new String[]{"..", "/etc", "a/../.."}) {
            assertThatThrownBy(() -> repo.read(RecipeRequest.of(repo.directory().toString()).in(path)))
                    .isInstanceOfSatisfying(RecipeException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.BAD_NAME));
        }
        assertThatThrownBy(() -> repo.read(RecipeRequest.of(repo.directory().toString()).in("none")))
                .isInstanceOfSatisfying(RecipeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_RECIPE));
    }
}
