package org.selfsame.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

/// The script that starts the program, with a program in the place of Java that tells its arguments.
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            for argument in "$@"; do
                case $argument in -XX:AOTCacheOutput=*) : >"${argument#*=}" ;; esac
                printf '%s\\n' "$argument"
            done
            """;

    @TempDir
    private Path directory;
    private Path home;
    private Path target;

    @BeforeEach
    void makeTree() throws IOException {
        home = directory.resolve("a program");
        target = Files.createDirectories(home.resolve("app/target"));
        Files.createDirectories(target.resolve("lib"));
        for (var file : List.of("built", "selfsame-app-1.jar", "lib/a.jar")) {
            Files.createFile(target.resolve(file));
        }
        Files.copy(Path.of("../selfsame"), home.resolve("selfsame"));
        Files.createDirectories(home.resolve("jdk/bin"));
        Files.writeString(home.resolve("jdk/release"), "JAVA_RUNTIME_VERSION=\"25+1\"\n");
        var java = Files.writeString(home.resolve("jdk/bin/java"), JAVA);
        Tool.run(home, "chmod", "+x", "selfsame", java.toString());
    }

    private Tool.Result run(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(home.resolve("selfsame").toString()));
        command.addAll(List.of(arguments));
        var all = new TreeMap<>(environment);
        all.put("SELFSAME_JAVA", home.resolve("jdk/bin/java").toString());
        return Tool.tryRun(directory, all, command.toArray(String[]::new));
    }

    @Test
    void worksInAPathWithASpace() {
        var ran = run(Map.of(), "verify", "an image");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().lines()).contains("-Dselfsame.launcher=" + home + "/selfsame",
                "-XX:AOTCache=" + target + "/selfsame.aot", target + "/selfsame-app-1.jar:" + target + "/lib/a.jar")
                .endsWith("org.selfsame.app.Main", "verify", "an image");
    }

    @Test
    void packsADirectoryInItsOwnWay() throws IOException {
        Files.createDirectory(directory.resolve("squashfs"));
        var own = "-XX:CompilerDirectivesFile=" + home + "/app/src/main/jvm/squashfs.directives";

        var ran = run(Map.of(), "pack", "squashfs", "squashfs", "-o", "out");
        assertThat(ran.out().lines()).contains(own, "-XX:AOTCache=" + target + "/squashfs.aot");
        assertThat(run(Map.of(), "pack", "squashfs", "image.iso", "-o", "out").out().lines())
                .contains("-XX:AOTCache=" + target + "/selfsame.aot").doesNotContain(own);
    }

    /// A virtual machine that does not understand them does not start.
    @Test
    void javaUnderstandsTheDirectives() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var ran = Tool.run(directory, java, "-XX:+UnlockDiagnosticVMOptions", "-XX:CompilerDirectivesFile="
                + Path.of("src/main/jvm/squashfs.directives").toAbsolutePath(), "-version");

        assertThat(ran.out()).contains("3 compiler directives added");
    }

    @Test
    void takesNothingThatAnotherJavaRecorded() throws IOException {
        run(Map.of(), "show", "image");
        Files.writeString(home.resolve("jdk/release"), "JAVA_RUNTIME_VERSION=\"25.0.1+2\"\n");
        Files.setLastModifiedTime(target.resolve("selfsame.aot"), FileTime.fromMillis(0));

        run(Map.of(), "show", "image");

        assertThat(Files.getLastModifiedTime(target.resolve("selfsame.aot")).toMillis()).isPositive();
    }

    /// 1 would be an answer.
    @Test
    void aTrainingThatFailsChangesNothing() {
        var ran = run(Map.of("TMPDIR", directory.resolve("not-there").toString()), "verify", "image");

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().lines()).endsWith("org.selfsame.app.Main", "verify", "image")
                .noneMatch(line -> line.startsWith("-XX:AOTCache"));
    }
}
