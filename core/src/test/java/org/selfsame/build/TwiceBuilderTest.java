package org.selfsame.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.recipe.Recipe.Output;
import org.selfsame.recipe.Recipe.Place;
import org.selfsame.sandbox.Command;
import org.selfsame.sandbox.NamespacesSandbox;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// Builds twice in real namespaces: what leaks into the system is caught, and what it follows is named.
class TwiceBuilderTest {
    private static final String HOOK = "config/hooks/normal/0100-leak.hook.chroot";
    private static final int MOST = 40;

    @TempDir
    static Path directory;
    private static int number;

    private final Set<Integer> builds = new TreeSet<>();

    @BeforeAll
    static void require() {
        MiniSystem.require();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "unshare is not installed");
    }

    private Twice build(String script, Place place, Set<Variation> variations, int most) throws IOException {
        var store = Store.open(directory.resolve("store"));
        var system = new MiniSystem(store).hook(HOOK, place, "#!/bin/sh\nset -e\n" + script + "\n")
                .outputs(place == Place.SYSTEM ? Output.TAR : Output.ISO);
        var output = directory.resolve("out-" + ++number);
        var sandbox = new NamespacesSandbox(directory.resolve("sandbox"));
        // of the same kind, since a virtual machine would take minutes here
        Sandbox other = (setup, task) -> {
            var session = sandbox.open(setup, task);
            session.run(Command.of("/bin/sh", "-c", "mkdir -p /run/other"), OutputStream.nullOutputStream(), task);
            return session;
        };
        var twice = TwiceBuilder.build(system.recipe(), system.lock(), store, sandbox, other, BuildOptions.to(output),
                variations, most, (build, _) -> builds.add(build), Task.silent());
        assertThat(output.resolve(".search")).doesNotExist();
        return twice;
    }

    private Twice build(String script) throws IOException {
        return build(script, Place.SYSTEM, Variation.usual(), MOST);
    }

    @Test
    void givesTheSameBytesWhateverIsVaried() throws IOException {
        var twice = build("echo same >/etc/same");
        assertThat(twice.isIdentical()).isTrue();
        assertThat(twice.guilt()).isEqualTo(new Twice.Guilt.NotSought());
        assertThat(twice.notVaried()).as("the archive has no libfaketime").containsExactly(Variation.TIME);
        assertThat(twice.varied()).hasSize(Variation.usual().size() - 1);
        assertThat(builds).containsExactly(1, 2);
        assertThat(twice.second().artifacts()).allSatisfy(it -> assertThat(it.file().toString())
                .contains("/" + TwiceBuilder.SECOND + "/"));
    }

    @Test
    void namesTheHostNameThatLeaks() throws IOException {
        var twice = build("hostname >/etc/leak");
        assertThat(twice.different()).extracting(it -> it.first().name()).containsExactly("mini-1-amd64.tar");
        assertThat(twice.guilt()).isEqualTo(new Twice.Guilt.Found(Set.of(Variation.HOST_NAME), StepName.HOOKS));
    }

    @Test
    void tellsChanceFromWhatIsVaried() throws IOException {
        var twice = build("cat /proc/sys/kernel/random/uuid >/etc/leak");
        assertThat(twice.guilt()).isEqualTo(new Twice.Guilt.Always(StepName.HOOKS));
    }

    @Test
    void looksNoLongerThanItMay() throws IOException {
        var twice = build("echo \"$USER\" >/etc/leak", Place.SYSTEM, Variation.usual(), 1);
        assertThat(twice.guilt()).isInstanceOfSatisfying(Twice.Guilt.GivenUp.class,
                it -> assertThat(it.suspects()).contains(Variation.USER));
        assertThat(build("echo \"$USER\" >/etc/leak", Place.SYSTEM, Set.of(Variation.USER), 0).guilt())
                .isEqualTo(new Twice.Guilt.NotSought());
    }

    @Test
    void namesTheSandboxThatLeaks() throws IOException {
        var twice = build("test ! -e /run/other || echo other >/etc/leak", Place.SYSTEM,
                EnumSet.of(Variation.USER, Variation.SANDBOX), MOST);
        assertThat(twice.varied()).containsExactlyInAnyOrder(Variation.USER, Variation.SANDBOX);
        assertThat(twice.guilt()).isEqualTo(new Twice.Guilt.Found(Set.of(Variation.SANDBOX), StepName.HOOKS));
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TIME_ZONE   | date -d @0 +%H >/etc/leak
            LOCALE      | echo "$LC_ALL" >/etc/leak
            USER        | echo "$USER in $HOME" >/etc/leak
            HOST_NAME   | uname -n >/etc/leak
            BUILD_PATH  | echo "$0" >/etc/leak
            ENVIRONMENT | echo "$CAPTURE_ENVIRONMENT" >/etc/leak
            PROCESSORS  | nproc >/etc/leak
            FILE_SYSTEM | mkdir /d; for i in 3 1 4 5 9 2 6; do touch /d/$i; done; find /d >/etc/leak; rm -r /d
            """)
    void namesEachLeak(Variation variation, String script) throws IOException {
        assumeTrue(variation != Variation.PROCESSORS || Runtime.getRuntime().availableProcessors() > 1);
        assertThat(build(script).guilt()).isEqualTo(new Twice.Guilt.Found(Set.of(variation), StepName.HOOKS));
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"date +%s%N", "od -An -tx1 -N8 /dev/urandom || head -c 8 /dev/urandom"})
    void tellsTheClockAndChance(String command) throws IOException {
        assertThat(build(command + " >/etc/leak").guilt()).isEqualTo(new Twice.Guilt.Always(StepName.HOOKS));
    }

    /// Only together do they leak.
    @Tag("slow")
    @Test
    void namesTwoThatLeakTogether() throws IOException {
        var twice = build("if [ \"$USER\" != root ] && [ \"$(hostname)\" != selfsame ]; then echo x >/etc/leak; fi");
        assertThat(twice.guilt()).isEqualTo(
                new Twice.Guilt.Found(Set.of(Variation.USER, Variation.HOST_NAME), StepName.HOOKS));
    }

    @Tag("slow")
    @Test
    void namesWhatLeaksIntoTheImageBesideTheSystem() throws IOException {
        var twice = build("hostname >leak", Place.IMAGE, Variation.usual(), MOST);
        assertThat(twice.different()).extracting(it -> it.first().name()).containsExactly("mini-1-amd64.iso");
        assertThat(twice.guilt()).isEqualTo(new Twice.Guilt.Found(Set.of(Variation.HOST_NAME), StepName.BOOT));
    }
}
