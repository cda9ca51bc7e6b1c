package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.host.Removal;
import org.selfsame.report.TextReport;
import org.selfsame.sample.Sample;
import org.selfsame.task.Task;
import org.selfsame.tree.Text;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;
import org.selfsame.verify.Verifier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `demo`: the main job on a built-in sample. Good only if the sample is found genuine, and the byte that was changed
/// in its copy is found and named.
final class DemoCommand implements Command {
    private static final String KEEP = "--keep";
    private static final String NO_WINDOW = "--no-window";
    /// Set by the launcher script: how to start the program once more.
    private static final String LAUNCHER = "selfsame.launcher";

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("demo")
                .addOption(OptionSpecs.text(KEEP, "DIRECTORY"))
                .addOption(OptionSpecs.flag(NO_WINDOW));
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        String keep = arguments.matchedOptionValue(KEEP, "");
        boolean window = !arguments.matchedOptionValue(NO_WINDOW, false);
        if (!keep.isEmpty()) {
            var directory = Files.createDirectories(Path.of(keep));
            if (Sample.isIn(directory)) {
                console.problem(Messages.text("demo.there", Text.printable(keep)));
                return ExitCode.TROUBLE;
            }
            return run(directory, window, console);
        }
        var directory = Files.createTempDirectory("selfsame-demo");
        // also when a signal ends the demonstration
        var cleaning = new Thread(() -> delete(directory), "cleaning");
        Runtime.getRuntime().addShutdownHook(cleaning);
        try {
            return run(directory, window, console);
        } finally {
            delete(directory);
        }
    }

    private static int run(Path directory, boolean window, Console console) throws IOException {
        say(console, "demo.making");
        var sample = Sample.make(directory, InstantSource.system().instant(), Task.silent());
        var digest = Sample.digest(sample.image());
        boolean same = sample.again(Task.silent()).equals(digest);
        say(console, same ? "demo.twice" : "demo.twice.different", digest.hex());

        say(console, "demo.good");
        var good = verify(sample.image(), sample.key());
        tell(console, good);

        var tampered = sample.tamperedCopy(Files.createDirectory(directory.resolve("tampered")));
        say(console, "demo.bad", tampered.offset());
        var bad = verify(tampered.image(), sample.key());
        tell(console, bad);

        boolean asExpected = same && good.verdict() instanceof Verdict.Genuine
                && bad.verdict() instanceof Verdict.Mismatch && bad.damage().stream().anyMatch(damage -> damage
                        .offset() <= tampered.offset() && tampered.offset() < damage.offset() + damage.length());
        say(console, asExpected ? "demo.done" : "demo.failed");
        var launcher = System.getProperty(LAUNCHER);
        if (asExpected && window && launcher != null && hasDisplay()) {
            open(launcher, tampered.image(), sample.key(), console);
        }
        return asExpected ? ExitCode.GOOD : ExitCode.TROUBLE;
    }

    private static Verification verify(Path image, Path key) {
        return new Verifier(Publishers.bundled(), InstantSource.system()).verify(Sample.request(image, key),
                Task.silent());
    }

    private static void tell(Console console, Verification verification) throws IOException {
        console.out().write(TextReport.of(verification).indent(4).getBytes(StandardCharsets.UTF_8));
    }

    private static void say(Console console, String key, Object... values) throws IOException {
        console.out().write((Messages.text(key, values) + "\n").getBytes(StandardCharsets.UTF_8));
        console.out().flush();
    }

    private static boolean hasDisplay() {
        return isSet(System.getenv("DISPLAY")) || isSet(System.getenv("WAYLAND_DISPLAY"));
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    /// Opens the window on the copy that was tampered with, and waits until it is closed: the files go then.
    private static void open(String launcher, Path image, Path key, Console console) throws IOException {
        say(console, "demo.window");
        try {
            new ProcessBuilder(List.of(launcher, "window", image.toString(), "--key", key.toString(), "--as",
                    Sample.PUBLISHER)).inheritIO().start().waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) {
        try {
            Removal.of(directory);
        } catch (IOException _) {
            // someone else was faster, or the temporary directory is cleaned by the system
        }
    }
}
