package org.selfsame.app.window.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.verify.Notice;
import org.selfsame.tree.Text;
import org.selfsame.words.Words;

/// A build on the screen: how far it is, its log, and what came out. No node of the window in here. All methods belong to
/// one thread, but [#steps] takes events from any.
final class BuildModel {
    private static final int MOST_COPIED = 1 << 20;

    private final Plan plan;
    private final StepsModel steps;
    private final BuildLog log;
    private final LogLines lines;
    private final Desktop desktop;
    private final Moves moves;
    private final Executor background;
    private final Executor ui;
    private final ReadOnlyObjectWrapper<BuildState> state = new ReadOnlyObjectWrapper<>(new BuildState.Running(false));
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final AtomicLong searches = new AtomicLong();

    /// Where one can go from here.
    interface Moves {

        /// Stops the build.
        void cancel();

        /// Begins the same build again.
        void again(Plan plan);

        /// Shows the inputs again.
        void inputs(Plan plan);

        /// Makes the lock anew.
        void lock(Inputs inputs);

        /// Compares two files.
        void compare(Path left, Path right);

        /// Checks a file.
        void verify(Path file);
    }

    /// @param background runs what takes time
    /// @param ui brings answers back
    BuildModel(Plan plan, StepsModel steps, BuildLog log, Desktop desktop, Moves moves, Executor background,
            Executor ui) {
        this.plan = plan;
        this.steps = steps;
        this.log = log;
        this.desktop = desktop;
        this.moves = moves;
        this.background = background;
        this.ui = ui;
        lines = new LogLines(log);
    }

    Plan plan() {
        return plan;
    }

    StepsModel steps() {
        return steps;
    }

    /// The numbers of the lines that are shown.
    LogLines lines() {
        return lines;
    }

    /// The line with this number.
    String line(long number) {
        return log.line(number);
    }

    /// Why lines of the log are missing; empty if none are.
    String logTrouble() {
        return log.trouble();
    }

    ReadOnlyObjectProperty<BuildState> state() {
        return state.getReadOnlyProperty();
    }

    /// What just happened, if anything.
    ReadOnlyObjectProperty<Optional<Notice>> notice() {
        return notice.getReadOnlyProperty();
    }

    boolean isRunning() {
        return state.get() instanceof BuildState.Running;
    }

    /// Stops the build; what its finished steps made is kept.
    void cancel() {
        if (isRunning()) {
            state.set(new BuildState.Running(true));
            moves.cancel();
        }
    }

    /// The build came to its end.
    void done(Outcome outcome) {
        steps.end(StepRow.State.DONE);
        state.set(new BuildState.Done(outcome));
    }

    /// It was stopped.
    void stopped() {
        steps.end(StepRow.State.STOPPED);
        state.set(new BuildState.Stopped(steps.now().done()));
    }

    /// It could not go on.
    void failed(Trouble trouble) {
        steps.end(StepRow.State.FAILED);
        state.set(new BuildState.Failed(trouble));
    }

    void again() {
        moves.again(plan);
    }

    void inputs() {
        moves.inputs(plan);
    }

    void lock() {
        moves.lock(plan.inputs());
    }

    /// Compares the two builds: what differs, or else the first file.
    void compare() {
        if (state.get() instanceof BuildState.Done done && done.outcome().second() != null) {
            var different = done.outcome().second().different();
            if (!different.isEmpty()) {
                moves.compare(different.getFirst().first(), different.getFirst().second());
            }
        }
    }

    /// Compares one pair of files.
    void compare(Outcome.Pair pair) {
        moves.compare(pair.first(), pair.second());
    }

    /// Checks what was made.
    void verify(Outcome.Made file) {
        moves.verify(file.file());
    }

    /// Copies what a file's checksum is.
    void copyChecksum(Outcome.Made file) {
        desktop.copy(file.sha256().hex());
        say(Words.text("verdictscreen.copied"), false);
    }

    void openFolder() {
        if (state.get() instanceof BuildState.Done done) {
            desktop.browse(done.outcome().directory().toUri().toString());
        }
    }

    /// Saves a copy of the record where the user wants it.
    void saveRecord() {
        if (!(state.get() instanceof BuildState.Done done)) {
            return;
        }
        var record = done.outcome().record();
        if (record != null) {
            desktop.chooseTarget(Words.text("buildview.record.title"), Text.printable(fileName(record)),
                    List.of(new Desktop.Kind(Words.text("verdictscreen.report.json"), "json")))
                    .ifPresent(target -> write(target, "buildview.record.saved", "buildview.record.notSaved",
                            to -> Files.copy(record, to, StandardCopyOption.REPLACE_EXISTING)));
        }
    }

    /// Saves the log where the user wants it.
    void saveLog() {
        desktop.chooseTarget(Words.text("buildview.log.title"), plan.inputs().recipe().name() + ".log",
                List.of(new Desktop.Kind(Words.text("buildview.log.kind"), "log")))
                .ifPresent(target -> write(target, "buildview.log.saved", "buildview.log.notSaved", log::save));
    }

    /// Copies lines, as many as fit on a clipboard.
    void copyLines(List<Long> numbers) {
        var text = new StringBuilder();
        for (var number : numbers) {
            if (text.length() > MOST_COPIED) {
                break;
            }
            text.append(log.line(number)).append('\n');
        }
        if (!text.isEmpty()) {
            desktop.copy(text.toString());
            say(Words.text("verdictscreen.copied"), false);
        }
    }

    /// Looks for the next line with this text. A newer search gives up the older one.
    ///
    /// @param from the number of the line to begin at
    /// @param found takes its number, or nothing
    void find(String text, long from, boolean forward, Consumer<OptionalLong> found) {
        long mine = searches.incrementAndGet();
        background.execute(() -> {
            var number = log.find(text, from, forward, () -> mine != searches.get());
            ui.execute(() -> {
                if (mine == searches.get()) {
                    found.accept(number);
                }
            });
        });
    }

    /// Lets go of the log.
    void close() {
        searches.incrementAndGet();
        try {
            log.close();
        } catch (IOException e) {
            System.getLogger(BuildModel.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
        }
    }

    private interface Writing {
        void to(Path target) throws IOException;
    }

    private void write(Path target, String saved, String notSaved, Writing writing) {
        background.execute(() -> {
            Runnable end;
            try {
                writing.to(target);
                end = () -> say(Words.text(saved, "file", target), false);
            } catch (IOException e) {
                var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                end = () -> say(Words.text(notSaved, "why", why), true);
            }
            ui.execute(end);
        });
    }

    private void say(String words, boolean trouble) {
        notice.set(Optional.of(new Notice(words, trouble)));
    }

    private static String fileName(Path path) {
        @Nullable
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
