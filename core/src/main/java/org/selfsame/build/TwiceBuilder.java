package org.selfsame.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.build.Twice.Guilt;
import org.selfsame.content.Digest;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.sandbox.Surroundings;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// Builds twice, the second time in other surroundings, and if the results differ finds out which of them they follow.
///
/// The search builds no more than it must: if the system differs, no image is written; if it differs although it is
/// built on the packages that the first build installed, only the steps behind are repeated.
public final class TwiceBuilder {
    /// Where the results of the second build go, below those of the first.
    public static final String SECOND = "second-build";

    private static final int FIRST_SEARCH = 3;

    /// Is told what the builds do, on the thread that builds.
    public interface Listener {
        /// @param build 1 or 2, or more for those of the search
        void told(int build, BuildEvent event);
    }

    private final Recipe recipe;
    private final Lock lock;
    private final Store store;
    private final Sandbox sandbox;
    private final Sandbox other;
    private final BuildOptions options;
    private final Listener listener;
    private final Task task;
    /// Where the builds of the search write, each over the last.
    private Path searched = Path.of("");
    /// What the first build made from source: the builds of the search take it over.
    private List<BuiltSource> built = List.of();
    private int number = FIRST_SEARCH;

    private TwiceBuilder(Recipe recipe, Lock lock, Store store, Sandbox sandbox, Sandbox other, BuildOptions options,
            Listener listener, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.store = store;
        this.sandbox = sandbox;
        this.other = other;
        this.options = options;
        this.listener = listener;
        this.task = task;
    }

    /// Builds twice. The first build may use results of earlier ones, the second uses none.
    ///
    /// @param other the sandbox that [Variation#SANDBOX] builds in
    /// @param variations what is varied; what the sandbox cannot vary is told of
    /// @param searchBuilds how many builds the search may take, 0 for none
    /// @throws IOException as [Builder#build]
    public static Twice build(Recipe recipe, Lock lock, Store store, Sandbox sandbox, Sandbox other,
            BuildOptions options, Set<Variation> variations, int searchBuilds, Listener listener, Task task)
            throws IOException {
        return new TwiceBuilder(recipe, lock, store, sandbox, other, options, listener, task).run(variations,
                searchBuilds);
    }

    private Twice run(Set<Variation> variations, int searchBuilds) throws IOException {
        // the second build would find it out after all of the first
        new Outputs(recipe, lock, second(options.surroundings()), task).checkFree(List.of());
        var first = Builder.build(recipe, lock, store, sandbox, options, event -> listener.told(1, event), task);
        var varied = variations.isEmpty() ? EnumSet.noneOf(Variation.class) : EnumSet.copyOf(variations);
        var notVaried = EnumSet.noneOf(Variation.class);
        var second = second(varied, notVaried);
        var different = different(first, second);
        Guilt guilt = different.isEmpty() || searchBuilds <= 0
                ? new Guilt.NotSought()
                : search(first, second, List.copyOf(varied), searchBuilds);
        return new Twice(first, second, different, varied, notVaried, guilt);
    }

    /// The second build. What the sandbox cannot vary goes over to `notVaried`.
    private BuildResult second(Set<Variation> varied, Set<Variation> notVaried) throws IOException {
        return Variation.asFarAsPossible(varied, notVaried, options.surroundings(),
                surroundings -> Builder.build(recipe, lock, store, sandbox(varied), second(surroundings),
                        Builder.Before.PROVEN, event -> listener.told(2, event), task));
    }

    private Sandbox sandbox(Collection<Variation> varied) {
        return varied.contains(Variation.SANDBOX) ? other : sandbox;
    }

    private BuildOptions second(Surroundings surroundings) {
        return new BuildOptions(options.output().resolve(SECOND), options.replace(), false, options.keep(),
                surroundings, options.limits(), options.earlier());
    }

    private static List<Twice.Pair> different(BuildResult first, BuildResult second) {
        Map<String, Artifact> others = second.artifacts().stream()
                .collect(Collectors.toMap(Artifact::name, Function.identity()));
        var different = new ArrayList<Twice.Pair>();
        for (var each : first.artifacts()) {
            var other = others.get(each.name());
            if (other != null && !each.name().endsWith(Outputs.RECORD) && !other.sha256().equals(each.sha256())) {
                different.add(new Twice.Pair(each, other));
            }
        }
        return different;
    }

    private Guilt search(BuildResult first, BuildResult second, List<Variation> varied, int most)
            throws IOException {
        try (var work = WorkDirectory.in(store.root().resolve("work"))) {
            searched = work.path().resolve("results");
            built = first.record().overlay();
            if (!results(built).equals(results(second.record().overlay()))) {
                return search(StepName.OVERLAY, changes -> !results(sources(changes)).equals(results(built)), varied,
                        most);
            }
            var system = systemOnly();
            var expected = digests(build(system, List.of(), true, null));
            var installed = store.result(new Keys(recipe, BuiltSource.locked(lock, built),
                    options.surroundings()).packages()).orElse(null);
            if (installed != null && differs(system, varied, installed, expected)) {
                return search(StepName.HOOKS, changes -> differs(system, changes, installed, expected), varied, most);
            }
            if (differs(system, varied, null, expected)) {
                return search(StepName.PACKAGES, changes -> differs(system, changes, null, expected), varied, most);
            }
            var all = digests(first);
            return search(StepName.BOOT, changes -> differs(recipe, changes, null, all), varied, most);
        }
    }

    private Guilt search(StepName step, DeltaDebugging.Test<Variation> test, List<Variation> varied, int most)
            throws IOException {
        if (test.fails(List.of())) {
            return new Guilt.Always(step);
        }
        var debugging = new DeltaDebugging<>(test, most);
        var found = debugging.minimize(varied);
        return found == null
                ? new Guilt.GivenUp(Set.copyOf(debugging.smallest()))
                : new Guilt.Found(Set.copyOf(found), step);
    }

    private boolean differs(Recipe what, List<Variation> variations, @Nullable Digest installed,
            Map<String, Digest> expected) throws IOException {
        return !digests(build(what, variations, false, installed)).equals(expected);
    }

    private BuildResult build(Recipe what, List<Variation> variations, boolean reuse,
            @Nullable Digest installed) throws IOException {
        var changed = new BuildOptions(searched, true, reuse, false,
                Variation.all(variations, options.surroundings()), options.limits(), options.earlier());
        int build = number++;
        return Builder.build(what, lock, store, sandbox(variations), changed,
                new Builder.Before(installed, built, true), event -> listener.told(build, event), task);
    }

    private List<BuiltSource> sources(List<Variation> variations) throws IOException {
        var changed = options.in(Variation.all(variations, options.surroundings())).anew();
        int build = number++;
        return Builder.sources(recipe, lock, store, sandbox(variations), changed, event -> listener.told(build, event),
                task);
    }

    private static List<Digest> results(List<BuiltSource> built) {
        return built.stream().map(BuiltSource::result).toList();
    }

    private static Map<String, Digest> digests(BuildResult result) {
        return result.artifacts().stream().filter(it -> !it.name().endsWith(Outputs.RECORD))
                .collect(Collectors.toMap(Artifact::name, Artifact::sha256));
    }

    /// The recipe without images: the quickest that shows all of the system.
    private Recipe systemOnly() {
        var image = recipe.image();
        return recipe.making(new Recipe.Image(Set.of(Recipe.Output.TAR), image.volumeId(), image.publisher(),
                image.application(), image.compression(), image.level(), image.blockSize(), image.excludes(),
                image.sort(), List.of(), false));
    }
}
