package org.selfsame.build;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.host.NewFile;
import org.selfsame.sandbox.Command;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.sandbox.Session;
import org.selfsame.sandbox.Setup;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Tree;

/// The sandbox of a build: opened when the first step needs it, and kept open as long as steps follow each other.
final class Workshop implements Closeable {
    private static final String SHELL = "/bin/sh";
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    /// What is copied at a time, in bytes.
    private static final int PART = 16 << 20;

    private final Sandbox sandbox;
    private final BuildOptions options;
    private final Tree inputs;
    private final long sourceDate;
    private final Progressing progress;
    private final Task task;
    private @Nullable Session session;

    /// @param sourceDate the date of the build in seconds since 1970: `SOURCE_DATE_EPOCH`
    Workshop(Sandbox sandbox, BuildOptions options, Tree inputs, long sourceDate, Progressing progress, Task task) {
        this.sandbox = sandbox;
        this.options = options;
        this.inputs = inputs;
        this.sourceDate = sourceDate;
        this.progress = progress;
        this.task = task;
    }

    /// Opens the sandbox with this root.
    ///
    /// @throws IOException as [Sandbox#open]
    void open(Content root) throws IOException {
        close();
        session = sandbox.open(new Setup(root, inputs, options.surroundings(), options.limits()), task);
    }

    private Session session() {
        if (session == null) {
            throw new IllegalStateException("no sandbox is open");
        }
        return session;
    }

    /// Runs a script of ours.
    ///
    /// @throws BuildException if it ends with an error
    /// @throws IOException as [Session#run]
    void script(StepName step, String name) throws IOException {
        var last = run(step, name, List.of(SHELL, options.surroundings().inputs() + "/scripts/" + name));
        if (last != null) {
            throw new BuildException(BuildException.Reason.STEP_FAILED, step, name, last);
        }
    }

    /// Runs a hook that lies among the inputs. Hooks are promised the umask 022, whatever is varied: the permissions of
    /// what they write follow it.
    ///
    /// @param name its path in the recipe
    /// @param path its path below the inputs
    /// @throws BuildException if it ends with an error
    /// @throws IOException as [Session#run]
    void hook(StepName step, String name, String path) throws IOException {
        var last = run(step, name, List.of(SHELL, "-c", "umask 022 && exec \"$0\"",
                options.surroundings().inputs() + "/" + path));
        if (last != null) {
            throw new BuildException(BuildException.Reason.HOOK_FAILED, step, name, last);
        }
    }

    /// Runs a hook that lies among the inputs in a directory of the root.
    ///
    /// @throws BuildException if it ends with an error
    /// @throws IOException as [Session#run]
    void hookIn(String directory, String name, String path) throws IOException {
        var last = run(StepName.BOOT, name,
                List.of(SHELL, "-c", "umask 022 && cd \"$1\" && exec \"$2\"", "hook", directory,
                        options.surroundings().inputs() + "/" + path));
        if (last != null) {
            throw new BuildException(BuildException.Reason.HOOK_FAILED, StepName.BOOT, name, last);
        }
    }

    /// Builds the source package that lies among the inputs.
    ///
    /// @param number which build of it this is, from 1
    /// @param out where its binary packages go, as a tar archive in the root
    /// @throws BuildException if it ends with an error
    /// @throws IOException as [Session#run]
    void source(String name, int number, String out) throws IOException {
        var last = run(StepName.OVERLAY, name + " (" + number + ")",
                List.of(SHELL, "-c", "export SELFSAME_OUT=\"$1\" && . \"$2\"", SHELL, out,
                        options.surroundings().inputs() + "/scripts/source"));
        if (last != null) {
            throw new BuildException(BuildException.Reason.NOT_BUILT, StepName.OVERLAY, name, last);
        }
    }

    /// Copies a file out of the root. It comes in parts: what one command may print is limited.
    ///
    /// @throws BuildException if there is no such file
    /// @throws IOException as [Session#run]
    void copy(StepName step, String file, OutputStream out) throws IOException {
        var length = output(step, List.of(SHELL, "-c", "wc -c <\"$0\"", file)).strip();
        if (!length.matches("[0-9]{1,15}")) {
            throw new BuildException(BuildException.Reason.STEP_FAILED, step, file, List.of(length));
        }
        long parts = Math.ceilDiv(Long.parseLong(length), PART);
        for (long i = 0; i < parts; i++) {
            session().run(new Command(List.of(SHELL, "-c", "dd if=\"$0\" bs=\"$1\" skip=\"$2\" count=1 2>/dev/null",
                    file, Integer.toString(PART), Long.toString(i)), environment()), out, task);
        }
    }

    /// What a command prints.
    ///
    /// @throws BuildException if it ends with an error
    /// @throws IOException as [Session#run]
    String output(StepName step, List<String> command) throws IOException {
        var out = new ByteArrayOutputStream();
        var finished = session().run(new Command(command, environment()), out, task);
        var text = out.toString(StandardCharsets.UTF_8);
        if (finished.exitCode() != 0) {
            throw new BuildException(BuildException.Reason.STEP_FAILED, step, command.getFirst(),
                    text.lines().toList());
        }
        return text;
    }

    /// The last lines of the log if it fails, or null.
    private @Nullable List<String> run(StepName step, String name, List<String> command) throws IOException {
        progress.part(step, name);
        var log = progress.log(step);
        var finished = session().run(new Command(command, environment()), log, task);
        var last = log.last();
        progress.ran(name, finished);
        if (finished.exitCode() == 0) {
            return null;
        }
        return Stream.concat(last.stream(),
                Stream.of("exit code " + finished.exitCode())).toList();
    }

    private Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        environment.put("PATH", PATH);
        environment.put("SOURCE_DATE_EPOCH", Long.toString(sourceDate));
        environment.put("DEBIAN_FRONTEND", "noninteractive");
        environment.put("DEBCONF_NONINTERACTIVE_SEEN", "true");
        environment.put("DEBCONF_NOWARNINGS", "yes");
        environment.put("SELFSAME_INPUTS", options.surroundings().inputs());
        return environment;
    }

    /// Stores the root as it is now.
    ///
    /// @throws IOException as [Session#save], or if it cannot be stored
    Digest save(Store store) throws IOException {
        return store.addResult(this::save, task);
    }

    /// Writes the root as it is now.
    ///
    /// @throws IOException as [Session#save]
    void save(OutputStream out) throws IOException {
        session().save(out, task);
    }

    /// Keeps the root as it is when a step failed, beside the results, if that is asked for. If that fails, too, it is told
    /// of in the log: why the step failed matters more.
    void keep(BuildException failure) {
        if (!options.keep()) {
            return;
        }
        try (var file = NewFile.create(options.output().resolve(Builder.FAILED), true);
                var out = new BufferedOutputStream(Channels.newOutputStream(file.channel()))) {
            save(out);
            out.flush();
            file.complete();
        } catch (IOException e) {
            failure.addSuppressed(e);
            progress.log(failure.step())
                    .write((Builder.FAILED + ": " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        var open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
