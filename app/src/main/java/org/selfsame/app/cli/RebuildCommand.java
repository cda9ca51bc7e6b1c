package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.selfsame.app.StateDirectory;
import org.selfsame.apt.Lock;
import org.selfsame.apt.ResolveOptions;
import org.selfsame.apt.Resolver;
import org.selfsame.build.BuildOptions;
import org.selfsame.build.Builder;
import org.selfsame.build.Published;
import org.selfsame.build.Rebuilt;
import org.selfsame.content.FileContent;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.sandbox.SandboxLimits;
import org.selfsame.sandbox.Surroundings;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `rebuild IMAGE|LOCK`: builds again what was published, and says whether the bytes are the same.
final class RebuildCommand implements Command {
    private static final String REPOSITORY = "--repository";

    @Override
    public CommandSpec spec() {
        return BuildSetting.options(CommandSpec.create().name("rebuild"))
                .addOption(OptionSpecs.text(REPOSITORY, "REPOSITORY"))
                .addPositional(PositionalParamSpec.builder().index("0").arity("1").type(String.class)
                        .paramLabel("IMAGE|LOCK").descriptionKey("input").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        var setting = new BuildSetting(arguments, console);
        var output = setting.output();
        var task = setting.task();
        try (var _ = new Interrupt(task)) {
            // said before the interrupt is let go: then the process ends
            try {
                return rebuild(arguments, setting, output, task, console);
            } catch (CancellationException _) {
                console.problem(Messages.text("stop.cancelled"));
                return ExitCode.TROUBLE;
            }
        }
    }

    private static int rebuild(ParseResult arguments, BuildSetting setting, Path output, Task task, Console console)
            throws IOException {
        var input = arguments.matchedPositionalValue(0, "");
        try (var content = FileContent.open(Path.of(input))) {
            var published = Published.of(content, task).orElseThrow(
                    () -> new UsageException("error.rebuild.nothing-carried", input));
            var lock = published.lock();
            var whole = recipe(arguments, setting, published, task, console);
            // whoever has this image need not have those before it
            var recipe = whole.making(whole.image().withoutKits());
            setting.tellUnsupported(recipe.unsupported());
            var store = setting.store();
            fetch(recipe, lock, store, task);
            var options = new BuildOptions(output, setting.isForced(), false, false, Surroundings.STANDARD,
                    SandboxLimits.STANDARD, List.of());
            try (var listener = setting.listener(output.resolve("rebuild.log"))) {
                var result = Builder.build(recipe, lock, store, setting.sandbox(recipe, lock, store, task), options,
                        listener, task);
                var rebuilt = new Rebuilt(published, result);
                new BuildReport(console, setting).rebuilt(input, rebuilt, isFromImage(arguments, published));
                return published.image() == null || rebuilt.isIdentical() ? ExitCode.GOOD : ExitCode.BAD;
            }
        }
    }

    /// Whether the recipe that the image carries is used: if there is one, unless a repository is given.
    private static boolean isFromImage(ParseResult arguments, Published published) {
        return published.recipe() != null && !arguments.hasMatchedOption(REPOSITORY);
    }

    private static Recipe recipe(ParseResult arguments, BuildSetting setting, Published published, Task task,
            Console console) throws IOException {
        var stamp = published.lock().recipe();
        var carried = published.recipe();
        if (carried != null && isFromImage(arguments, published)) {
            return setting.recipes().read(carried, stamp.repository(), stamp.commit(), task);
        }
        var repository = arguments.matchedOptionValue(REPOSITORY, stamp.repository());
        if (published.image() != null && carried == null && !setting.isQuiet()) {
            console.message(Messages.text("rebuild.not-carried", Text.harmless(repository)));
        }
        var request = RecipeRequest.of(repository).at(stamp.commit());
        return setting.carrying(setting.recipes().read(request, task), request, published.lock(), task);
    }

    /// Fetches what the store lacks, and proves all of it.
    ///
    /// @throws UsageException if an input is not proven
    private static void fetch(Recipe recipe, Lock lock, Store store, Task task) throws IOException {
        if (lock.packages().stream().allMatch(it -> store.has(it.sha256()))) {
            return;
        }
        var options = new ResolveOptions(ResolveOptions.DEBIAN_KEYRING, StateDirectory.ofUser().resolve("archives"),
                Clock.systemUTC().instant(), System.getenv());
        if (!new Resolver(store, options).keep(recipe, lock, task).proof().isGood()) {
            throw new UsageException("error.rebuild.not-proven");
        }
    }
}
