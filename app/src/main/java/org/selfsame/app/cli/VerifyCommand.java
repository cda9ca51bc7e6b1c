package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.ConfigDirectory;
import org.selfsame.app.Version;
import org.selfsame.build.Published;
import org.selfsame.report.HtmlReport;
import org.selfsame.content.FileContent;
import org.selfsame.tree.Text;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.report.JsonReport;
import org.selfsame.report.TextReport;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.trust.publisher.PublisherStore;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.AddedByHand;
import org.selfsame.verify.HeadStart;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;
import org.selfsame.verify.Verifier;
import org.selfsame.words.Words;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `verify IMAGE`: one verdict on standard output, in words or as JSON, and its exit code.
final class VerifyCommand implements Command {
    private static final String SIGNATURE = "--signature";
    private static final String CHECKSUMS = "--checksums";
    private static final String PUBLISHER = "--publisher";
    private static final String KEY = "--key";
    private static final String AS = "--as";
    private static final String BUILDERS = "--builders";
    private static final String REQUIRE = "--require";
    private static final String SELF_CHECK = "--self-check";
    private static final String JSON = "--json";
    private static final String REPORT = "--report";
    private static final String FORCE = "--force";

    private static final Path NO_PATH = Path.of("");

    private final Path config;
    private final @Nullable HeadStart ahead;

    /// Begins to read the file that `arguments` most likely name.
    VerifyCommand(List<String> arguments) {
        this(ConfigDirectory.ofUser(), arguments);
    }

    VerifyCommand(Path config, List<String> arguments) {
        this.config = config;
        this.ahead = LargestFile.begin(arguments);
    }

    /// What must hold for exit code 0.
    enum Required {
        genuine, reproduced
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("verify")
                .addOption(paths(SIGNATURE))
                .addOption(paths(CHECKSUMS))
                .addOption(OptionSpecs.text(PUBLISHER, "ID"))
                .addOption(paths(KEY))
                .addOption(OptionSpec.builder(AS).type(List.class).auxiliaryTypes(String.class).arity("1")
                        .paramLabel("NAME").build())
                .addOption(OptionSpecs.number(BUILDERS))
                .addOption(OptionSpec.builder(REQUIRE).type(Required.class).arity("1")
                        .paramLabel("genuine|reproduced").build())
                .addOption(OptionSpecs.flag(SELF_CHECK))
                .addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpec.builder(REPORT).type(Path.class).arity("1").paramLabel("FILE.html").build())
                .addOption(OptionSpecs.flag(FORCE))
                .addPositional(PositionalParamSpec.builder().index("0").arity("1").type(Path.class)
                        .paramLabel("IMAGE").descriptionKey("image").build());
    }

    private static OptionSpec paths(String name) {
        return OptionSpec.builder(name).type(List.class).auxiliaryTypes(Path.class).arity("1").paramLabel("FILE")
                .build();
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        try (var begun = ahead) {
            var bundled = Publishers.bundled();
            var publishers = bundled.with(new PublisherStore(config, bundled).list());
            var problem = problem(arguments, publishers);
            if (problem != null) {
                console.message(problem);
                return ExitCode.TROUBLE;
            }
            return run(new Verifier(publishers, InstantSource.system()), begun, arguments, console);
        }
    }

    private static int run(Verifier verifier, @Nullable HeadStart begun, ParseResult arguments, Console console)
            throws IOException {
        var task = new Task(console.terminal() ? bytesOnly(new Progress(console)) : event -> {});
        try (var _ = new Interrupt(task)) {
            var request = request(arguments);
            var result = begun == null ? verifier.verify(request, task) : verifier.verify(request, begun, task);
            var text = arguments.matchedOptionValue(JSON, false) ? JsonReport.of(result) : TextReport.of(result);
            console.out().write(text.getBytes(StandardCharsets.UTF_8));
            console.out().flush();
            tellRebuild(arguments, console);
            int code = code(result.verdict(), arguments);
            return save(result, arguments, console) || code == ExitCode.BAD ? code : ExitCode.TROUBLE;
        }
    }

    /// Several things go on at once; the line on the terminal is for those that take long, which count bytes.
    private static Consumer<TaskEvent> bytesOnly(Progress progress) {
        return event -> {
            if (event.activity().countsBytes()) {
                progress.accept(event);
            }
        };
    }

    private static int code(Verdict verdict, ParseResult arguments) {
        var required = arguments.matchedOptionValue(REQUIRE, Required.genuine);
        return org.selfsame.verify.ExitCode.of(verdict, required == Required.reproduced).code();
    }

    private static @Nullable String problem(ParseResult arguments, Publishers publishers) {
        var image = arguments.matchedPositionalValue(0, NO_PATH);
        if (image.equals(NO_PATH)) {
            return Words.text("verify.noFile");
        }
        if (Files.notExists(image)) {
            return Words.text("verify.notThere", "path", image);
        }
        if (keys(arguments).size() != names(arguments).size()) {
            return Words.text("verify.keyNeedsName");
        }
        if (names(arguments).stream().anyMatch(String::isBlank)) {
            return Words.text("verify.nameEmpty");
        }
        if (arguments.matchedOptionValue(BUILDERS, 1) < 1) {
            return Words.text("verify.builders");
        }
        var id = arguments.matchedOptionValue(PUBLISHER, "");
        if (arguments.hasMatchedOption(PUBLISHER) && publishers.byId(id).isEmpty()
                && names(arguments).stream().noneMatch(name -> AddedByHand.idOf(name).equals(id))) {
            return Words.text("publishers.unknown", "id", id);
        }
        for (var key : keys(arguments)) {
            var problem = keyProblem(key);
            if (problem != null) {
                return problem;
            }
        }
        return arguments.hasMatchedOption(REPORT)
                ? reportProblem(arguments.matchedOptionValue(REPORT, NO_PATH), image,
                        arguments.matchedOptionValue(FORCE, false))
                : null;
    }

    /// A key that cannot be used is told before anything is checked: without it the answer would mislead.
    private static @Nullable String keyProblem(Path key) {
        try (var content = FileContent.open(key)) {
            return Keyring.read(content).certificates().isEmpty() ? Words.text("verify.noKeyIn", "path", key) : null;
        } catch (TrustException e) {
            return Words.text("evidence.Unreadable", "name", key, "why", Words.text("unreadable." + e.reason()));
        } catch (IOException e) {
            return Sentences.of(e);
        }
    }

    private static @Nullable String reportProblem(Path report, Path image, boolean force) {
        try {
            if (Files.exists(report) && Files.isSameFile(report, image)) {
                return Words.text("verify.reportIsImage");
            }
        } catch (IOException e) {
            return Sentences.of(e);
        }
        return Files.exists(report) && !force ? Words.text("verify.reportExists", "path", report) : null;
    }

    private static Request request(ParseResult arguments) {
        var brought = new ArrayList<Request.BroughtKey>();
        var names = names(arguments);
        for (var key : keys(arguments)) {
            brought.add(new Request.BroughtKey(key, names.get(brought.size())));
        }
        return Request.of(arguments.matchedPositionalValue(0, NO_PATH))
                .withSignatures(arguments.matchedOptionValue(SIGNATURE, List.of()))
                .withChecksums(arguments.matchedOptionValue(CHECKSUMS, List.of()))
                .withKeys(brought)
                .withPublisher(Optional.ofNullable(arguments.matchedOptionValue(PUBLISHER, (String) null)))
                .withBuilders(arguments.matchedOptionValue(BUILDERS, Verdict.Builders.NONE.needed()))
                .withSelfCheck(arguments.matchedOptionValue(SELF_CHECK, false));
    }

    private static List<Path> keys(ParseResult arguments) {
        return arguments.matchedOptionValue(KEY, List.of());
    }

    private static List<String> names(ParseResult arguments) {
        return arguments.matchedOptionValue(AS, List.of());
    }

    /// An image that carries its lock can be built again by anyone.
    private static void tellRebuild(ParseResult arguments, Console console) {
        var image = arguments.matchedPositionalValue(0, NO_PATH);
        try (var content = FileContent.open(image)) {
            if (Published.isCarriedBy(content)) {
                console.message(Messages.text("verify.rebuild", Text.printable(image.toString())));
            }
        } catch (IOException _) {
            // the verdict has said what there is to say
        }
    }

    /// Saves the report, if one is asked for; whether that worked. The verdict is out already and stays as it is.
    private static boolean save(Verification result, ParseResult arguments, Console console) {
        if (!arguments.hasMatchedOption(REPORT)) {
            return true;
        }
        var report = arguments.matchedOptionValue(REPORT, NO_PATH);
        var how = arguments.matchedOptionValue(FORCE, false)
                ? List.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)
                : List.of(StandardOpenOption.CREATE_NEW);
        var options = new ArrayList<>(how);
        options.add(StandardOpenOption.WRITE);
        try {
            Files.writeString(report, HtmlReport.of(result, Version.TEXT), StandardCharsets.UTF_8,
                    options.toArray(StandardOpenOption[]::new));
            console.message(Words.text("verify.reportSaved", "path", report));
            return true;
        } catch (FileAlreadyExistsException _) {
            console.message(Words.text("verify.reportExists", "path", report));
        } catch (IOException e) {
            console.message(Sentences.of(e));
        }
        return false;
    }
}
