package org.selfsame.app.window.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.Navigator;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.settings.PublishersModel;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;
import org.selfsame.words.Words;

/// Shows a check as it goes: progress, then the verdict, and what follows from it.
public final class VerifyScreens implements VerifyFlow.View, VerdictModel.Moves {
    private final Navigator navigator;
    private final Desktop desktop;
    private final Reports reports;
    private final PublishersModel publishers;
    private final Runnable settings;
    private final Comparing compare;
    private final VerifyFlow flow;
    private @Nullable Screen checking;
    private String remark = "";
    private @Nullable Path besides;
    private @Nullable Path good;

    /// What compares a file that is not what was published.
    public interface Comparing {

        /// Lets the user choose the file to compare `left` with.
        void with(Path left);

        /// Compares two files.
        void with(Path left, Path right);
    }

    /// @param settings opens the settings, where a key can be added
    /// @param compare compares a file with another one
    public VerifyScreens(Navigator navigator, Desktop desktop, Engine engine, Reports reports,
            PublishersModel publishers, Runnable settings, Comparing compare, Executor background, Executor ui,
            LongSupplier nanoTime) {
        this.navigator = navigator;
        this.desktop = desktop;
        this.reports = reports;
        this.publishers = publishers;
        this.settings = settings;
        this.compare = compare;
        flow = new VerifyFlow(engine, background, ui, nanoTime, this);
    }

    /// What was last checked, or is being checked.
    public Optional<Request> latest() {
        return flow.latest();
    }

    /// Gives up a check that still runs.
    public void abandon() {
        flow.abandon();
    }

    @Override
    public void check(Request request) {
        check(request, "", Optional.empty());
    }

    /// Begins to check.
    ///
    /// @param remark what to say beside the verdict; may be empty
    /// @param other an image that came along with it, to compare it with if it is not what was published
    public void check(Request request, String remark, Optional<Path> other) {
        this.remark = remark;
        besides = other.orElse(null);
        flow.start(request);
    }

    @Override
    public void checking(Request request, ProgressModel progress) {
        checking = new ProgressScreen(Words.text("progress.title"), VerifyFlow.nameOf(request), progress::now,
                flow::cancel, flow::abandon);
        navigator.restart(checking);
    }

    @Override
    public void checked(Request request, Verification verification) {
        var model = new VerdictModel(request, verification, desktop, reports, this);
        if (!remark.isEmpty()) {
            model.say(remark);
        }
        var reference = besides == null ? good : besides;
        if (reference != null && !reference.equals(request.file())) {
            model.reference(reference);
        }
        if (verification.verdict() instanceof Verdict.Genuine
                || verification.verdict() instanceof Verdict.Reproduced) {
            good = request.file();
        }
        end(new VerdictScreen(model));
    }

    @Override
    public void failed(Request request, Throwable failure) {
        end(new FailureScreen(FailureScreen.ofCheck(VerifyFlow.nameOf(request)), failure, () -> check(request),
                navigator::back));
    }

    @Override
    public void choosePublisher(Request request) {
        navigator.open(new ChoosePublisherScreen(VerifyFlow.nameOf(request), known(),
                publisher -> check(request.withPublisher(Optional.of(publisher.id()))), settings));
    }

    @Override
    public void compare(Path file) {
        compare.with(file);
    }

    @Override
    public void compare(Path file, Path reference) {
        compare.with(file, reference);
    }

    private List<Publisher> known() {
        try {
            return publishers.all().all();
        } catch (IOException _) {
            return publishers.bundled().all();
        }
    }

    private void end(Screen screen) {
        if (checking != null) {
            navigator.replace(checking, screen);
            checking = null;
        }
    }
}
