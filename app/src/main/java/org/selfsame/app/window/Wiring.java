package org.selfsame.app.window;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import javafx.application.HostServices;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.selfsame.app.ConfigDirectory;
import org.selfsame.app.Version;
import org.selfsame.app.window.build.BuildEngine;
import org.selfsame.app.window.build.BuildScreens;
import org.selfsame.app.window.build.CoreBuildEngine;
import org.selfsame.app.window.build.StepTimes;
import org.selfsame.app.window.compare.CompareEngine;
import org.selfsame.app.window.compare.CompareReportFiles;
import org.selfsame.app.window.compare.CompareReports;
import org.selfsame.app.window.compare.CompareScreens;
import org.selfsame.app.window.compare.FileComparison;
import org.selfsame.app.window.desktop.Desktop;
import org.selfsame.app.window.desktop.FxDesktop;
import org.selfsame.app.window.settings.PublishersModel;
import org.selfsame.app.window.settings.SettingsFile;
import org.selfsame.app.window.settings.SettingsScreen;
import org.selfsame.app.window.settings.ThemeModel;
import org.selfsame.app.window.verify.Engine;
import org.selfsame.app.window.verify.ReportFiles;
import org.selfsame.app.window.verify.Reports;
import org.selfsame.app.window.verify.VerifyScreens;
import org.selfsame.trust.publisher.PublisherStore;
import org.selfsame.trust.publisher.Publishers;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verifier;

/// Puts the window together by constructors: the one place that knows all parts.
///
/// @param engine checks files
/// @param reports writes reports
/// @param comparing compares files
/// @param compareReports writes reports on what differs
/// @param building reads recipes, makes locks and builds
/// @param stepTimes what earlier builds took
/// @param publishers whom the user knows
/// @param theme light or dark
/// @param desktop dialogs, browser, clipboard
/// @param background runs what takes time
/// @param nanoTime as `System.nanoTime`
record Wiring(Engine engine, Reports reports, CompareEngine comparing, CompareReports compareReports,
        BuildEngine building, StepTimes stepTimes, PublishersModel publishers, ThemeModel theme, Desktop desktop,
        Executor background, LongSupplier nanoTime) {

    /// The parts that the program runs with.
    static Wiring forUser(Stage stage, HostServices services) {
        var directory = ConfigDirectory.ofUser();
        var bundled = Publishers.bundled();
        var publishers = new PublishersModel(bundled, new PublisherStore(directory, bundled));
        return new Wiring(engine(publishers), new ReportFiles(Version.TEXT), new FileComparison(),
                new CompareReportFiles(Version.TEXT), CoreBuildEngine.forUser(),
                new StepTimes(directory.resolve("step-times.json")), publishers,
                new ThemeModel(new SettingsFile(directory.resolve("settings.json"))),
                new FxDesktop(stage, services), threads(), System::nanoTime);
    }

    /// A thread of the system for each task: tasks block on files, locks and programs that are run, and a virtual thread
    /// that blocks so takes a carrier from all others. None keeps the program from ending.
    static Executor threads() {
        return Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("background-", 0).factory());
    }

    /// The engine of core. It asks whom the user knows anew each time, because that may have changed in between.
    static Engine engine(PublishersModel publishers) {
        return (request, task) -> new Verifier(publishers.all(), InstantSource.system()).verify(request, task);
    }

    /// The window made of these parts. It begins at home.
    MainWindow window() {
        Looks.follow(theme.choice());
        var frame = new Frame();
        var navigator = new Navigator(frame);
        Runnable settings = () -> openSettings(navigator);
        frame.onBack(navigator::back);
        frame.onSettings(settings);
        var compare = new CompareScreens(navigator, desktop, comparing, compareReports, background, Platform::runLater,
                nanoTime);
        var verify = new VerifyScreens(navigator, desktop, engine, reports, publishers, settings, compare,
                background, Platform::runLater, nanoTime);
        var build = new BuildScreens(navigator, desktop, building, stepTimes, new BuildScreens.Others() {
            @Override
            public void compare(Path left, Path right) {
                compare.with(left, right);
            }

            @Override
            public void verify(Path file) {
                verify.check(Request.of(file));
            }
        }, background, Platform::runLater, nanoTime);
        return new MainWindow(frame, navigator, verify, compare, build, desktop, settings);
    }

    private void openSettings(Navigator navigator) {
        if (!(navigator.current() instanceof SettingsScreen)) {
            navigator.open(new SettingsScreen(theme, publishers, desktop));
        }
    }
}
