package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.app.window.settings.PublishersModel;
import org.selfsame.app.window.settings.SettingsFile;
import org.selfsame.app.window.settings.ThemeChoice;
import org.selfsame.trust.publisher.PublisherStore;
import org.selfsame.trust.publisher.Publishers;

/// The program itself, with a file as its argument, in a real window by GTK on an X server of its own.
@Tag("slow")
@Timeout(180)
class RealWindowTest {
    private static final int DANGER_SUBTLE = 0xffffebe9;
    private static final int ENOUGH = 20_000;
    private static final long SECONDS = 90;

    @TempDir
    Path directory;

    @Test
    void damagedFileGivenAsArgumentIsShownAsSuch() throws IOException, InterruptedException {
        Tool.require("Xvfb", "xvfb-run", "import", "gpg");
        var iso = Files.write(directory.resolve("live.iso"), new byte[100_000]);
        var config = directory.resolve("config");
        try (var gpg = new Gpg(directory.resolve("g")).at("20260101T000000")) {
            var alice = gpg.key("Alice Linux <a@alice.example>");
            Files.write(directory.resolve("live.iso.sig"), gpg.sign(alice, new byte[100_001]));
            new PublishersModel(Publishers.bundled(),
                    new PublisherStore(config.resolve("selfsame"), Publishers.bundled())).add("Alice Linux",
                            "", Keyring.read(new BytesContent(gpg.export(alice))), "made for this test");
        }
        new SettingsFile(config.resolve("selfsame/settings.json")).setTheme(ThemeChoice.LIGHT);
        var picture = directory.resolve("screen.png");
        var child = program(iso, config, picture).start();
        try {
            for (long i = 0; i < SECONDS && child.isAlive() && red(picture) < ENOUGH; i++) {
                Thread.sleep(1000);
            }
            assertThat(red(picture)).isGreaterThan(ENOUGH);
            Files.createDirectories(Pictures.DIRECTORY);
            Files.copy(picture, Pictures.DIRECTORY.resolve("real-window.png"),
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            child.descendants().forEach(ProcessHandle::destroy);
            child.destroy();
            child.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /// The program in the background of a shell that takes a picture of the screen every second.
    private ProcessBuilder program(Path iso, Path config, Path picture) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var flags = List.of("--module-path", "target/javafx", "--add-modules", "javafx.controls",
                "--enable-native-access=javafx.graphics,ALL-UNNAMED", "-Dprism.order=sw");
        var script = """
                "$@" & while sleep 1; do import -window root "png:$PICTURE.new" && mv "$PICTURE.new" "$PICTURE"; done
                """;
        var command = new ArrayList<>(List.of("xvfb-run", "-a", "-s", "-screen 0 1280x1024x24", "sh", "-c",
                script, "sh", java));
        command.addAll(flags);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), "org.selfsame.app.Main", "--open",
                iso.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile());
        builder.environment().put("XDG_CONFIG_HOME", config.toString());
        builder.environment().put("PICTURE", picture.toString());
        return builder;
    }

    private static long red(Path picture) throws IOException {
        if (!Files.exists(picture)) {
            return 0;
        }
        BufferedImage image = ImageIO.read(picture.toFile());
        return image == null
                ? 0
                : IntStream.range(0, image.getWidth() * image.getHeight()).filter(i -> image.getRGB(
                        i % image.getWidth(), i / image.getWidth()) == DANGER_SUBTLE).count();
    }
}
