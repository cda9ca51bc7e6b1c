package org.selfsame.app.window;

import javafx.application.Application;
import javafx.stage.Stage;

/// The life of the window as JavaFX runs it.
public final class SelfsameApplication extends Application {

    @Override
    public void start(Stage stage) {
        var window = Wiring.forUser(stage, getHostServices()).window();
        window.show(stage);
        window.open(Opening.of(getParameters().getRaw()));
    }
}
