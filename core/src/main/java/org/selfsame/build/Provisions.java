package org.selfsame.build;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.sandbox.Surroundings;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Tree;

/// What the sandbox gets beside its root: packages, a repository of them, the recipe's files, and the scripts of the steps.
///
/// ```
/// packages/…            the packages, by their usual names
/// Packages              the index of a repository that has them
/// lists/…               names and files, one a line, for the scripts
/// preseeds/… hooks/…    from the recipe, numbered in its order
/// includes-before.tar   the recipe's files
/// includes-after.tar
/// sources.list keyrings/…   for the system that is built
/// scripts/…             what the steps run
/// clock/…               what has programs see another clock, if they are to
/// ```
final class Provisions {
    static final List<String> SCRIPTS = List.of("bootstrap", "packages", "includes", "finish", "shortcuts");

    private final Recipe recipe;
    private final Lock lock;
    private final PackageSet packages;
    private final Task task;

    Provisions(Recipe recipe, Lock lock, PackageSet packages, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.packages = packages;
        this.task = task;
    }

    /// All of it.
    ///
    /// @param made takes archives of the recipe's files until the build is over
    /// @throws BuildException if a package is damaged, or another than the lock says
    /// @throws IOException if something cannot be read
    FileTree tree(Tars made) throws IOException {
        var tree = repository(SCRIPTS);
        numbered(tree, "preseeds", recipe.preseeds(), 0644);
        for (int i = 0; i < recipe.hooks().size(); i++) {
            tree.file(hook(i, recipe.hooks().get(i)), recipe.hooks().get(i).content(), 0755);
        }
        archive(tree, "includes-before.tar", recipe.includesBefore(), made);
        archive(tree, "includes-after.tar", recipe.includesAfter(), made);
        sources(tree);
        return tree;
    }

    /// What is needed to install the packages, and nothing of the recipe's.
    ///
    /// @throws BuildException if a package is damaged, or another than the lock says
    /// @throws IOException if something cannot be read
    FileTree packagesAlone() throws IOException {
        return repository(List.of("bootstrap", "packages")).text("sources.list", "");
    }

    private FileTree repository(List<String> scripts) throws IOException {
        var tree = new FileTree(lock.sourceDate());
        for (var each : packages.installed()) {
            tree.file("packages/" + PackageSet.fileName(each), packages.content(each), 0644);
        }
        tree.text("Packages", index());
        lists(tree);
        for (var name : scripts) {
            tree.file("scripts/" + name, script(name), 0644);
        }
        return tree;
    }

    /// Adds what has programs see another clock, if they are to and `packages` has it: what Debian's package holds below the
    /// directory of libraries of one architecture.
    ///
    /// @throws BuildException if the package is damaged
    /// @throws IOException if it cannot be read
    static void clock(FileTree tree, PackageSet packages, Surroundings surroundings) throws IOException {
        if (surroundings.clockOffset().isZero()) {
            return;
        }
        for (var each : packages.of(Lock.Use.CLOCK)) {
            try {
                var files = packages.deb(each, StepName.INPUTS).files();
                if (files.find("usr/lib").orElse(null) instanceof Entry.Directory libraries) {
                    for (var architecture : libraries.children()) {
                        if (files.find("usr/lib/" + architecture.name() + "/faketime/libfaketime.so.1")
                                .orElse(null) instanceof Entry.File library) {
                            tree.file(Sandbox.CLOCK, library.content(), 0644);
                        }
                    }
                }
            } catch (FormatException e) {
                throw PackageSet.bad(each, StepName.INPUTS, e);
            }
        }
    }

    /// Where a hook lies among the inputs.
    static String hook(int number, Recipe.Hook hook) {
        return "hooks/" + numbered(number, hook.name());
    }

    private static String numbered(int number, String path) {
        return String.format(Locale.ROOT, "%04d-", number) + path.substring(path.lastIndexOf('/') + 1);
    }

    private static void numbered(FileTree tree, String directory, List<Recipe.Named> files, int permissions) {
        for (int i = 0; i < files.size(); i++) {
            tree.file(directory + "/" + numbered(i, files.get(i).name()), files.get(i).content(), permissions);
        }
    }

    /// A script of a step.
    ///
    /// @throws IOException if this program is not complete
    static Content script(String name) throws IOException {
        try (var in = Provisions.class.getResourceAsStream(name + ".sh")) {
            if (in == null) {
                throw new IOException("no script " + name);
            }
            return new BytesContent(in.readAllBytes());
        }
    }

    /// The index: what each package says of itself, and the digest that the lock has of it.
    private String index() throws IOException {
        var index = new StringBuilder();
        for (var each : packages.installed()) {
            task.checkCancelled();
            index.append(control(each)).append("\nFilename: ./packages/").append(PackageSet.fileName(each))
                    .append("\nSize: ").append(each.size()).append("\nSHA256: ").append(each.sha256().hex())
                    .append("\n\n");
        }
        return index.toString();
    }

    private String control(Lock.Binary each) throws IOException {
        var deb = packages.deb(each, StepName.INPUTS);
        try {
            var control = deb.control();
            var fields = DebFile.fields(control);
            check(each, "Package", each.name(), fields.get("Package"));
            check(each, "Version", each.version(), fields.get("Version"));
            check(each, "Architecture", each.architecture(), fields.get("Architecture"));
            return control;
        } catch (FormatException e) {
            throw PackageSet.bad(each, StepName.INPUTS, e);
        }
    }

    private static void check(Lock.Binary each, String field, String locked, @Nullable String stated)
            throws BuildException {
        if (!locked.equals(stated)) {
            throw new BuildException(BuildException.Reason.BAD_PACKAGE, StepName.INPUTS, PackageSet.fileName(each),
                    List.of(field + ": " + stated + " ≠ " + locked));
        }
    }

    private void lists(FileTree tree) {
        var bootstrap = packages.of(Lock.Use.BOOTSTRAP);
        tree.text("lists/bootstrap", lines(bootstrap.stream().map(PackageSet::fileName).toList()));
        var later = packages.installed().stream().filter(it -> !bootstrap.contains(it)).toList();
        tree.text("lists/install", lines(later.stream().map(it -> apt(it) + "=" + it.version()).toList()));
        tree.text("lists/auto", lines(later.stream().filter(it -> !it.requested()).map(Provisions::apt).toList()));
        tree.text("lists/purge", lines(later.stream().filter(Provisions::isPurged).map(Provisions::apt).toList()));
    }

    /// Whether a package is there while hooks run, and not in the system.
    static boolean isPurged(Lock.Binary each) {
        return each.uses().contains(Lock.Use.BUILD) && !each.uses().contains(Lock.Use.SYSTEM)
                && !each.uses().contains(Lock.Use.BOOTSTRAP);
    }

    private static String apt(Lock.Binary each) {
        return each.architecture().equals("all") ? each.name() : each.name() + ":" + each.architecture();
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /// Where the system gets its packages from when it runs. A keyring of the recipe goes along.
    private void sources(FileTree tree) throws IOException {
        var lines = new StringBuilder();
        for (var archive : lock.archives()) {
            var keyring = recipe.archives().stream().filter(it -> it.name().equals(archive.name()))
                    .map(Recipe.ArchiveRequest::keyring).filter(it -> it != null).findFirst().orElse(null);
            var signed = "";
            if (keyring != null) {
                boolean armored = keyring.size() > 0 && keyring.bytes(0, 1)[0] == '-';
                var name = "keyrings/" + archive.name() + (armored ? ".asc" : ".gpg");
                tree.file(name, keyring, 0644);
                signed = "[signed-by=/etc/apt/" + name + "] ";
            }
            lines.append("deb ").append(signed).append(archive.uri()).append(' ').append(archive.suite());
            archive.components().forEach(component -> lines.append(' ').append(component));
            lines.append('\n');
        }
        tree.text("sources.list", lines.toString());
    }

    private void archive(FileTree tree, String name, Tree files, Tars made) throws IOException {
        if (!files.root().children().isEmpty()) {
            tree.file(name, made.tar(out -> TarWriter.write(files,
                    TarOptions.gnu(EntryTimes.set(lock.sourceDate())).owners(TarOptions.Owners.ROOT), out, task)),
                    0644);
        }
    }

    /// Keeps archives that are made for the sandbox.
    @FunctionalInterface
    interface Tars {
        /// What `writer` writes.
        ///
        /// @throws IOException as the writer, or if there is no room
        FileContent tar(Store.Writer writer) throws IOException;
    }
}
