package org.selfsame.app.window;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;

/// The life of the window as JavaFX runs it.
public final class SelfsameApplication extends Application {

    @Override
    public void start(Stage stage) {
        var window = Wiring.forUser(stage, getHostServices()).window();
        window.show(stage);
        var files = files(getParameters().getRaw());
        if (!files.isEmpty()) {
            window.onFiles(files);
        }
    }

    /// The files among the arguments that the desktop or the user gave.
    static List<Path> files(List<String> arguments) {
        return arguments.stream().filter(argument -> !argument.equals("--open")).map(Path::of).toList();
    }
}
