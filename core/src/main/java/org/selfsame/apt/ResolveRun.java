package org.selfsame.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Indexes.OverlaySource;
import org.selfsame.apt.Lock.Use;
import org.selfsame.content.Content;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.OverlayRequest;
import org.selfsame.recipe.Recipe.PackageRequest;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.store.Store;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// One run of the resolver.
final class ResolveRun {
    private static final int STEPS = 4;

    private final Recipe recipe;
    private final @Nullable Lock kept;
    private final Store store;
    private final ResolveOptions options;
    private final Workspace workspace;
    private final Task task;
    private final AptSettings settings;
    private final AptRun apt;
    private final Map<Offer, Set<Use>> uses = new LinkedHashMap<>();
    private final Set<String> requested;
    private final LocalArchive local;
    private final OverlayArchive overlay;
    private boolean fresh = true;
    private Map<String, List<Content>> others = Map.of();
    private List<PinnedArchive> archives = List.of();
    private List<Lock.Binary> packages = List.of();
    private List<OverlaySource> overlaySources = List.of();
    private List<Lock.Source> sources = List.of();

    /// @param kept a lock whose archives are used as they are there, if they are the same; or null
    ResolveRun(Recipe recipe, @Nullable Lock kept, Store store, ResolveOptions options, Workspace workspace,
            Task task) {
        this.recipe = recipe;
        this.kept = kept;
        this.store = store;
        this.options = options;
        this.workspace = workspace;
        this.task = task;
        settings = new AptSettings(workspace.apt(),
                Choice.architectures(recipe.architecture(), recipe.packages()), recipe.recommends());
        apt = new AptRun(settings, options.environment());
        local = new LocalArchive(settings);
        overlay = new OverlayArchive(settings, apt);
        requested = recipe.packages().stream().filter(it -> it.stage() != Stage.IMAGE)
                .map(it -> it.spec().split("[:=/]", 2)[0]).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Resolved resolve() throws IOException {
        var seen = SeenLists.read(options.seen());
        var fetch = new Fetch(apt, store, workspace.fetch());
        try (var meter = task.begin(Activity.RESOLVE, STEPS)) {
            var known = prepare(seen);
            meter.add(1);
            fetchLists(known);
            meter.add(1);
            var indexes = new Indexes(archives);
            choose(new Choice(settings, apt), indexes);
            meter.add(1);
            packages = packages(indexes, fetch);
            sources = overlay.locked(overlaySources, requested);
            sources(fetch);
            meter.add(1);
        }
        fetch.run(task);
        var lock = lock();
        var rules = fresh ? ProofRules.fresh(options.now()) : ProofRules.existing(options.now());
        var proof = LockProof.of(lock, store,
                rules.recipe(recipe).seen(seen.latest(recipe.archives())).others(others), task);
        if (proof.isGood()) {
            seen.add(archives);
        }
        return new Resolved(lock, proof);
    }

    /// Writes all that apt reads.
    private Archives prepare(SeenLists seen) throws IOException {
        settings.write();
        var known = new Archives(settings, apt, store, workspace.fetch(), options, seen, recipe.archives());
        known.write(!recipe.overlay().isEmpty(), task);
        for (int i = 0; i < recipe.pins().size(); i++) {
            try (var in = recipe.pins().get(i).content().stream()) {
                Files.copy(in, settings.pins(i));
            }
        }
        local.write(recipe.localPackages(), store, task);
        return known;
    }

    private void fetchLists(Archives known) throws IOException {
        if (kept != null && known.isKept(kept)) {
            fresh = false;
            archives = known.keep(kept, task);
        } else {
            archives = known.fetch(task);
            others = new SecondSources(apt, settings.temporary()).compare(archives, task);
        }
    }

    /// Has all packages chosen.
    private void choose(Choice choice, Indexes indexes) throws IOException {
        if (!recipe.overlay().isEmpty()) {
            overlay(choice, indexes);
        }
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
        if (recipe.overlay().isEmpty()) {
            machine(choice, system.offers());
            clock(choice);
        }
    }

    /// What is needed before anything is built from source comes from the archives alone. Then apt is told of what will
    /// be built.
    private void overlay(Choice choice, Indexes indexes) throws IOException {
        overlaySources = indexes.sources(choice.sources(recipe.overlay(), task), task);
        var needed = new ArrayList<>(choice.essential(task));
        var status = settings.directory().resolve("overlay.status");
        Files.writeString(status, indexes.status(needed, task), StandardCharsets.UTF_8);
        // the very versions that are locked
        var exact = overlaySources.stream().map(OverlaySource::locked)
                .map(it -> new OverlayRequest(it.name(), it.version(), null)).toList();
        needed.addAll(choice.buildDependencies(exact, status, task));
        needed.addAll(choice.fakeroot(needed, task));
        use(needed, Use.OVERLAY);
        machine(choice, List.of());
        clock(choice);
        overlay.write(overlaySources, indexes, task);
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

    /// Builds do without where the archives have none, and say that they did not vary the time.
    private void clock(Choice choice) throws IOException {
        try {
            use(choice.clock(task), Use.CLOCK);
        } catch (ResolveException e) {
            if (e.reason() != ResolveException.Reason.NO_PACKAGE) {
                throw e;
            }
        }
    }

    private List<PackageRequest> requests(Stage stage) {
        return recipe.packages().stream().filter(it -> it.stage() == stage).toList();
    }

    private void use(Collection<Offer> offers, Use use) {
        for (var offer : offers) {
            if (!overlay.use(offer, use)) {
                uses.computeIfAbsent(offer, _ -> EnumSet.noneOf(Use.class)).add(use);
            }
        }
    }

    /// What the indexes say of all that is used.
    private List<Lock.Binary> packages(Indexes indexes, Fetch fetch) throws IOException {
        var found = new LinkedHashMap<Offer, Lock.Binary>();
        for (var offer : uses.keySet()) {
            local.find(offer).ifPresent(it -> found.put(offer, it));
        }
        var listed = indexes.binaries(uses.keySet().stream().filter(it -> !found.containsKey(it)).toList(), task);
        listed.forEach((offer, binary) -> fetch.add(offer.uri(), binary.sha256(), binary.size()));
        found.putAll(listed);
        var all = new ArrayList<Lock.Binary>();
        found.forEach((offer, it) -> all.add(new Lock.Binary(it.name(), it.version(), it.architecture(),
                it.sha256(), it.size(), it.path(), it.archive(), uses.getOrDefault(offer, Set.of()),
                requested.contains(it.name()))));
        all.sort(LockOrder.PACKAGES);
        return all;
    }

    private void sources(Fetch fetch) {
        for (var source : sources) {
            for (var file : source.files()) {
                fetch.add(archives.get(source.archive()).address() + "/" + file.path(), file.sha256(), file.size());
            }
        }
    }

    private Lock lock() throws IOException {
        return new Lock(stamp(), recipe.sourceDate(), recipe.architecture(),
                archives.stream().map(PinnedArchive::locked).toList(), packages, sources,
                List.of(new Lock.Tool("apt", apt.version(task))));
    }

    private Lock.RecipeStamp stamp() {
        var source = recipe.source();
        return new Lock.RecipeStamp(recipe.name(), recipe.version(), source.repository(), source.commit(),
                source.tag(), recipe.tree());
    }
}
