package org.selfsame.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.Version;
import org.selfsame.tree.Text;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line of the program: finds the command, runs it, and turns whatever happens into an exit code and a
/// message. No error ever reads as "different" ([ExitCode#BAD]).
public final class Selfsame {
    private static final String NAME = "selfsame";
    private static final String HELP = "--help";
    private static final String VERSION = "--version";

    private Selfsame() {}

    /// Runs the command line for the process.
    ///
    /// @return the exit code; this method never throws
    @SuppressWarnings("CatchThrowable")
    public static int execute(String[] arguments) {
        var console = Console.ofProcess();
        try {
            return run(arguments, console);
        } catch (Throwable problem) {
            // a crash must not end with the 1 that the virtual machine would give it
            return crash(problem, console);
        }
    }

    /// Says what happened, if there is memory left for a sentence.
    @SuppressWarnings("CatchThrowable")
    private static int crash(Throwable problem, Console console) {
        try {
            console.problem(Sentences.crash(problem));
        } catch (Throwable _) {
            // the exit code has to do
        }
        return ExitCode.TROUBLE;
    }

    /// Runs the command line.
    static int run(String[] arguments, Console console) {
        var commands = arguments.length == 0 ? Map.<String, Command>of() : Commands.namedIn(arguments);
        var specs = new HashMap<CommandSpec, Command>();
        var line = commandLine(commands, specs);
        try {
            return run(line.parseArgs(arguments), specs, console);
        } catch (ParameterException e) {
            return usageError(e.getMessage(), e, console);
        } catch (UsageException e) {
            console.problem(Text.harmless(e.sentence()));
            return ExitCode.TROUBLE;
        } catch (IOException e) {
            flush(console);
            if (!"Broken pipe".equals(e.getMessage())) {
                console.problem(Sentences.of(e));
            }
            return ExitCode.TROUBLE;
        }
    }

    /// Lets out what was found before the trouble.
    private static void flush(Console console) {
        try {
            console.out().flush();
        } catch (IOException _) {
            // the trouble may be just this
        }
    }

    private static CommandLine commandLine(Map<String, Command> commands, Map<CommandSpec, Command> specs) {
        var root = CommandSpec.create().name(NAME);
        root.addOption(OptionSpec.builder("-h", HELP).type(boolean.class).usageHelp(true).build());
        root.addOption(OptionSpec.builder("-V", VERSION).type(boolean.class).versionHelp(true).build());
        commands.forEach((name, command) -> {
            var spec = command.spec();
            spec.addOption(OptionSpec.builder("-h", HELP).type(boolean.class).usageHelp(true).build());
            specs.put(spec, command);
            root.addSubcommand(name, spec);
        });
        // a file called @x is a file, not more arguments: otherwise whoever names a download gives options
        return new CommandLine(root).setExpandAtFiles(false);
    }

    private static int run(ParseResult parsed, Map<CommandSpec, Command> commands, Console console)
            throws IOException {
        var named = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (parsed.isVersionHelpRequested()) {
            print(console, NAME + " " + Version.TEXT + "\n");
            return ExitCode.GOOD;
        }
        if (parsed.isUsageHelpRequested() || named.isUsageHelpRequested()) {
            print(console, usage(named.commandSpec().commandLine()));
            return ExitCode.GOOD;
        }
        var command = commands.get(named.commandSpec());
        if (command == null) {
            console.write(usage(parsed.commandSpec().commandLine()));
            return ExitCode.TROUBLE;
        }
        int code = command.run(named, console);
        console.out().flush();
        return code;
    }

    private static int usageError(@Nullable String message, ParameterException e, Console console) {
        console.problem(Text.harmless(e.getCause() instanceof NotAValueException bad
                && e.getArgSpec() instanceof OptionSpec option
                        ? bad.sentence(option.longestName())
                        : String.valueOf(message)));
        if (e instanceof UnmatchedArgumentException unmatched) {
            var names = unmatched.getSuggestions();
            if (!names.isEmpty()) {
                console.message(Messages.text("error.did-you-mean", String.join(", ", names)));
            }
        }
        var line = e.getCommandLine();
        console.message(Messages.text("error.see-help", line.getCommandSpec().qualifiedName()));
        return ExitCode.TROUBLE;
    }

    /// The help. The bundle is set only here: most runs never need it.
    private static String usage(CommandLine line) {
        line.setResourceBundle(Messages.bundle());
        var text = new StringWriter();
        line.usage(new PrintWriter(text), CommandLine.Help.Ansi.OFF);
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static void print(Console console, String text) throws IOException {
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
    }
}
