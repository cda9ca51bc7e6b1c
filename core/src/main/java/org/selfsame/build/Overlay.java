package org.selfsame.build;

import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.build.BuildException.Reason;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CompareOptions;
import org.selfsame.compare.Comparer;
import org.selfsame.compare.Difference;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FormatException;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.host.NewFile;
import org.selfsame.recipe.Recipe;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;

/// The packages that a recipe builds from source: each is built twice, in different surroundings, and must give the same
/// bytes, unless the recipe says why it need not.
final class Overlay {
    /// Places of differences that are told of one package; more of them say no more.
    private static final int MOST_LEAKS = 20;
    private static final int MOST_PACKAGES = 10_000;

    private final Recipe recipe;
    private final Lock lock;
    private final BuildOptions options;
    private final SourceBuilder builder;
    private final Results results;
    private final Task task;
    /// What the second builds vary, in the same sandbox. The umask is promised to all who build packages.
    private final Set<Variation> varied = EnumSet.complementOf(EnumSet.of(Variation.UMASK, Variation.SANDBOX));

    Overlay(Recipe recipe, Lock lock, BuildOptions options, SourceBuilder builder, Results results, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.options = options;
        this.builder = builder;
        this.results = results;
        this.task = task;
    }

    /// Whether nothing has to be built.
    ///
    /// @param once whether each is built only once
    /// @throws IOException if the store cannot be read
    boolean isKnown(boolean once) throws IOException {
        for (var source : lock.sources()) {
            if (builder.known(source, options.surroundings()).isEmpty() || !once && again(source) == null) {
                return false;
            }
        }
        return true;
    }

    /// What a second build gave that is in the store: the sandbox may not have varied everything.
    private @Nullable Digest again(Lock.Source source) throws IOException {
        for (var surroundings : Variation.possible(varied, options.surroundings())) {
            var known = builder.known(source, surroundings);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return null;
    }

    /// Builds all source packages, or takes what is known of them.
    ///
    /// @param once whether each is built only once, since it was built twice before
    /// @throws BuildException if one cannot be built, gives other packages than the lock says, or does not reproduce
    /// @throws IOException if something cannot be read or stored
    List<BuiltSource> build(boolean once) throws IOException {
        var built = new ArrayList<BuiltSource>();
        for (var source : lock.sources()) {
            var first = builder.known(source, options.surroundings()).orElse(null);
            if (first == null) {
                first = builder.build(source, 1, options.surroundings());
            }
            var packages = packages(source, first);
            var second = once ? null : second(source);
            var allowed = recipe.overlay().stream().filter(it -> it.name().equals(source.name())).findFirst()
                    .map(Recipe.OverlayRequest::allowed).orElse(null);
            var leaks = second == null || second.equals(first) ? List.<BuiltSource.Leak>of() : leaks(first, second);
            if (second != null && !second.equals(first) && allowed == null) {
                keep(source, 1, first);
                keep(source, 2, second);
                throw new BuildException(Reason.NOT_REPRODUCIBLE, StepName.OVERLAY, SourceBuilder.title(source),
                        leaks.stream().map(it -> it.cause() + " " + it.path()).toList());
            }
            built.add(new BuiltSource(source, packages, first, second, allowed, leaks));
        }
        return built;
    }

    /// Keeps what a package gave beside the results, if that is asked for: to be compared.
    private void keep(Lock.Source source, int number, Digest result) throws IOException {
        if (!options.keep()) {
            return;
        }
        var name = "failed-" + source.name() + "-" + number + ".tar";
        try (var in = results.open(result).stream();
                var file = NewFile.create(options.output().resolve(name), true);
                var out = Channels.newOutputStream(file.channel())) {
            in.transferTo(out);
            file.complete();
        }
    }

    private Digest second(Lock.Source source) throws IOException {
        var known = again(source);
        return known == null
                ? Variation.asFarAsPossible(varied, EnumSet.noneOf(Variation.class), options.surroundings(),
                        surroundings -> builder.build(source, 2, surroundings))
                : known;
    }

    /// The packages of an archive that the lock names.
    private List<Lock.Binary> packages(Lock.Source source, Digest result) throws IOException {
        var found = new TreeMap<String, Lock.Binary>();
        for (var file : files(result)) {
            try {
                var fields = DebFile.fields(DebFile.open(file.content()).control());
                var each = new Lock.Binary(fields.getOrDefault("Package", ""), fields.getOrDefault("Version", ""),
                        fields.getOrDefault("Architecture", ""),
                        Digests.of(file.content(), DigestAlgorithm.SHA256, _ -> task.checkCancelled()), file.size(),
                        file.name().toString(), -1, Set.of(), false);
                found.put(identity(each.name(), each.version(), each.architecture()), each);
            } catch (FormatException e) {
                throw other(source, List.of(file.name() + ": " + e.getMessage()));
            }
        }
        var packages = new ArrayList<Lock.Binary>();
        var differences = new ArrayList<String>();
        for (var locked : source.binaries()) {
            var each = found.get(identity(locked.name(), locked.version(), locked.architecture()));
            if (each == null) {
                differences.add("- " + identity(locked.name(), locked.version(), locked.architecture()));
            } else {
                packages.add(new Lock.Binary(each.name(), each.version(), each.architecture(), each.sha256(),
                        each.size(), each.path(), -1, locked.uses(), locked.requested()));
            }
        }
        if (!differences.isEmpty()) {
            found.keySet().stream().map(it -> "+ " + it).forEach(differences::add);
            throw other(source, differences);
        }
        return packages;
    }

    private static String identity(String name, String version, String architecture) {
        return name + " " + version + " " + architecture;
    }

    private static BuildException other(Lock.Source source, List<String> details) {
        return new BuildException(Reason.OTHER_PACKAGES, StepName.OVERLAY, SourceBuilder.title(source), details);
    }

    private List<Entry.File> files(Digest result) throws IOException {
        var files = new ArrayList<Entry.File>();
        for (var entry : new TarFormat().open(results.open(result), Limits.DEFAULT).tree().root().children()) {
            if (entry instanceof Entry.File file && files.size() < MOST_PACKAGES) {
                files.add(file);
            }
        }
        return files;
    }

    /// Where two results differ, and why: first what nothing else follows from.
    private List<BuiltSource.Leak> leaks(Digest first, Digest second) throws IOException {
        var found = new Comparer(CompareOptions.DEFAULT).contents(results.open(first), results.open(second), _ -> {},
                task);
        task.checkCancelled();
        var roots = found.differences().stream().filter(Overlay::isRoot).toList();
        return (roots.isEmpty() ? found.differences() : roots).stream().limit(MOST_LEAKS)
                .map(it -> new BuiltSource.Leak(it.path(),
                        it.causes().isEmpty() ? CauseCode.UNKNOWN : it.causes().getFirst().code()))
                .toList();
    }

    private static boolean isRoot(Difference difference) {
        return difference.causes().isEmpty() || difference.causes().stream().map(Cause::code)
                .noneMatch(it -> it.weight() == CauseCode.Weight.DERIVED);
    }

    /// The bytes of the packages that were built and are used.
    ///
    /// @throws IOException if they cannot be read
    Map<Digest, Content> contents(List<BuiltSource> built) throws IOException {
        var contents = new HashMap<Digest, Content>();
        for (var source : built) {
            var used = new HashMap<String, Digest>();
            source.packages().forEach(it -> used.put(it.path(), it.sha256()));
            for (var file : files(source.result())) {
                var digest = used.get(file.name().toString());
                if (digest != null) {
                    contents.put(digest, file.content());
                }
            }
        }
        return contents;
    }
}
