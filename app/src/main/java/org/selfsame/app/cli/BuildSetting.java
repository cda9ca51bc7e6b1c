package org.selfsame.app.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.CacheDirectory;
import org.selfsame.apt.Lock;
import org.selfsame.build.Backends;
import org.selfsame.build.BuildEvent;
import org.selfsame.build.TwiceBuilder;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.RecipeReader;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.sandbox.Accelerator;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.sandbox.VmSandbox;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Text;
import org.selfsame.words.Quantities;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// What `build` and `rebuild` share: where things lie, which sandbox is used, and how they tell what happens.
final class BuildSetting {
    static final String OUTPUT = "--output";
    static final String STORE = "--store";
    static final String SANDBOX = "--sandbox";
    static final String FORCE = "--force";
    static final String VERBOSE = "--verbose";
    static final String JSON = "--json";
    static final String QUIET = "--quiet";
    private static final Path NO_PATH = Path.of("");

    private final ParseResult arguments;
    private final Console console;
    private final Path cache;

    BuildSetting(ParseResult arguments, Console console) {
        this.arguments = arguments;
        this.console = console;
        cache = CacheDirectory.ofUser();
    }

    /// Adds the options that both have.
    static CommandSpec options(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder("-o", OUTPUT).type(Path.class).arity("1").paramLabel("DIR").build())
                .addOption(OptionSpec.builder(STORE).type(Path.class).arity("1").paramLabel("DIR").build())
                .addOption(OptionSpecs.text(SANDBOX, "any|vm|namespaces"))
                .addOption(OptionSpecs.flag(FORCE))
                .addOption(OptionSpecs.flag("-v", VERBOSE))
                .addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpecs.flag("-q", QUIET));
    }

    /// The directory for the results.
    ///
    /// @throws UsageException if none is given
    Path output() {
        var output = arguments.matchedOptionValue(OUTPUT, NO_PATH);
        if (output.toString().isEmpty()) {
            throw new UsageException("error.build.output");
        }
        return output;
    }

    boolean isForced() {
        return arguments.matchedOptionValue(FORCE, false);
    }

    boolean isQuiet() {
        return arguments.matchedOptionValue(QUIET, false);
    }

    boolean asJson() {
        return arguments.matchedOptionValue(JSON, false);
    }

    /// The store that is given, or this user's.
    ///
    /// @throws IOException if it cannot be made
    Store store() throws IOException {
        return Store.open(arguments.matchedOptionValue(STORE, cache.resolve("store")));
    }

    /// What reads recipes; what it keeps lies with the store that is given.
    RecipeReader recipes() {
        return new RecipeReader(arguments.matchedOptionValue(STORE, cache).resolve("recipes"));
    }

    /// The recipe with what of it travels in its images; tells what the user may not expect.
    ///
    /// @param request where it was read
    /// @throws IOException as [RecipeReader#carrying]
    Recipe carrying(Recipe recipe, RecipeRequest request, Lock lock, Task task) throws IOException {
        var carried = recipes().carrying(recipe, request, lock.recipe().commit(), task);
        if (!isQuiet() && carried.leftOut() == RecipeReader.LeftOut.TOO_LARGE) {
            console.message(Messages.text("build.carried.too-large", Quantities.size(RecipeReader.MOST_CARRIED),
                    lock.recipe().commit()));
        } else if (!isQuiet() && carried.leftOut() == RecipeReader.LeftOut.CHANGED) {
            console.message(Messages.text("build.carried.changed", lock.recipe().commit()));
        }
        return carried.recipe();
    }

    /// The sandbox that is asked for here, or by the recipe.
    ///
    /// @throws UsageException if there is no such one
    /// @throws IOException if what makes it cannot be read
    Sandbox sandbox(Recipe recipe, Lock lock, Store store, Task task) throws IOException {
        return told(Backends.of(choice(recipe), lock, store, task), task);
    }

    /// The sandbox of the other kind.
    ///
    /// @throws UsageException if there is no such sandbox
    /// @throws IOException if it cannot be made
    Sandbox otherSandbox(Recipe recipe, Lock lock, Store store, Task task) throws IOException {
        return told(Backends.other(choice(recipe), lock, store, task), task);
    }

    private Recipe.SandboxChoice choice(Recipe recipe) {
        var name = arguments.matchedOptionValue(SANDBOX, recipe.sandbox().name()).toUpperCase(Locale.ROOT);
        for (var choice : Recipe.SandboxChoice.values()) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        throw new UsageException("error.pack.choice", name.toLowerCase(Locale.ROOT), SANDBOX, "any, vm, namespaces");
    }

    /// The sandbox, after the user was told if it is one that takes very long.
    private Sandbox told(Sandbox sandbox, Task task) throws IOException {
        if (!isQuiet() && sandbox instanceof VmSandbox machine && machine.accelerator(task) == Accelerator.TCG) {
            console.message(Messages.text("build.emulated"));
        }
        return sandbox;
    }

    /// Progress on a terminal.
    Task task() {
        return console.terminal() && !isQuiet() ? new Task(new Progress(console)) : Task.silent();
    }

    /// Tells of the steps, and writes their log to a file. That is made when the first step begins: a build that is
    /// refused leaves the log of the one before as it is.
    Listener listener(Path log) {
        return new Listener(log);
    }

    /// What the recipe has and this program does not know, in plain words.
    void tellUnsupported(List<Recipe.Unsupported> unsupported) {
        if (!isQuiet()) {
            for (var each : unsupported) {
                console.message(Messages.text(each.bears() ? "build.unsupported.bears" : "build.unsupported",
                        Text.harmless(each.path()), Text.harmless(each.kind())));
            }
        }
    }

    /// Steps on standard error, one line each; what commands print goes to the log, and with `--verbose` there, too.
    final class Listener implements Consumer<BuildEvent>, TwiceBuilder.Listener, AutoCloseable {
        private final Path file;
        private final boolean verbose = arguments.matchedOptionValue(VERBOSE, false);
        private @Nullable BufferedWriter log;
        private boolean begun;

        private Listener(Path file) {
            this.file = file;
        }

        @Override
        public void told(int build, BuildEvent event) {
            if (event instanceof BuildEvent.Started started && started.number() == 1) {
                write(Messages.text(build > 2 ? "build.search" : "build.number", build), !isQuiet());
            }
            accept(event);
        }

        @Override
        public void accept(BuildEvent event) {
            var line = line(event);
            boolean told = !(event instanceof BuildEvent.Logged) && !line.isEmpty();
            write(line, told && !isQuiet() || verbose && event instanceof BuildEvent.Logged);
        }

        private void write(String line, boolean shown) {
            if (shown) {
                console.message(line);
            }
            var to = log();
            if (to != null && !line.isEmpty()) {
                try {
                    to.write(line);
                    to.write('\n');
                    // whoever follows the log of a build that hangs sees its last line
                    to.flush();
                } catch (IOException _) {
                    // a full disk stops the build where it matters
                }
            }
        }

        private @Nullable BufferedWriter log() {
            if (!begun) {
                begun = true;
                try {
                    log = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                } catch (IOException e) {
                    console.problem(Sentences.of(e));
                }
            }
            return log;
        }

        private static String line(BuildEvent event) {
            return switch (event) {
                case BuildEvent.Started started -> Messages.text("build.started", started.number(), started.count(),
                        words(started));
                case BuildEvent.Reused _ -> Messages.text("build.reused");
                case BuildEvent.Part part -> Messages.text("build.part", Text.harmless(part.name()));
                case BuildEvent.Logged logged -> "    " + Text.harmless(logged.line());
                case BuildEvent.Finished finished -> finished.took().isZero()
                        ? ""
                        : Messages.text("build.finished",
                                String.format(Locale.ROOT, "%.1f", finished.took().toMillis() / 1000.0));
            };
        }

        private static String words(BuildEvent event) {
            return Messages.text("build.step." + Sentences.key(event.step()));
        }

        @Override
        public void close() throws IOException {
            if (log != null) {
                log.close();
            }
        }
    }

}
