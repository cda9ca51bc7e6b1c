package org.selfsame.apt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.selfsame.process.MissingProgramException;
import org.selfsame.process.Program;
import org.selfsame.task.Task;

/// apt of this computer, run with settings of ours and nothing of the host's. Of the environment it gets a proxy, if this
/// program was given one (`http_proxy`, `https_proxy`, `no_proxy`), and nothing else.
final class AptRun {
    private static final String PACKAGE = "apt";
    /// Where Debian has it: it is not on the path.
    private static final Path HELPER = Path.of("/usr/lib/apt/apt-helper");
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "no_proxy");
    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_OUTPUT = 64 << 20;

    private final AptSettings settings;
    private final Map<String, String> environment = new TreeMap<>();

    /// What a run gave.
    ///
    /// @param code its exit code
    /// @param lines what it wrote, without what it tells of its progress
    record Answer(int code, List<String> lines) {
        /// The lines that begin so, without that.
        List<String> after(String prefix) {
            return lines.stream().filter(it -> it.startsWith(prefix)).map(it -> it.substring(prefix.length()).strip())
                    .toList();
        }
    }

    /// @param surroundings the environment of this program
    AptRun(AptSettings settings, Map<String, String> surroundings) {
        this.settings = settings;
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        environment.put("TMPDIR", settings.temporary().toString());
        environment.put("APT_CONFIG", settings.file().toString());
        PROXIES.stream().filter(surroundings::containsKey)
                .forEach(name -> environment.put(name, surroundings.get(name)));
    }

    /// `apt-get -q`, with arguments.
    Answer get(List<String> arguments, Task task) throws IOException {
        return get(arguments, _ -> {}, task);
    }

    /// As the other; `progress` gets how much is fetched, from 0 to 100, from time to time.
    Answer get(List<String> arguments, Consumer<Double> progress, Task task) throws IOException {
        return run(Program.named("apt-get", PACKAGE), arguments, progress, task);
    }

    /// `apt-helper -q download-file`, with arguments.
    Answer download(List<String> arguments, Consumer<Double> progress, Task task) throws IOException {
        if (!Files.isExecutable(HELPER)) {
            throw new MissingProgramException("apt-helper", PACKAGE);
        }
        var all = new ArrayList<>(List.of("download-file"));
        all.addAll(arguments);
        return run(new Program(HELPER), all, progress, task);
    }

    /// `apt-config dump`: the settings that apt really has.
    List<String> dump(Task task) throws IOException {
        return run(Program.named("apt-config", PACKAGE), List.of("dump"), _ -> {}, task).lines();
    }

    /// The version that apt says it has.
    String version(Task task) throws IOException {
        return run(Program.named("apt-get", PACKAGE), List.of("--version"), _ -> {}, task).lines().stream()
                .filter(line -> line.startsWith("apt ")).map(line -> line.split(" ", -1)[1]).findFirst().orElse("");
    }

    /// @throws MissingProgramException if apt is not there
    /// @throws CancellationException if the task was cancelled, after apt has ended
    private Answer run(Program program, List<String> arguments, Consumer<Double> progress, Task task)
            throws IOException {
        var all = new ArrayList<>(List.of("-q", "-o", "APT::Status-Fd=1"));
        all.addAll(arguments);
        var output = new Output(progress);
        int code = program.run(new Program.Call(all, environment, settings.directory()), InputStream.nullInputStream(),
                output, task);
        return new Answer(code, output.lines());
    }

    /// Takes what apt writes apart into lines, and those that tell of progress out of them.
    private static final class Output extends OutputStream {
        private static final String PROGRESS = "dlstatus:";

        private final Consumer<Double> progress;
        private final List<String> lines = new ArrayList<>();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long written;

        Output(Consumer<Double> progress) {
            this.progress = progress;
        }

        @Override
        public void write(int b) throws IOException {
            if (++written > MOST_OUTPUT) {
                throw new IOException("apt writes more than " + MOST_OUTPUT + " bytes");
            }
            if (b == '\n') {
                end();
            } else if (line.size() < LONGEST_LINE) {
                line.write(b);
            }
        }

        private void end() {
            var text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            if (text.startsWith(PROGRESS)) {
                progress(text.split(":", 4));
            } else {
                lines.add(text);
            }
        }

        /// `dlstatus:` which file `:` percent `:` a text. Source: README.progress-reporting of apt.
        private void progress(String[] parts) {
            if (parts.length > 2 && parts[2].matches("[0-9]{1,3}([.][0-9]+)?")) {
                progress.accept(Double.parseDouble(parts[2]));
            }
        }

        List<String> lines() {
            if (line.size() > 0) {
                end();
            }
            return lines;
        }
    }
}
