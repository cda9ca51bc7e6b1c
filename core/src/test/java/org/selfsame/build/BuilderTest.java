package org.selfsame.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.build.BuildException.Reason;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileContent;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.host.TargetException;
import org.selfsame.iuk.Kit;
import org.selfsame.iuk.KitCheck;
import org.selfsame.iuk.LiveImage;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.Place;
import org.selfsame.sandbox.NamespacesSandbox;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.sandbox.SandboxLimits;
import org.selfsame.sandbox.Surroundings;
import org.selfsame.store.Store;
import org.selfsame.store.StoreException;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// Builds of a system of two packages: with real dpkg and apt, in real namespaces.
class BuilderTest {
    private static final String HOOK = "config/hooks/normal/0100-one.hook.chroot";
    private static final String LATER = "config/hooks/normal/0200-two.hook.chroot";

    @TempDir
    static Path directory;
    private static Path output = Path.of("");
    private static int number;

    private final List<BuildEvent> events = new ArrayList<>();

    @BeforeAll
    static void require() {
        MiniSystem.require();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "unshare is not installed");
    }

    @BeforeEach
    void fresh() {
        output = directory.resolve("out-" + ++number);
    }

    private static Store store() throws IOException {
        return Store.open(directory.resolve("store"));
    }

    private static MiniSystem system() throws IOException {
        return new MiniSystem(store()).include("etc/motd", "a small system\n").hook(HOOK, Place.SYSTEM, """
                #!/bin/sh
                set -e
                cat /usr/share/hello/hello /etc/motd >/etc/greeting
                echo "the hook ran"
                """);
    }

    private BuildResult build(MiniSystem system) throws IOException {
        return build(system, BuildOptions.to(output));
    }

    private BuildResult build(MiniSystem system, BuildOptions options) throws IOException {
        events.clear();
        return Builder.build(system.recipe(), system.lock(), store(), sandbox(), options, events::add, Task.silent());
    }

    private static Sandbox sandbox() {
        return new NamespacesSandbox(directory.resolve("sandbox"));
    }

    private List<StepName> reused() {
        return events.stream().filter(BuildEvent.Reused.class::isInstance).map(BuildEvent::step).toList();
    }

    private static Tree iso(BuildResult result) throws IOException {
        return new IsoFormat().open(FileContent.open(result.artifacts().get(1).file()), Limits.DEFAULT).tree();
    }

    private static String text(Tree tree, String path) throws IOException {
        var content = ((Entry.File) tree.find(path).orElseThrow()).content();
        return new String(content.bytes(0, (int) content.size()), StandardCharsets.UTF_8);
    }

    @Test
    void buildsTheSameBytesTwice() throws IOException {
        var first = build(system());
        output = directory.resolve("again");
        var second = build(system(), BuildOptions.to(output).anew());
        assertThat(reused()).isEmpty();
        assertThat(published(second)).isEqualTo(published(first));
        assertThat(first.artifacts()).extracting(Artifact::name).containsExactly("mini-1-amd64.tar", "mini-1-amd64.iso",
                "mini-1-amd64.packages", "mini-1-amd64.spdx.json", "mini-1-amd64.record.json");
    }

    @Test
    void installsThePackagesAndCopiesTheRecipesFilesAndRunsItsHooks() throws IOException {
        var iso = iso(build(system().beside("README", "beside the system\n"), BuildOptions.to(output).anew()));
        assertThat(text(iso, "README")).isEqualTo("beside the system\n");
        assertThat(text(iso, "live/filesystem.packages")).isEqualTo("base\t1\nhello\t1\n");
        assertThat(text(iso, ".selfsame/selfsame.lock")).isEqualTo(
                new String(LockJson.write(system().lock()), StandardCharsets.UTF_8));
        var system = squashfs(iso);
        assertThat(text(system, "etc/greeting")).isEqualTo("hello\na small system\n");
        assertThat(text(system, "etc/apt/sources.list")).isEqualTo("deb http://deb.example.org/mini stable main\n");
        assertThat(system.find("usr/sbin/policy-rc.d")).isEmpty();
        assertThat(system.find("tmp/selfsame-apt")).isEmpty();
        assertThat(text(system, "var/lib/dpkg/diversions")).isEmpty();
        assertThat(events).contains(new BuildEvent.Logged(StepName.HOOKS, "the hook ran"));
    }

    @Test
    void aChangedHookRebuildsFromThereOnly() throws IOException {
        build(system());
        output = directory.resolve("changed");
        build(system().hook(HOOK, Place.SYSTEM, "#!/bin/sh\necho other >/etc/greeting\n"));
        assertThat(reused()).containsExactly(StepName.BOOTSTRAP, StepName.PACKAGES);
        output = directory.resolve("unchanged");
        build(system());
        assertThat(reused()).contains(StepName.HOOKS, StepName.SQUASHFS);
        output = directory.resolve("same-result");
        // another hook that gives the same system: the compressed system is known by its bytes
        build(system().hook(HOOK, Place.SYSTEM,
                "#!/bin/sh\ncat /usr/share/hello/hello /etc/motd >/etc/greeting\n"));
        assertThat(reused()).containsExactly(StepName.BOOTSTRAP, StepName.PACKAGES, StepName.SQUASHFS);
    }

    @Tag("slow")
    @Test
    void aChangedHookAfterLongOnesRunsAlone() throws IOException {
        var seconds = SystemBuilder.KEEP_AFTER.toSeconds() + 1;
        var system = system().hook(HOOK, Place.SYSTEM, "#!/bin/sh\nsleep " + seconds + "\necho long >/etc/greeting\n");
        build(system.hook(LATER, Place.SYSTEM, "#!/bin/sh\necho one >>/etc/greeting\n"));
        output = directory.resolve("later");
        var changed = system.hook(LATER, Place.SYSTEM, "#!/bin/sh\necho two >>/etc/greeting\n");
        var result = build(changed);
        assertThat(reused()).containsExactly(StepName.BOOTSTRAP, StepName.PACKAGES, StepName.INCLUDES);
        assertThat(events).contains(new BuildEvent.Part(StepName.HOOKS, LATER))
                .doesNotContain(new BuildEvent.Part(StepName.HOOKS, HOOK));
        assertThat(text(squashfs(iso(result)), "etc/greeting")).isEqualTo("long\ntwo\n");
        output = directory.resolve("later-fresh");
        assertThat(published(build(changed, BuildOptions.to(output).anew()))).isEqualTo(published(result));
        output = directory.resolve("long-changed");
        // a change before it is a change for what was kept after it
        build(changed.include("etc/motd", "another system\n"));
        assertThat(reused()).containsExactly(StepName.BOOTSTRAP, StepName.PACKAGES);
    }

    /// 2 MB that can be compressed, in blocks that are all different.
    private static MiniSystem large(String greeting) throws IOException {
        return system().hook(HOOK, Place.SYSTEM, "#!/bin/sh\nset -e\necho " + greeting + " >/etc/greeting\n"
                + "i=0\nwhile [ $i -lt 20000 ]; do\n    echo \"line $i of a file, and $((i * i % 9973)) times that\"\n"
                + "    i=$((i + 1))\ndone >/usr/share/large\n");
    }

    @Test
    void whatIsEncodedAlreadyDoesNotChangeTheImage() throws IOException {
        build(large("one"));
        output = directory.resolve("known-blocks");
        var known = build(large("two"));
        assertThat(reused()).doesNotContain(StepName.SQUASHFS);
        output = directory.resolve("no-known-blocks");
        assertThat(published(build(large("two"), BuildOptions.to(output).anew()))).isEqualTo(published(known));
    }

    @Test
    void anImageThatWasChangedInTheStoreLendsNoBlock() throws IOException {
        build(large("three"));
        var index = store().result(keys(large("three")).blocks()).orElseThrow();
        var hex = HexFormat.of().formatHex(Files.readAllBytes(store().path(index)), 0, 32);
        var image = store().path(new Digest(DigestAlgorithm.SHA256, hex));
        flip(image);
        output = directory.resolve("flipped-image");
        var result = build(large("four"));
        assertThat(image).doesNotExist();
        output = directory.resolve("no-flipped-image");
        assertThat(published(build(large("four"), BuildOptions.to(output).anew()))).isEqualTo(published(result));
    }

    @Test
    void aResultThatWasChangedInTheStoreIsMadeAgain() throws IOException {
        var system = system();
        var expected = published(build(system));
        for (var key : List.of(keys(system).hooks(), keys(system).packages())) {
            flip(store().path(store().result(key).orElseThrow()));
        }
        output = directory.resolve("made-again");
        assertThat(published(build(system))).isEqualTo(expected);
        assertThat(reused()).containsExactly(StepName.BOOTSTRAP, StepName.SQUASHFS);
    }

    private static Keys keys(MiniSystem system) throws IOException {
        return new Keys(system.recipe(), system.lock(), Surroundings.STANDARD);
    }

    private static void flip(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.write(file, bytes);
    }

    /// All but the record, which says how long it took.
    private static List<String> published(BuildResult result) {
        return result.artifacts().stream().filter(it -> !it.name().endsWith(".record.json"))
                .map(it -> it.name() + " " + it.sha256()).toList();
    }

    private static Tree squashfs(Tree iso) throws IOException {
        var squashfs = ((Entry.File) iso.find("live/filesystem.squashfs").orElseThrow()).content();
        return new SquashfsFormat().open(squashfs, Limits.DEFAULT).tree();
    }

    @Test
    void whatIsThereForTheBuildAloneIsNotInTheSystemWhateverWasKept() throws IOException {
        var tool = new FileTree(MiniSystem.TIME).text("usr/share/tool", "x\n").tree();
        var with = build(system().add("tool", Set.of(Lock.Use.SYSTEM), tool, "").outputs(Recipe.Output.TAR));
        assertThat(packages(with)).isEqualTo("base\t1\nhello\t1\ntool\t1\n");
        output = directory.resolve("without");
        var without = build(system().add("tool", Set.of(Lock.Use.BUILD), tool, "").outputs(Recipe.Output.TAR));
        assertThat(packages(without)).isEqualTo("base\t1\nhello\t1\n");
        assertThat(reused()).containsExactly(StepName.BOOTSTRAP, StepName.PACKAGES);
    }

    private static String packages(BuildResult result) throws IOException {
        var list = result.artifacts().stream().filter(it -> it.name().endsWith(".packages")).findFirst().orElseThrow();
        return Files.readString(list.file());
    }

    @Test
    void hooksOfTheImageWorkOnItsFiles() throws IOException {
        var iso = iso(build(system().beside("README", "x\n").hook("config/hooks/normal/0200-two.hook.binary",
                Place.IMAGE, "#!/bin/sh\nset -e\nmv README LIESMICH\n[ ! -e /README ]\n")));
        assertThat(iso.find("README")).isEmpty();
        assertThat(text(iso, "LIESMICH")).isEqualTo("x\n");
        assertThat(iso.find("live/filesystem.squashfs")).isPresent();
        assertThat(text(iso, "sha256sum.txt")).contains("./LIESMICH").doesNotContain("README");
    }

    @Test
    void writesAKitFromAnEarlierImageThatGivesExactlyTheNewOne() throws IOException {
        var before = build(system()).artifacts().get(1).file();
        output = directory.resolve("kit");
        var usual = BuildOptions.to(output);
        var options = new BuildOptions(output, false, true, false, usual.surroundings(), usual.limits(),
                List.of(before));
        var result = build(system().hook(HOOK, Place.SYSTEM, "#!/bin/sh\necho newer >/etc/greeting\n"), options);
        var file = result.artifacts().stream().filter(it -> it.name().endsWith(".iuk")).findFirst().orElseThrow();
        try (var old = FileContent.open(before);
                var now = FileContent.open(result.artifacts().get(1).file());
                var kit = FileContent.open(file.file())) {
            var left = LiveImage.of(new IsoFormat().open(old, Limits.DEFAULT).tree());
            var right = LiveImage.of(new IsoFormat().open(now, Limits.DEFAULT).tree());
            assertThat(KitCheck.of(left, Kit.open(kit, Task.silent()), right, Task.silent()).isSame()).isTrue();
        }
        output = directory.resolve("without-kit");
        var without = build(system().hook(HOOK, Place.SYSTEM, "#!/bin/sh\necho newer >/etc/greeting\n"));
        assertThat(without.artifacts().get(1).sha256()).isEqualTo(result.artifacts().get(1).sha256());
    }

    @Test
    void looksForTheImagesOfKitsBeforeItBuilds() throws IOException {
        var before = build(system()).artifacts().get(1);
        output = Files.createDirectories(directory.resolve("no-kit"));
        var usual = BuildOptions.to(output);
        var options = new BuildOptions(output, false, true, false, usual.surroundings(), usual.limits(),
                List.of(before.file()));
        var kit = Files.writeString(output.resolve("mini-1-amd64-from-" + before.sha256().hex().substring(0, 8)
                + ".iuk"), "the last kit");
        assertThatExceptionOfType(TargetException.class).isThrownBy(() -> build(system(), options))
                .satisfies(e -> assertThat(e.target()).isEqualTo(kit));
        assertThat(events).isEmpty();
        assertThat(kit).hasContent("the last kit");
    }

    @Test
    void namesAHookThatFailsWithItsLastLines() throws IOException {
        var system = system().hook(HOOK, Place.SYSTEM, "#!/bin/sh\necho going wrong\nexit 3\n");
        var options = new BuildOptions(output, false, true, true, BuildOptions.to(output).surroundings(),
                BuildOptions.to(output).limits(), List.of());
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(system, options)).satisfies(e -> {
            assertThat(e.reason()).isEqualTo(Reason.HOOK_FAILED);
            assertThat(e.subject()).isEqualTo(HOOK);
            assertThat(e.details()).containsExactly("going wrong", "exit code 3");
        });
        assertThat(output.resolve(Builder.FAILED)).exists();
        assertThat(output.resolve("mini-1-amd64.iso")).doesNotExist();
        assertThat(directory.resolve("store/work")).isEmptyDirectory();
    }

    @Test
    void saysWhyAHookFailedEvenIfTheRootCannotBeKept() throws IOException {
        var system = system().hook(HOOK, Place.SYSTEM, "#!/bin/sh\n/bin/busybox truncate -s 500G /holes\nexit 3\n");
        var usual = BuildOptions.to(output);
        var limits = new SandboxLimits(128L << 20, usual.limits().memoryBytes(), usual.limits().processes(),
                usual.limits().commandTime(), usual.limits().logBytes());
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(system,
                new BuildOptions(output, false, true, true, usual.surroundings(), limits, List.of())))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(Reason.HOOK_FAILED);
                    assertThat(e.details()).containsExactly("exit code 3");
                });
        assertThat(events).anySatisfy(it -> assertThat(it).isInstanceOfSatisfying(BuildEvent.Logged.class,
                logged -> assertThat(logged.line()).startsWith(Builder.FAILED)));
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void takesNothingButWhatTheLockNames() throws IOException {
        var greedy = system().add("hello", Set.of(Lock.Use.SYSTEM), new FileTree(MiniSystem.TIME).tree(),
                "Depends: more\n");
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(greedy)).satisfies(e -> {
            assertThat(e.reason()).isEqualTo(Reason.STEP_FAILED);
            assertThat(String.join("\n", e.details())).contains("more");
        });
    }

    @Test
    void refusesAPackageThatIsAnotherThanTheLockSays() throws IOException {
        var other = MiniSystem.deb("Package: other\nVersion: 1\nArchitecture: amd64\n",
                new FileTree(MiniSystem.TIME).tree());
        var swapped = system().deb("hello", "1", Set.of(Lock.Use.SYSTEM), other);
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(swapped)).satisfies(e -> {
            assertThat(e.reason()).isEqualTo(Reason.BAD_PACKAGE);
            assertThat(e.subject()).isEqualTo("hello_1_amd64.deb");
        });
        var twice = system().deb("hello", "1", Set.of(Lock.Use.SYSTEM),
                "!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(twice))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_PACKAGE));
    }

    @Test
    void namesEveryInputThatIsMissing() throws IOException {
        var system = system();
        var elsewhere = Store.open(directory.resolve("empty-store"));
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> Builder.build(system.recipe(), system.lock(),
                elsewhere, sandbox(), BuildOptions.to(output), events::add, Task.silent())).satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(Reason.INPUTS_MISSING);
                    assertThat(e.details()).containsExactly("base_1_amd64.deb", "hello_1_amd64.deb");
                });
    }

    @Test
    void refusesAnInputWhoseBytesWereChanged() throws IOException {
        var mine = Store.open(directory.resolve("flipped-store"));
        var system = new MiniSystem(mine);
        var file = mine.path(system.lock().packages().getLast().sha256());
        flip(file);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> Builder.build(system.recipe(), system.lock(),
                mine, sandbox(), BuildOptions.to(output), events::add, Task.silent()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CORRUPT));
    }

    @Test
    void refusesALockForAnotherStateOfTheRecipe() throws IOException {
        var system = system();
        var lock = system.lock();
        var stamp = new Lock.RecipeStamp("mini", "0", "", "01".repeat(20), null, lock.packages().getFirst().sha256());
        var other = new Lock(stamp, lock.sourceDate(), lock.architecture(), lock.archives(), lock.packages(),
                lock.sources(), lock.tools());
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> Builder.build(system.recipe(), other, store(),
                sandbox(), BuildOptions.to(output), events::add, Task.silent()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.LOCK_IS_FOR_ANOTHER_RECIPE));
    }

    @Test
    void saysWhatAnImageThatStartsLacks() throws IOException {
        assertThatExceptionOfType(BuildException.class)
                .isThrownBy(() -> build(system().outputs(Recipe.Output.ISO).starting()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_KERNEL));
        var withKernel = system().outputs(Recipe.Output.ISO).starting().include("boot/vmlinuz-1", "k")
                .include("boot/initrd.img-1", "i");
        assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(withKernel)).satisfies(e -> {
            assertThat(e.reason()).isEqualTo(Reason.NO_BOOT_LOADER);
            assertThat(e.subject()).isEqualTo("isolinux");
        });
    }

    @Test
    void replacesNoResultUnlessItIsAsked() throws IOException {
        build(system().outputs(Recipe.Output.TAR));
        var before = Files.readAllBytes(output.resolve("mini-1-amd64.record.json"));
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> build(system().outputs(Recipe.Output.TAR)));
        assertThat(output.resolve("mini-1-amd64.record.json")).hasBinaryContent(before);
    }

    @Test
    void leavesNothingWhenItIsCancelled() throws IOException {
        var task = Task.silent();
        var system = system().hook(HOOK, Place.SYSTEM, "#!/bin/sh\necho sleeping\nsleep 1000\n");
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> Builder.build(system.recipe(),
                system.lock(), store(), sandbox(), BuildOptions.to(output), event -> {
                    if (event instanceof BuildEvent.Logged logged && logged.line().equals("sleeping")) {
                        task.cancel();
                    }
                }, task));
        assertThat(directory.resolve("store/work")).isEmptyDirectory();
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void anImageSaysWhatItWasMadeOf() throws IOException {
        var system = system();
        var result = build(system);
        var image = result.artifacts().get(1);
        try (var content = FileContent.open(image.file())) {
            var published = Published.of(content, Task.silent()).orElseThrow();
            assertThat(published.image()).isEqualTo(image.sha256());
            assertThat(LockJson.write(published.lock())).isEqualTo(LockJson.write(system.lock()));
            assertThat(new Rebuilt(published, result).isIdentical()).isTrue();
        }
        assertThat(Published.of(new BytesContent(LockJson.write(system.lock())), Task.silent()).orElseThrow().image())
                .isNull();
        assertThat(Published.of(new BytesContent("neither".getBytes(StandardCharsets.US_ASCII)), Task.silent()))
                .isEmpty();
    }
}
