package org.selfsame.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.content.FormatException;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.sandbox.Surroundings;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;

/// Builds source packages, each in a root of its own that holds what every system needs and the build dependencies of all.
/// That root, and what each package gives in which surroundings, is kept.
final class SourceBuilder {
    private static final int ROOT = 1;
    private static final int SOURCE = 1;
    /// Where the packages lie in the sandbox when they are built.
    private static final String OUT = "/selfsame-built.tar";

    private final Recipe recipe;
    private final Lock lock;
    private final Store store;
    private final Sandbox sandbox;
    private final BuildOptions options;
    private final PackageSet packages;
    private final Progressing progress;
    private final Results results;
    private final WorkDirectory work;
    private final Task task;
    private final Digest rootKey;
    private @Nullable Digest root;

    /// @throws IOException if this program is not complete
    SourceBuilder(Recipe recipe, Lock lock, Store store, Sandbox sandbox, BuildOptions options, PackageSet packages,
            Progressing progress, Results results, WorkDirectory work, Task task) throws IOException {
        this.recipe = recipe;
        this.lock = lock;
        this.store = store;
        this.sandbox = sandbox;
        this.options = options;
        this.packages = packages;
        this.progress = progress;
        this.results = results;
        this.work = work;
        this.task = task;
        var key = new StepKey(StepName.OVERLAY, ROOT).surroundings(options.surroundings())
                .text(Long.toString(lock.sourceDate().getEpochSecond())).text(lock.architecture())
                .content(Provisions.script("bootstrap")).content(Provisions.script("packages"));
        packages.of(Lock.Use.OVERLAY).forEach(it -> key.digest(it.sha256()));
        rootKey = key.digest();
    }

    private Digest key(Lock.Source source, Surroundings surroundings) throws IOException {
        var key = new StepKey(StepName.OVERLAY, SOURCE).digest(rootKey).surroundings(surroundings)
                .content(Provisions.script("source")).text(source.name()).text(source.version());
        source.files().forEach(it -> key.text(PackageSet.fileName(it)).digest(it.sha256()));
        return key.digest();
    }

    /// What a source package gave in these surroundings, if that is to be reused and is there.
    ///
    /// @throws IOException if the store cannot be read
    Optional<Digest> known(Lock.Source source, Surroundings surroundings) throws IOException {
        return results.known(key(source, surroundings));
    }

    /// Builds a source package in these surroundings.
    ///
    /// @param number which build of it this is, from 1
    /// @return the digest of a tar archive with its binary packages
    /// @throws BuildException if it cannot be built
    /// @throws org.selfsame.sandbox.SandboxException if the sandbox cannot be opened so
    /// @throws IOException if something cannot be read or stored
    Digest build(Lock.Source source, int number, Surroundings surroundings) throws IOException {
        var inputs = new FileTree(lock.sourceDate()).file("scripts/source", Provisions.script("source"), 0644);
        source.files().forEach(it -> inputs.file("source/" + PackageSet.fileName(it), packages.content(it), 0644));
        try (var workshop = workshop(options.in(surroundings), inputs)) {
            workshop.open(results.open(root()));
            try {
                workshop.source(title(source), number, OUT);
            } catch (BuildException e) {
                workshop.keep(e);
                throw e;
            }
            return results.remember(key(source, surroundings), packed(source, workshop));
        }
    }

    /// What it is called where people see it.
    static String title(Lock.Source source) {
        return source.name() + " " + source.version();
    }

    private Workshop workshop(BuildOptions how, FileTree inputs) throws IOException {
        Provisions.clock(inputs, packages, how.surroundings());
        return new Workshop(sandbox, how, inputs.tree(), lock.sourceDate().getEpochSecond(), progress, task);
    }

    /// The root with the build dependencies.
    private Digest root() throws IOException {
        if (root == null) {
            var known = results.known(rootKey);
            root = known.isPresent() ? known.get() : installed();
        }
        return root;
    }

    private Digest installed() throws IOException {
        var needed = packages.forSources();
        var inputs = new Provisions(recipe, lock, needed, task).packagesAlone();
        try (var workshop = workshop(options, inputs)) {
            workshop.open(work.made(out -> new Bootstrap(needed, StepName.OVERLAY, lock.sourceDate(), task)
                    .write(out)));
            try {
                workshop.script(StepName.OVERLAY, "bootstrap");
                workshop.script(StepName.OVERLAY, "packages");
                new InstalledCheck(needed).check(StepName.OVERLAY, workshop);
            } catch (BuildException e) {
                workshop.keep(e);
                throw e;
            }
            return results.remember(rootKey, workshop);
        }
    }

    /// The packages as an archive that depends on nothing but their names and bytes.
    private Digest packed(Lock.Source source, Workshop workshop) throws IOException {
        try {
            var built = new TarFormat().open(work.made(out -> workshop.copy(StepName.OVERLAY, OUT, out)),
                    Limits.DEFAULT).tree();
            var tree = new FileTree(lock.sourceDate());
            for (var entry : built.root().children()) {
                if (!(entry instanceof Entry.File file)) {
                    throw new FormatException("tar", 0, entry.name() + " is no file");
                }
                tree.file(entry.name().toString(), file.content(), 0644);
            }
            return store.addResult(out -> {
                var buffered = new BufferedOutputStream(out);
                TarWriter.write(tree.tree(),
                        TarOptions.gnu(EntryTimes.set(lock.sourceDate())).owners(TarOptions.Owners.ROOT), buffered,
                        task);
                buffered.flush();
            }, task);
        } catch (FormatException e) {
            throw new BuildException(BuildException.Reason.OTHER_PACKAGES, StepName.OVERLAY, title(source),
                    List.of(String.valueOf(e.getMessage())));
        }
    }
}
