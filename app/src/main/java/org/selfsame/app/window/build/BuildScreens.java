package org.selfsame.app.window.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.window.Navigator;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.home.HomeScreen;
import org.selfsame.app.window.verify.ProgressModel;
import org.selfsame.app.window.verify.ProgressScreen;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.app.window.widget.Texts;
import org.selfsame.build.StepName;
import org.selfsame.words.Words;

/// Shows a build from the choice of its recipe to what came out. Going back from a running build does not end it: the first
/// screen leads to it again.
public final class BuildScreens implements InputsModel.Moves, BuildModel.Moves, HomeScreen.Build {
    private static final long SECONDS_TO_END = 20;

    private final Navigator navigator;
    private final Desktop desktop;
    private final BuildEngine engine;
    private final StepTimes times;
    private final Others others;
    private final Executor background;
    private final Executor ui;
    private final LongSupplier nanoTime;
    private final BuildFlow reading;
    private final BuildFlow building;
    private Source source = Source.NONE;
    private @Nullable Plan latest;
    private @Nullable BuildModel model;
    private @Nullable Screen shown;

    /// What other screens do.
    public interface Others {

        /// Compares two files. The way back leads to what is shown now.
        void compare(Path left, Path right);

        /// Checks a file.
        void verify(Path file);
    }

    /// @param times what earlier builds took
    public BuildScreens(Navigator navigator, Desktop desktop, BuildEngine engine, StepTimes times, Others others,
            Executor background, Executor ui, LongSupplier nanoTime) {
        this.navigator = navigator;
        this.desktop = desktop;
        this.engine = engine;
        this.times = times;
        this.others = others;
        this.background = background;
        this.ui = ui;
        this.nanoTime = nanoTime;
        reading = new BuildFlow(background, ui);
        building = new BuildFlow(background, ui);
    }

    @Override
    public boolean isRunning() {
        return building.isRunning();
    }

    @Override
    public void open() {
        if (shown != null && building.isRunning()) {
            navigator.restart(shown);
        } else {
            navigator.restart(new RecipeScreen(source, desktop, this::read));
        }
    }

    /// Gives up reading; a build goes on.
    public void abandon() {
        reading.abandon();
    }

    /// Ends everything, because the window is closed.
    public void close() {
        reading.abandon();
        building.close(SECONDS_TO_END);
        if (model != null) {
            model.close();
        }
    }

    @Override
    public void read(Source wanted) {
        source = wanted;
        var progress = new ProgressModel(nanoTime);
        var screen = waiting("buildview.reading", wanted.name(), progress);
        navigator.open(screen);
        reading.start(task -> engine.read(wanted, task), progress::accept,
                new BuildFlow.Ends<>(inputs -> navigator.replace(screen, inputs(inputs)), navigator::back,
                        failure -> navigator.replace(screen, new TroubleScreen(wanted.name(),
                                Troubles.ofReading(wanted, failure), List.of(
                                        AnswerCard.button("failure.again", "build-fix", () -> {
                                            navigator.back();
                                            read(wanted);
                                        }), other())))));
    }

    @Override
    public void lock(Inputs inputs) {
        var progress = new ProgressModel(nanoTime);
        var name = inputs.recipe().name();
        var screen = waiting("buildview.locking", name, progress);
        navigator.open(screen);
        reading.start(task -> engine.lock(inputs, task), progress::accept,
                new BuildFlow.Ends<>(locked -> {
                    // what was shown of the old lock is no longer true
                    navigator.back();
                    navigator.replace(navigator.current(), inputs(locked));
                }, navigator::back, failure -> navigator.replace(screen, new TroubleScreen(name,
                        Troubles.ofLocking(inputs, failure), List.of(
                                AnswerCard.button("failure.again", "build-fix", () -> {
                                    navigator.back();
                                    lock(inputs);
                                }), other())))));
    }

    private Button other() {
        return AnswerCard.button("buildview.recipe.other", "build-other-recipe", this::open);
    }

    private Screen waiting(String title, String name, ProgressModel progress) {
        return new ProgressScreen(Words.text(title), name, progress::now, reading::cancel, reading::abandon);
    }

    private Screen inputs(Inputs inputs) {
        var made = new InputsModel(inputs, desktop, this);
        return new InputsScreen(latest == null || !latest.inputs().source().equals(inputs.source())
                ? made
                : made.like(latest));
    }

    @Override
    public void build(Plan plan) {
        latest = plan;
        if (model != null) {
            model.close();
        }
        var log = new BuildLog();
        var steps = new StepsModel(engine.steps(plan), plan.twice() ? 2 : 1, times.of(plan.key()), log,
                new LogHeadings(plan.twice()), nanoTime);
        var begun = new BuildModel(plan, steps, log, desktop, this, background, ui);
        model = begun;
        var screen = new BuildScreen(begun);
        shown = screen;
        navigator.open(screen);
        building.start(task -> engine.build(plan, steps::accept, task), steps::accept,
                new BuildFlow.Ends<>(outcome -> {
                    begun.done(outcome);
                    times.remember(plan.key(), steps.times());
                }, begun::stopped, failure -> begun.failed(Troubles.ofBuilding(plan, failure))));
    }

    @Override
    public void cancel() {
        building.cancel();
    }

    @Override
    public void again(Plan plan) {
        navigator.back();
        build(plan);
    }

    @Override
    public void inputs(Plan plan) {
        navigator.restart(new RecipeScreen(source, desktop, this::read));
        read(plan.inputs().source());
    }

    @Override
    public void compare(Path left, Path right) {
        others.compare(left, right);
    }

    @Override
    public void verify(Path file) {
        others.verify(file);
    }

    /// The lines in the log above what a step or a part of it prints.
    private record LogHeadings(boolean twice) implements StepsModel.Headings {

        @Override
        public String step(int build, StepName step) {
            var parts = new ArrayList<String>();
            if (twice) {
                parts.add(StepList.build(build));
            }
            parts.add(Words.text("buildview.step." + step));
            return Words.text("buildview.log.heading", "step", String.join(": ", parts));
        }

        @Override
        public String part(String name) {
            return Words.text("buildview.log.part", "name", Texts.shortened(name));
        }
    }
}
