package org.selfsame.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.Image;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;
import org.selfsame.app.window.home.HomeScreen;
import org.selfsame.app.window.widget.Page;
import org.selfsame.app.window.widget.Screen;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// Draws screens without a window, and keeps the pictures in `target/screenshots`.
final class Pictures {
    static final Path DIRECTORY = Path.of("target", "screenshots");
    private static final int LEAST = 480;
    private static final int MOST = 4000;

    private Pictures() {}

    /// Starts JavaFX, once for all tests.
    static void start() {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        onFx(() -> {
            Fonts.load();
            return "";
        });
    }

    /// The answer of `work`, which runs on the JavaFX thread.
    static <T> T onFx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }

    /// Puts on the light or the dark theme.
    static void wear(boolean dark) {
        onFx(() -> {
            var theme = dark ? new PrimerDark() : new PrimerLight();
            Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
            return theme;
        });
    }

    /// Draws `screen` in its frame, as wide as `width` and as high as it needs.
    static Drawn draw(Screen screen, int width) {
        return onFx(() -> {
            var frame = new Frame();
            frame.display(screen, !(screen instanceof HomeScreen));
            var scene = new Scene(frame, width, LEAST);
            Looks.dress(scene);
            frame.applyCss();
            frame.layout();
            var page = (Page) screen.node();
            double bar = frame.getTop().prefHeight(width);
            frame.resize(width, Math.clamp(bar + ((Region) page.getContent()).prefHeight(width) + 1, LEAST, MOST));
            frame.layout();
            var image = frame.snapshot(null, null);
            var cut = cutTexts(frame);
            scene.setRoot(new Pane());
            frame.setCenter(null);
            return new Drawn(image, cut);
        });
    }

    /// A picture.
    ///
    /// @param cut texts that are not shown whole
    record Drawn(Image image, List<String> cut) {

        void save(String name) {
            try {
                Files.createDirectories(DIRECTORY);
                Files.write(DIRECTORY.resolve(name + ".png"), png());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// How many different colours are in it.
        long colours() {
            var pixels = image.getPixelReader();
            return IntStream.range(0, (int) image.getHeight())
                    .flatMap(y -> IntStream.range(0, (int) image.getWidth()).map(x -> pixels.getArgb(x, y)))
                    .distinct().count();
        }

        /// The bytes of the picture's file.
        byte[] png() {
            try {
                var bytes = new ByteArrayOutputStream();
                ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", bytes);
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Texts whose drawn form is not what they say: those that JavaFX ended with an ellipsis. Names on a line of their
    /// own may lose their middle: they show themselves whole in a tooltip.
    static List<String> cutTexts(Parent root) {
        return root.lookupAll(".text").stream()
                .filter(node -> node instanceof Text text && node.getParent() instanceof Labeled labeled
                        && labeled.getTooltip() == null && !labeled.getText().isEmpty()
                        && !text.getText().equals(labeled.getText().replaceFirst("_", ""))
                        && !text.getText().equals(labeled.getText()))
                .map(node -> ((Labeled) node.getParent()).getText()).toList();
    }
}
