package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.build.BuildOptions;
import org.selfsame.build.Builder;
import org.selfsame.build.TwiceBuilder;
import org.selfsame.build.Variation;
import org.selfsame.content.FileContent;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.sandbox.SandboxLimits;
import org.selfsame.sandbox.Surroundings;
import org.selfsame.task.Task;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `build RECIPE`: makes the images of a recipe and its lock.
final class BuildCommand implements Command {
    private static final String COMMIT = "--commit";
    private static final String LOCK = "--lock";
    private static final String KEEP = "--keep";
    private static final String FRESH = "--fresh";
    private static final String ALLOW_DIRTY = "--allow-dirty";
    private static final String UPGRADE_FROM = "--upgrade-from";
    private static final String TWICE = "--twice";
    private static final String VARY = "--vary";
    private static final String SEARCH_BUILDS = "--search-builds";
    private static final int USUAL_SEARCH = 24;
    static final String LOCK_NAME = "selfsame.lock";

    @Override
    public CommandSpec spec() {
        return BuildSetting.options(CommandSpec.create().name("build"))
                .addOption(OptionSpecs.text(COMMIT, "COMMIT"))
                .addOption(TagSigners.option())
                .addOption(OptionSpec.builder(LOCK).type(Path.class).arity("1").paramLabel("FILE").build())
                .addOption(OptionSpecs.flag(ALLOW_DIRTY))
                .addOption(OptionSpecs.flag(FRESH))
                .addOption(OptionSpecs.flag(KEEP))
                .addOption(OptionSpec.builder(UPGRADE_FROM).type(List.class).auxiliaryTypes(Path.class).arity("1")
                        .paramLabel("IMAGE").build())
                .addOption(OptionSpecs.flag(TWICE))
                .addOption(OptionSpecs.text(VARY, "all|none|WHAT,…"))
                .addOption(OptionSpecs.number(SEARCH_BUILDS))
                .addPositional(PositionalParamSpec.builder().index("0").arity("1").type(String.class)
                        .paramLabel("RECIPE").descriptionKey("recipe").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        var setting = new BuildSetting(arguments, console);
        var output = setting.output();
        var task = setting.task();
        try (var _ = new Interrupt(task)) {
            // said before the interrupt is let go: then the process ends
            try {
                var repository = arguments.matchedPositionalValue(0, "");
                var request = RecipeRequest.of(repository).at(commit(arguments))
                        .dirty(arguments.matchedOptionValue(ALLOW_DIRTY, false));
                var recipe = setting.recipes().read(TagSigners.of(request, arguments), task);
                setting.tellUnsupported(recipe.unsupported());
                var lock = lock(arguments, repository);
                return build(arguments, setting, setting.carrying(recipe, request, lock, task), lock, output, task,
                        console);
            } catch (CancellationException _) {
                console.problem(Messages.text("stop.cancelled"));
                return ExitCode.TROUBLE;
            }
        }
    }

    private static @Nullable String commit(ParseResult arguments) {
        return arguments.hasMatchedOption(COMMIT) ? arguments.matchedOptionValue(COMMIT, "") : null;
    }

    /// The lock that is given, or that of the recipe's directory, or of this one.
    ///
    /// @throws UsageException if there is none
    private static Lock lock(ParseResult arguments, String repository) throws IOException {
        var beside = Files.isDirectory(Path.of(repository)) ? Path.of(repository) : Path.of("");
        var file = arguments.matchedOptionValue(LOCK, beside.resolve(LOCK_NAME));
        if (!Files.exists(file)) {
            throw new UsageException("error.build.no-lock", file, repository);
        }
        try (var content = FileContent.open(file)) {
            return LockJson.read(content);
        }
    }

    private static int build(ParseResult arguments, BuildSetting setting, Recipe recipe, Lock lock, Path output,
            Task task, Console console) throws IOException {
        var store = setting.store();
        List<Path> earlier = arguments.matchedOptionValue(UPGRADE_FROM, List.of());
        var options = new BuildOptions(output, setting.isForced(), !arguments.matchedOptionValue(FRESH, false),
                arguments.matchedOptionValue(KEEP, false), Surroundings.STANDARD, SandboxLimits.STANDARD, earlier);
        var variations = variations(arguments);
        int search = arguments.matchedOptionValue(SEARCH_BUILDS, USUAL_SEARCH);
        if (search < 0) {
            throw new UsageException("error.build.search-builds", SEARCH_BUILDS);
        }
        try (var listener = setting.listener(output.resolve("build.log"))) {
            var sandbox = setting.sandbox(recipe, lock, store, task);
            var report = new BuildReport(console, setting);
            if (!arguments.matchedOptionValue(TWICE, false)) {
                report.built(Builder.build(recipe, lock, store, sandbox, options, listener, task));
                return ExitCode.GOOD;
            }
            var other = variations.contains(Variation.SANDBOX)
                    ? setting.otherSandbox(recipe, lock, store, task)
                    : sandbox;
            var twice = TwiceBuilder.build(recipe, lock, store, sandbox, other, options, variations, search, listener,
                    task);
            report.builtTwice(twice, task);
            return twice.isIdentical() ? ExitCode.GOOD : ExitCode.BAD;
        }
    }

    /// What the second build varies.
    ///
    /// @throws UsageException if there is no such variation, or there is no second build
    private static Set<Variation> variations(ParseResult arguments) {
        var given = arguments.matchedOptionValue(VARY, "all");
        if (!arguments.matchedOptionValue(TWICE, false)
                && (arguments.hasMatchedOption(VARY) || arguments.hasMatchedOption(SEARCH_BUILDS))) {
            throw new UsageException("error.build.only-twice", VARY, SEARCH_BUILDS, TWICE);
        }
        var variations = EnumSet.noneOf(Variation.class);
        if (!given.equals("none")) {
            for (var word : given.split(",", -1)) {
                if (word.equals("all")) {
                    variations.addAll(Variation.usual());
                    continue;
                }
                variations.add(Stream.of(Variation.values()).filter(it -> Sentences.key(it).equals(word)).findFirst()
                        .orElseThrow(() -> new UsageException("error.pack.choice", word, VARY,
                                Stream.of(Variation.values()).map(Sentences::key).collect(Collectors.joining(", "))
                                        + ", all, none")));
            }
        }
        return variations;
    }
}
