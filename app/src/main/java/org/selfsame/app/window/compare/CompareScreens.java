package org.selfsame.app.window.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.Navigator;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.verify.FailureScreen;
import org.selfsame.app.window.verify.ProgressModel;
import org.selfsame.app.window.verify.ProgressScreen;
import org.selfsame.app.window.verify.VerifyScreens;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.compare.Side;
import org.selfsame.words.Words;

/// Shows a comparison as it goes: progress, then what differs.
public final class CompareScreens implements CompareFlow.View, VerifyScreens.Comparing {
    private final Navigator navigator;
    private final Desktop desktop;
    private final CompareReports reports;
    private final Executor background;
    private final Executor ui;
    private final CompareFlow flow;
    private @Nullable Screen comparing;
    private boolean overVerdict;
    private @Nullable Compared open;

    public CompareScreens(Navigator navigator, Desktop desktop, CompareEngine engine, CompareReports reports,
            Executor background, Executor ui, LongSupplier nanoTime) {
        this.navigator = navigator;
        this.desktop = desktop;
        this.reports = reports;
        this.background = background;
        this.ui = ui;
        flow = new CompareFlow(engine, background, ui, nanoTime, this);
    }

    /// Begins to compare two files.
    public void compare(Path left, Path right) {
        start(left, right, false);
    }

    private void start(Path left, Path right, boolean over) {
        closeFiles();
        overVerdict = over;
        flow.start(new ComparePair(left, right));
    }

    /// Lets the user choose two files, and begins to compare them. Who chooses one is asked for the other.
    public void choose() {
        var files = desktop.chooseFiles(Words.text("compareview.choose"));
        if (files.size() == 1) {
            other(files.getFirst()).ifPresent(right -> compare(files.getFirst(), right));
        } else if (!files.isEmpty()) {
            compare(files.get(0), files.get(1));
        }
    }

    /// Lets the user choose the file to compare `left` with. The way back leads to what is shown now.
    @Override
    public void with(Path left) {
        other(left).ifPresent(right -> with(left, right));
    }

    /// Begins to compare two files. The way back leads to what is shown now.
    @Override
    public void with(Path left, Path right) {
        start(left, right, true);
    }

    private Optional<Path> other(Path left) {
        return desktop.chooseFile(
                Words.text("compareview.choose.other", "file", new ComparePair(left, left).name(Side.LEFT)));
    }

    /// Gives up what still runs, and closes the files of what is shown.
    public void abandon() {
        flow.abandon();
        closeFiles();
    }

    @Override
    public void comparing(ComparePair pair, ProgressModel progress) {
        comparing = new ProgressScreen(Words.text("compareview.progress"), names(pair), progress::now, flow::cancel,
                flow::abandon);
        if (overVerdict) {
            navigator.open(comparing);
        } else {
            navigator.restart(comparing);
        }
    }

    @Override
    public void compared(ComparePair pair, Findings findings) {
        open = findings.compared();
        var model = new CompareModel(findings, desktop, reports, new Later(background, ui));
        end(new CompareScreen(model, () -> left(model)));
    }

    @Override
    public void stopped(ComparePair pair) {
        comparing = null;
        navigator.back();
    }

    @Override
    public void failed(ComparePair pair, Throwable failure) {
        var left = Texts.shortened(pair.name(Side.LEFT));
        var right = Texts.shortened(pair.name(Side.RIGHT));
        boolean unreadable = failure instanceof IOException;
        var says = new FailureScreen.Says(Words.text(unreadable ? "compareview.failed.title" : "failure.title"),
                Words.text(unreadable ? "compareview.failed.sentence" : "compareview.broken.sentence", "left", left,
                        "right", right),
                Words.text(unreadable ? "compareview.failed.reason" : "compareview.broken.reason"),
                Words.text("compareview.other"));
        end(new FailureScreen(says, failure, () -> compare(pair.left(), pair.right()), this::choose));
    }

    private static String names(ComparePair pair) {
        return Words.text("compareview.names", "left", pair.name(Side.LEFT), "right", pair.name(Side.RIGHT));
    }

    private void end(Screen screen) {
        if (comparing != null) {
            navigator.replace(comparing, screen);
            comparing = null;
        }
    }

    private void left(CompareModel model) {
        try {
            model.close();
        } catch (IOException e) {
            System.getLogger(CompareScreens.class.getName()).log(System.Logger.Level.DEBUG, "not closed", e);
        }
    }

    private void closeFiles() {
        if (open != null) {
            CompareFlow.close(open);
            open = null;
        }
    }
}
