package org.selfsame.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.Lock;
import org.selfsame.build.BuildException.Reason;
import org.selfsame.compare.CauseCode;
import org.selfsame.content.FileContent;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.NamespacesSandbox;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;

/// Packages built from source with the host's real dpkg-dev, in real namespaces.
class OverlayTest {
    private static final String SAME = "echo from source";
    private static final String LEAK = "uname -n";

    @TempDir
    static Path directory;
    private static Store store;
    private static int number;

    private final List<BuildEvent> events = new ArrayList<>();
    private Path output = Path.of("");

    @BeforeAll
    static void require() throws IOException {
        MiniTools.require();
        store = Store.open(directory.resolve("store"));
    }

    @BeforeEach
    void fresh() {
        output = directory.resolve("out-" + ++number);
    }

    private static Lock.Source hello(String command) throws IOException {
        return MiniTools.source(store, Files.createTempDirectory(directory, "source"), "hello", "2", command);
    }

    private static MiniSystem system(Lock.Source source, @Nullable String allowed) throws IOException {
        return new MiniSystem(store).fromSource(source, allowed).outputs(Recipe.Output.TAR);
    }

    private BuildResult build(MiniSystem system, BuildOptions options) throws IOException {
        events.clear();
        return Builder.build(system.recipe(), system.lock(), store, sandbox(), options, events::add, Task.silent());
    }

    private BuildResult build(MiniSystem system) throws IOException {
        return build(system, BuildOptions.to(output));
    }

    private BuildOptions keeping() {
        var usual = BuildOptions.to(output);
        return new BuildOptions(output, false, true, true, usual.surroundings(), usual.limits(), List.of());
    }

    private static NamespacesSandbox sandbox() {
        return new NamespacesSandbox(directory.resolve("sandbox"));
    }

    private static String text(BuildResult result, String path) throws IOException {
        try (var content = FileContent.open(result.artifacts().getFirst().file())) {
            var tree = new TarFormat().open(content, Limits.DEFAULT).tree();
            var file = ((Entry.File) tree.find(path).orElseThrow()).content();
            return new String(file.bytes(0, (int) file.size()), StandardCharsets.UTF_8);
        }
    }

    private static String record(BuildResult result) throws IOException {
        return Files.readString(result.artifacts().getLast().file());
    }

    @Test
    void installsWhatWasBuiltAndTakesItFromTheStoreTheNextTime() throws IOException {
        var source = hello("echo made from source");
        var first = build(system(source, null));
        assertThat(text(first, "usr/share/hello/hello")).isEqualTo("made from source\n");
        assertThat(first.record().overlay()).singleElement().satisfies(it -> {
            assertThat(it.result()).isEqualTo(it.again());
            assertThat(it.leaks()).isEmpty();
        });
        assertThat(events).containsSubsequence(new BuildEvent.Part(StepName.OVERLAY, "hello 2 (1)"),
                new BuildEvent.Part(StepName.OVERLAY, "hello 2 (2)"));
        assertThat(record(first)).contains("\"reproduced\": true");
        var built = first.record().overlay().getFirst().packages().getFirst();
        assertThat(Files.readString(first.artifacts().stream().filter(it -> it.name().endsWith(".spdx.json"))
                .findFirst().orElseThrow().file())).as("the bill of materials").contains(built.sha256().hex());

        output = directory.resolve("again");
        var again = build(system(source, null).hook("config/hooks/normal/1.hook.chroot", Recipe.Place.SYSTEM,
                "#!/bin/sh\ntouch /etc/hooked\n"));
        assertThat(events).filteredOn(BuildEvent.Reused.class::isInstance).extracting(BuildEvent::step)
                .containsExactly(StepName.OVERLAY, StepName.BOOTSTRAP, StepName.PACKAGES);
        assertThat(again.record().overlay()).isEqualTo(first.record().overlay());
    }

    @Test
    void stopsAtAPackageThatDoesNotReproduceUnlessTheRecipeSaysWhy() throws IOException {
        var source = hello("date -u");
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(system(source, null), keeping()))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(Reason.NOT_REPRODUCIBLE);
                    assertThat(e.step()).isEqualTo(StepName.OVERLAY);
                    assertThat(e.subject()).isEqualTo("hello 2");
                    assertThat(e.details()).anyMatch(it -> it.startsWith(CauseCode.TIME_TEXT + " ")
                            && it.endsWith("!/hello_2_amd64.deb!/data.tar.xz!!/usr/share/hello/hello"));
                });
        assertThat(Files.mismatch(output.resolve("failed-hello-1.tar"), output.resolve("failed-hello-2.tar")))
                .isNotNegative();

        output = directory.resolve("allowing");
        var result = build(system(source, "the date is part of it"));
        assertThat(record(result)).contains("\"reproduced\": false", "the date is part of it", "TIME_TEXT");
    }

    @Test
    void saysWhichPackageCannotBeBuilt() throws IOException {
        var failing = system(hello("echo going wrong && false"), null);
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(failing, keeping())).satisfies(e -> {
            assertThat(e.reason()).isEqualTo(Reason.NOT_BUILT);
            assertThat(e.subject()).isEqualTo("hello 2");
            assertThat(e.details().getLast()).startsWith("exit code ");
        });
        assertThat(output.resolve(Builder.FAILED)).exists();
        assertThat(directory.resolve("store/work")).isEmptyDirectory();
    }

    @Test
    void refusesOtherPackagesThanTheLockSays() throws IOException {
        var source = hello(SAME);
        var other = new Lock.Source(source.name(), source.version(), 0,
                List.of(new Lock.Built("hello", "3", "amd64", Set.of(Lock.Use.SYSTEM), true)), source.files());
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(system(other, null))).satisfies(e -> {
            assertThat(e.reason()).isEqualTo(Reason.OTHER_PACKAGES);
            assertThat(e.details()).containsExactly("- hello 3 amd64", "+ hello 2 amd64");
        });
    }

    @Test
    void buildsTwiceWithPackagesFromSource() throws IOException {
        var system = system(hello(SAME), null);
        var builds = new ArrayList<Integer>();
        var same = TwiceBuilder.build(system.recipe(), system.lock(), store, sandbox(), sandbox(),
                BuildOptions.to(output),
                Variation.usual(), 8, (build, _) -> builds.add(build), Task.silent());
        assertThat(same.isIdentical()).isTrue();
        assertThat(builds).containsOnly(1, 2);
    }

    @Test
    void namesWhatAPackageThatNeedNotReproduceFollows() throws IOException {
        var system = system(hello(LEAK), "known");
        var twice = TwiceBuilder.build(system.recipe(), system.lock(), store, sandbox(), sandbox(),
                BuildOptions.to(output),
                EnumSet.of(Variation.HOST_NAME, Variation.LOCALE), 8, (_, _) -> {}, Task.silent());
        assertThat(twice.guilt())
                .isEqualTo(new Twice.Guilt.Found(Set.of(Variation.HOST_NAME), StepName.OVERLAY));
    }

    @Test
    void namesTheFilesOfASourceThatAreMissing() throws IOException {
        var system = system(hello(SAME), null);
        var empty = Store.open(directory.resolve("empty-store"));
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> Builder.build(system.recipe(), system.lock(),
                empty, sandbox(), BuildOptions.to(output), events::add, Task.silent())).satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(Reason.INPUTS_MISSING);
                    assertThat(e.details()).containsExactly("base_1_amd64.deb", "build-essential_1_amd64.deb",
                            "hello_2.dsc", "hello_2.tar.xz");
                });
    }

    @Test
    void leavesNothingWhenItIsCancelled() throws IOException {
        var task = Task.silent();
        var system = system(hello("(echo sleeping >&2; sleep 1000)"), null);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Builder.build(system.recipe(),
                system.lock(), store, sandbox(), BuildOptions.to(output), event -> {
                    if (event instanceof BuildEvent.Logged logged && logged.line().equals("sleeping")) {
                        task.cancel();
                    }
                }, task));
        assertThat(directory.resolve("store/work")).isEmptyDirectory();
        assertThat(output).isEmptyDirectory();
    }
}
