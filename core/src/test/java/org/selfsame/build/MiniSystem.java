package org.selfsame.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.format.ar.DebWriter;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.recipe.Recipe;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// The smallest system that dpkg and apt can install: one package with busybox and the host's own dpkg, apt and tar, and
/// another that says hello. With a recipe and a lock for them.
public final class MiniSystem {
    public static final Instant TIME = Instant.parse("2024-11-01T00:00:00Z");
    static final Digest TREE = new Digest(DigestAlgorithm.SHA256, "ab".repeat(32));
    private static final List<String> PROGRAMS = List.of("/bin/dash", "/usr/bin/dpkg", "/usr/bin/dpkg-deb",
            "/usr/bin/dpkg-query",
            "/usr/bin/dpkg-split", "/usr/bin/dpkg-divert", "/usr/bin/dpkg-trigger", "/bin/tar", "/sbin/ldconfig",
            "/sbin/start-stop-daemon", "/usr/bin/apt-get", "/usr/bin/apt-mark", "/usr/lib/apt/methods/file",
            "/usr/lib/apt/methods/store", "/usr/lib/apt/methods/copy");
    private static final List<String> APPLETS = List.of("cat", "chmod", "cp", "date", "diff", "env", "grep", "id",
            "ls", "mkdir", "mv", "printf", "rm", "sed", "sleep", "sort", "test", "touch", "true", "uname", "find",
            "head", "wc", "hostname", "nproc", "chown");
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    private final Store store;
    private final List<Lock.Binary> packages = new ArrayList<>();
    private final List<Recipe.Hook> hooks = new ArrayList<>();
    private final FileTree includes = new FileTree(TIME);
    private final FileTree beside = new FileTree(TIME);
    private final List<Lock.Source> sources = new ArrayList<>();
    private final List<Recipe.OverlayRequest> overlay = new ArrayList<>();
    private Set<Recipe.Output> outputs = Set.of(Recipe.Output.TAR, Recipe.Output.ISO);
    private boolean bios;

    /// A system whose packages are in `store`.
    public MiniSystem(Store store) throws IOException {
        this.store = store;
        add("base", Set.of(Lock.Use.BOOTSTRAP), base(), "Essential: yes\n");
        add("hello", Set.of(Lock.Use.SYSTEM), new FileTree(TIME).text("usr/share/hello/hello", "hello\n").tree(), "");
    }

    /// Skips the test where the host lacks what the system is made of.
    public static void require() {
        Tool.require("dpkg", "apt-get", "ldd");
        Tool.requireFile("/bin/busybox", "busybox-static");
    }

    private static Tree base() throws IOException {
        var tree = new FileTree(TIME);
        tree.file("bin/busybox", bytes("/bin/busybox"), 0755);
        for (var applet : APPLETS) {
            tree.link("bin/" + applet, "busybox");
        }
        // not busybox': its shell runs its own dpkg and tar, whatever is installed
        tree.link("bin/sh", "dash");
        var libraries = new TreeSet<String>();
        for (var program : PROGRAMS) {
            tree.file(program.substring(1), bytes(program), 0755);
            var linked = LIBRARY.matcher(Tool.run(Path.of("/"), "ldd", program).out());
            while (linked.find()) {
                libraries.add(linked.group(1));
            }
        }
        for (var library : libraries) {
            tree.file(library.substring(1), bytes(library), 0755);
        }
        for (var table : List.of("cputable", "ostable", "tupletable")) {
            tree.file("usr/share/dpkg/" + table, bytes("/usr/share/dpkg/" + table), 0644);
        }
        tree.text("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n_apt:x:42:65534::/nonexistent:/bin/false\n");
        tree.text("etc/group", "root:x:0:\nnogroup:x:65534:\n");
        for (var directory : List.of("dev", "proc", "sys", "run", "tmp", "root", "var/log", "var/lib/apt",
                "var/cache/apt", "etc/apt/apt.conf.d", "var/lib/dpkg/alternatives", "var/lib/dpkg/parts")) {
            tree.directory(directory);
        }
        return tree.tree();
    }

    private static Content bytes(String file) throws IOException {
        return new BytesContent(Files.readAllBytes(Path.of(file).toRealPath()));
    }

    /// Adds a package to the lock, and stores it.
    MiniSystem add(String name, Set<Lock.Use> uses, Tree files, String fields) throws IOException {
        var control = "Package: " + name + "\nVersion: 1\nArchitecture: amd64\nMaintainer: nobody <n@example.org>\n"
                + fields + "Description: " + name + "\n";
        return deb(name, "1", uses, deb(control, files));
    }

    /// Adds a package as these bytes, whatever they are.
    MiniSystem deb(String name, String version, Set<Lock.Use> uses, byte[] bytes) throws IOException {
        var digest = store.add(new BytesContent(bytes).stream(), Task.silent());
        packages.removeIf(it -> it.name().equals(name));
        packages.add(new Lock.Binary(name, version, "amd64", digest, bytes.length, "pool/" + name + ".deb", 0, uses,
                name.equals("hello")));
        return this;
    }

    /// The bytes of a package.
    static byte[] deb(String control, Tree files) throws IOException {
        var out = new ByteArrayOutputStream();
        DebWriter.write(tar(new FileTree(TIME).text("control", control).tree()), tar(files), "", TIME, out,
                Task.silent());
        return out.toByteArray();
    }

    private static Content tar(Tree tree) throws IOException {
        var out = new ByteArrayOutputStream();
        TarWriter.write(tree, TarOptions.debian(TIME), out, Task.silent());
        return new BytesContent(out.toByteArray());
    }

    /// Builds the package of a source instead of having it, with the tools of [MiniTools].
    ///
    /// @param allowed why it need not reproduce, or null
    public MiniSystem fromSource(Lock.Source source, @Nullable String allowed) throws IOException {
        source.binaries().forEach(built -> packages.removeIf(it -> it.name().equals(built.name())));
        sources.add(source);
        overlay.add(new Recipe.OverlayRequest(source.name(), source.version(), allowed));
        packages.replaceAll(it -> new Lock.Binary(it.name(), it.version(), it.architecture(), it.sha256(), it.size(),
                it.path(), it.archive(), it.name().equals("base")
                        ? Set.of(Lock.Use.BOOTSTRAP, Lock.Use.OVERLAY)
                        : it.uses(),
                it.requested()));
        return add("build-essential", Set.of(Lock.Use.OVERLAY), MiniTools.files(), "");
    }

    MiniSystem hook(String name, Recipe.Place place, String script) {
        hooks.removeIf(it -> it.name().equals(name));
        hooks.add(new Recipe.Hook(name, place, new BytesContent(script.getBytes(StandardCharsets.UTF_8))));
        return this;
    }

    MiniSystem include(String path, String text) {
        includes.text(path, text);
        return this;
    }

    MiniSystem beside(String path, String text) {
        beside.text(path, text);
        return this;
    }

    MiniSystem outputs(Recipe.Output... all) {
        outputs = Set.of(all);
        return this;
    }

    MiniSystem starting() {
        bios = true;
        return this;
    }

    Recipe recipe() {
        var empty = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));
        return new Recipe(new Recipe.Source("https://example.org/mini.git", "01".repeat(20), null, null, false), "mini",
                "1", TIME, "amd64", List.of(), List.of(), false, List.of(), List.of(), overlay, List.of(), empty,
                includes.tree(), beside.tree(), hooks,
                new Recipe.Boot(List.of(), bios, false, "Mini", 0, empty),
                new Recipe.Image(outputs, "MINI", "", "", "zstd", 1, 131_072, List.of(), null, List.of(),
                        true),
                Recipe.SandboxChoice.ANY, List.of(), TREE, null);
    }

    Lock lock() {
        return lock(new Lock.RecipeStamp("mini", "1", "https://example.org/mini.git", "01".repeat(20), null, TREE));
    }

    /// The lock of these packages for a recipe.
    public Lock lock(Lock.RecipeStamp stamp) {
        var digest = new Digest(DigestAlgorithm.SHA256, "cd".repeat(32));
        var archive = new Lock.Archive("mini", "http://deb.example.org/mini", "stable", List.of("main"),
                new Lock.InRelease(digest, 1, TIME, null, "stable", List.of("A".repeat(40))),
                List.of(new Lock.Index("main/binary-amd64/Packages", digest, 1)), digest, null, null);
        return new Lock(stamp, TIME, "amd64", List.of(archive), packages, sources, List.of());
    }
}
