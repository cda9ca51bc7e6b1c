package org.selfsame.app.window;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.selfsame.app.window.widget.Screen;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.testing.Tool;

/// The digest of each screen's picture, in a virtual machine of its own.
final class PictureDigests {
    private static final int WIDTH = 520;

    private PictureDigests() {}

    private static SortedMap<String, String> of(Map<String, Supplier<Screen>> screens) {
        var digests = new TreeMap<String, String>();
        screens.forEach((name, screen) -> {
            var png = Pictures.draw(Pictures.onFx(screen::get), WIDTH).png();
            digests.put(name, Digest.of(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.start().digest(png)).hex());
        });
        return digests;
    }

    static SortedMap<String, String> ofARun(Path directory, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(it -> !it.startsWith("-javaagent")).forEach(command::add);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"),
                PictureDigests.class.getName(), directory.toString()));
        var out = Tool.run(Path.of("").toAbsolutePath(), command.toArray(String[]::new)).out();
        var digests = new TreeMap<String, String>();
        out.lines().filter(line -> line.startsWith("picture ")).map(line -> line.split(" ", -1))
                .forEach(line -> digests.put(line[1], line[2]));
        return digests;
    }

    public static void main(String[] arguments) {
        Pictures.start();
        Pictures.wear(false);
        of(ScreensTest.screens(Path.of(arguments[0])))
                .forEach((name, digest) -> System.out.println("picture " + name + " " + digest));
        System.exit(0);
    }
}
