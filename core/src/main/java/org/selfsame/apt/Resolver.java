package org.selfsame.apt;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock.Use;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.process.MissingProgramException;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.PackageRequest;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.store.Store;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// Finds every input of a recipe, and stores it: apt chooses and fetches, and nothing that it says is believed. What is
/// locked is what an index says that a signed list names that a key of the archive's keyring signed.
public final class Resolver {
    private static final int STEPS = 5;

    private final Store store;
    private final ResolveOptions options;

    /// @param store where all inputs go
    public Resolver(Store store, ResolveOptions options) {
        this.store = store;
        this.options = options;
    }

    /// The lock of `recipe`, whose inputs are all in the store afterwards, and its proof.
    ///
    /// @throws ResolveException if an archive cannot be used or a package not be found
    /// @throws MissingProgramException if apt is not there
    /// @throws IOException if something cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public Resolved resolve(Recipe recipe, Task task) throws IOException {
        return resolve(recipe, null, task);
    }

    /// As [#resolve(Recipe, Task)], but what `lock` has stays as it is. Where it is for this very recipe, only what the
    /// store lacks of it is fetched; else apt chooses anew, from the same state of the archives if they are the same.
    ///
    /// @throws ResolveException if an archive cannot be used or a package not be found
    /// @throws MissingProgramException if apt is not there
    /// @throws IOException if something cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public Resolved keep(Recipe recipe, Lock lock, Task task) throws IOException {
        if (!lock.recipe().tree().equals(recipe.tree()) || !lock.architecture().equals(recipe.architecture())
                || !lock.sourceDate().equals(recipe.sourceDate())) {
            return resolve(recipe, lock, task);
        }
        for (var local : recipe.localPackages()) {
            store.add(local.content().stream(), task);
        }
        try (var workspace = Workspace.open(store)) {
            var settings = new AptSettings(workspace.apt(), List.of(lock.architecture()), false);
            settings.write();
            new LockFetch(lock, store, new AptRun(settings, options.environment()), workspace.fetch())
                    .run(keyrings(recipe), task);
            workspace.done();
        }
        return new Resolved(lock, LockProof.of(lock, store, ProofRules.existing(options.now()).recipe(recipe), task));
    }

    /// The keyrings that the archives of the recipe may have been checked with.
    private List<Content> keyrings(Recipe recipe) throws IOException {
        var keyrings = new ArrayList<Content>();
        recipe.archives().stream().map(Recipe.ArchiveRequest::keyring).filter(Objects::nonNull).forEach(keyrings::add);
        if (Files.isRegularFile(options.keyring())) {
            keyrings.add(new BytesContent(Files.readAllBytes(options.keyring())));
        }
        return keyrings;
    }

    private Resolved resolve(Recipe recipe, @Nullable Lock kept, Task task) throws IOException {
        try (var workspace = Workspace.open(store)) {
            var resolved = new Run(recipe, kept, workspace, task).resolve();
            workspace.done();
            return resolved;
        }
    }

    /// One run.
    private final class Run {
        private final Recipe recipe;
        private final @Nullable Lock kept;
        private final Workspace workspace;
        private final Task task;
        private final AptSettings settings;
        private final AptRun apt;
        private final Map<Offer, Set<Use>> uses = new LinkedHashMap<>();
        private final Set<String> requested;

        Run(Recipe recipe, @Nullable Lock kept, Workspace workspace, Task task) {
            this.recipe = recipe;
            this.kept = kept;
            this.workspace = workspace;
            this.task = task;
            settings = new AptSettings(workspace.apt(),
                    Choice.architectures(recipe.architecture(), recipe.packages()), recipe.recommends());
            apt = new AptRun(settings, options.environment());
            requested = recipe.packages().stream().filter(it -> it.stage() != Stage.IMAGE)
                    .map(it -> it.spec().split("[:=/]", 2)[0]).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        Resolved resolve() throws IOException {
            var seen = SeenLists.read(options.seen());
            var local = new LocalArchive(settings);
            boolean fresh;
            List<PinnedArchive> archives;
            List<Lock.Binary> packages;
            var fetch = new Fetch(apt, store, workspace.fetch());
            try (var meter = task.begin(Activity.RESOLVE, STEPS)) {
                settings.write();
                var known = new Archives(settings, apt, store, options, seen, recipe.archives());
                known.write(!recipe.overlay().isEmpty(), task);
                for (int i = 0; i < recipe.pins().size(); i++) {
                    try (var in = recipe.pins().get(i).content().stream()) {
                        Files.copy(in, settings.pins(i));
                    }
                }
                local.write(recipe.localPackages(), store, task);
                meter.add(1);
                fresh = kept == null || !known.isKept(kept);
                archives = kept == null || fresh ? known.fetch(task) : known.keep(kept, task);
                meter.add(1);
                choose(new Choice(settings, apt));
                meter.add(1);
                packages = packages(new Indexes(archives), local, fetch);
                meter.add(1);
            }
            fetch.run(task);
            var lock = new Lock(stamp(), recipe.sourceDate(), recipe.architecture(),
                    archives.stream().map(PinnedArchive::locked).toList(), packages, List.of(),
                    List.of(new Lock.Tool("apt", apt.version(task))));
            var rules = fresh ? ProofRules.fresh(options.now()) : ProofRules.existing(options.now());
            var proof = LockProof.of(lock, store, rules.recipe(recipe).seen(seen.latest(recipe.archives())), task);
            if (proof.isGood()) {
                seen.add(archives);
            }
            return new Resolved(lock, proof);
        }

        private void choose(Choice choice) throws IOException {
            var system = choice.system(requests(Stage.SYSTEM), task);
            requested.addAll(system.selected());
            requested.addAll(choice.matched(requests(Stage.SYSTEM), task));
            use(system.offers(), Use.SYSTEM);
            use(choice.bootstrap(system.offers(), task), Use.BOOTSTRAP);
            if (!requests(Stage.BUILD).isEmpty()) {
                var build = choice.beyond(system.offers(), requests(Stage.BUILD), task);
                requested.addAll(build.selected());
                use(build.offers(), Use.BUILD);
            }
            use(choice.alone(requests(Stage.IMAGE), task), Use.IMAGE);
            machine(choice, system.offers());
        }

        /// Whoever builds later may choose another backend than the recipe; but not every archive has what one needs.
        private void machine(Choice choice, List<Offer> system) throws IOException {
            try {
                use(choice.machine(system, task), Use.MACHINE);
            } catch (ResolveException e) {
                if (recipe.sandbox() == SandboxChoice.VM || e.reason() != ResolveException.Reason.NO_PACKAGE) {
                    throw e;
                }
            }
        }

        private List<PackageRequest> requests(Stage stage) {
            return recipe.packages().stream().filter(it -> it.stage() == stage).toList();
        }

        private void use(Collection<Offer> offers, Use use) {
            offers.forEach(it -> uses.computeIfAbsent(it, _ -> EnumSet.noneOf(Use.class)).add(use));
        }

        /// What the indexes say of all that is used.
        private List<Lock.Binary> packages(Indexes indexes, LocalArchive local, Fetch fetch) throws IOException {
            var found = new LinkedHashMap<Offer, Lock.Binary>();
            for (var offer : uses.keySet()) {
                local.find(offer).ifPresent(it -> found.put(offer, it));
            }
            var others = uses.keySet().stream().filter(it -> !found.containsKey(it)).toList();
            var listed = indexes.binaries(others, task);
            listed.forEach((offer, binary) -> fetch.add(offer.uri(), binary.sha256(), binary.size()));
            found.putAll(listed);
            var packages = new ArrayList<Lock.Binary>();
            found.forEach((offer, it) -> packages.add(new Lock.Binary(it.name(), it.version(), it.architecture(),
                    it.sha256(), it.size(), it.path(), it.archive(), uses.getOrDefault(offer, Set.of()),
                    requested.contains(it.name()))));
            packages.sort(LockOrder.PACKAGES);
            return packages;
        }

        private Lock.RecipeStamp stamp() {
            var source = recipe.source();
            return new Lock.RecipeStamp(recipe.name(), recipe.version(), source.repository(), source.commit(),
                    source.tag(), recipe.tree());
        }
    }
}
