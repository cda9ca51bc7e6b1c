package org.selfsame.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.Lock;
import org.selfsame.apt.ResolveException;
import org.selfsame.apt.ResolveOptions;
import org.selfsame.apt.Resolver;
import org.selfsame.content.FileContent;
import org.selfsame.host.Removal;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.recipe.RecipeReader;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.sandbox.Surroundings;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.ExampleRecipe;
import org.selfsame.testing.Tool;

/// The examples, of Debian's own packages: the same bytes twice, and a live system that starts to its login prompt.
class ExampleBuildTest {
    private static final String FIRMWARE = "/usr/share/OVMF/OVMF_CODE_4M.fd";
    private static final String VARIABLES = "/usr/share/OVMF/OVMF_VARS_4M.fd";
    private static final String PROMPT = "live login:";
    /// Emulated, on a machine that does other things beside.
    private static final int MINUTES = 15;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void require() {
        Tool.require("apt-get", "unshare");
        Tool.requireFile(ResolveOptions.DEBIAN_KEYRING.toString(), "debian-archive-keyring");
    }

    private static Store store() throws IOException {
        return Store.open(directory.resolve("store"));
    }

    private static Recipe recipe(String name) throws IOException {
        var repository = directory.resolve(name);
        ExampleRecipe.commit(repository, name);
        return read(repository);
    }

    private static Recipe read(Path repository) throws IOException {
        return reader().read(RecipeRequest.of(repository.toString()), Task.silent());
    }

    private static RecipeReader reader() {
        return new RecipeReader(directory.resolve("cache"));
    }

    private static Lock lock(Recipe recipe) throws IOException {
        var options = new ResolveOptions(ResolveOptions.DEBIAN_KEYRING, directory.resolve("seen"), Instant.now(),
                Map.of());
        try {
            return new Resolver(store(), options).resolve(recipe, Task.silent()).lock();
        } catch (ResolveException e) {
            if (e.reason() != ResolveException.Reason.UNREACHABLE) {
                throw e;
            }
            return abort("the archive cannot be reached: " + e.getMessage());
        }
    }

    private static BuildResult build(Recipe recipe, Lock lock, BuildOptions options) throws IOException {
        return Builder.build(recipe, lock, store(), Backends.of(SandboxChoice.NAMESPACES, lock, store(),
                Task.silent()), options, _ -> {}, Task.silent());
    }

    @Tag("slow")
    @Test
    void theTinySystemHasTheSameBytesOnADiskAndFromItsImage() throws IOException {
        var read = recipe("tiny");
        var lock = lock(read);
        var request = RecipeRequest.of(directory.resolve("tiny").toString());
        var recipe = reader().carrying(read, request, lock.recipe().commit(), Task.silent()).recipe();
        var first = build(recipe, lock, BuildOptions.to(directory.resolve("tiny-1")));
        var onDisk = new Surroundings("another", "somebody", "/nowhere", 022, "C", "Pacific/Kiritimati",
                Map.of("EXTRA", "x"), Duration.ofDays(398), 1, "/run/elsewhere", true);
        var second = build(recipe, lock, BuildOptions.to(directory.resolve("tiny-2")).in(onDisk).anew());
        assertThat(published(second)).isEqualTo(published(first));

        var image = first.artifacts().stream().filter(it -> it.name().endsWith(".iso")).findFirst().orElseThrow();
        try (var content = FileContent.open(image.file())) {
            Removal.of(directory.resolve("tiny"));
            var carried = Published.of(content, Task.silent()).orElseThrow();
            var stamp = carried.lock().recipe();
            var fromImage = reader().read(Objects.requireNonNull(carried.recipe()), stamp.repository(),
                    stamp.commit(), Task.silent());
            var again = build(fromImage, carried.lock(), BuildOptions.to(directory.resolve("tiny-3")).anew());
            assertThat(new Rebuilt(carried, again).isIdentical()).isTrue();
        }
    }

    @Tag("slow")
    @Test
    void theTinySystemHasTheSameBytesInAVirtualMachine() throws IOException {
        Tool.require("qemu-system-x86_64");
        var repository = directory.resolve("machine");
        ExampleRecipe.commit(repository, "tiny");
        var recipe = read(repository);
        var lock = lock(recipe);
        var first = build(recipe, lock, BuildOptions.to(directory.resolve("machine-1")));
        var machine = Backends.of(SandboxChoice.VM, lock, store(), Task.silent());
        var second = Builder.build(recipe, lock, store(), machine,
                BuildOptions.to(directory.resolve("machine-2")).anew(), _ -> {}, Task.silent());
        assertThat(published(second)).isEqualTo(published(first)).isNotEmpty();
    }

    @Tag("slow")
    @Test
    void theClockThatLeaksIsNamed() throws IOException {
        var repository = directory.resolve("leaking");
        ExampleRecipe.commit(repository, "tiny");
        Files.writeString(repository.resolve("config/hooks/normal/0900-leak.hook.chroot"),
                "#!/bin/sh\ndate +%Y >/etc/leak\n");
        ExampleRecipe.commitAll(repository);
        var recipe = new RecipeReader(directory.resolve("cache")).read(RecipeRequest.of(repository.toString()),
                Task.silent());
        var lock = lock(recipe);
        var sandbox = Backends.of(SandboxChoice.NAMESPACES, lock, store(), Task.silent());
        var twice = TwiceBuilder.build(recipe, lock, store(), sandbox, sandbox,
                BuildOptions.to(directory.resolve("leaking-out")), Set.of(Variation.TIME, Variation.USER), 10,
                (_, _) -> {}, Task.silent());
        assertThat(twice.notVaried()).isEmpty();
        assertThat(twice.guilt()).isEqualTo(new Twice.Guilt.Found(Set.of(Variation.TIME), StepName.HOOKS));
    }

    /// All but the record, which says how long it took.
    private static List<String> published(BuildResult result) {
        return result.artifacts().stream().filter(it -> !it.name().endsWith(".record.json"))
                .map(it -> it.name() + " " + it.sha256()).toList();
    }

    @Tag("slow")
    @Test
    void theLiveSystemStartsFromItsIsoByBiosAndUefi() throws IOException {
        starts("iso", ".iso", "if=ide,media=cdrom");
    }

    @Tag("long")
    @Test
    void theLiveSystemStartsFromItsUsbImageByBiosAndUefi() throws IOException {
        starts("usb", ".img", "if=none,id=stick");
    }

    private static void starts(String output, String suffix, String medium) throws IOException {
        Tool.require("qemu-system-x86_64");
        Tool.requireFile(FIRMWARE, "ovmf");
        var repository = directory.resolve("live-" + output);
        ExampleRecipe.commit(repository, "live");
        var settings = repository.resolve("selfsame.toml");
        Files.writeString(settings, Files.readString(settings).replace("[\"iso\"]", "[\"" + output + "\"]"));
        ExampleRecipe.commitAll(repository);
        var recipe = read(repository);
        var result = build(recipe, lock(recipe), BuildOptions.to(directory.resolve("images-" + output)));
        var image = result.artifacts().getFirst();
        assertThat(image.name()).isEqualTo("live-1-amd64" + suffix);
        assertThat(printed(image.file(), medium, List.of())).as("by BIOS").contains(PROMPT);
        var variables = Files.copy(Path.of(VARIABLES), directory.resolve("variables-" + output + ".fd"));
        assertThat(printed(image.file(), medium, List.of("-drive",
                "if=pflash,unit=0,format=raw,readonly=on,file=" + FIRMWARE, "-drive",
                "if=pflash,unit=1,format=raw,file=" + variables))).as("by UEFI").contains(PROMPT);
    }

    /// What the first serial line of a machine prints, up to the prompt.
    private static String printed(Path image, String medium, List<String> firmware) throws IOException {
        var command = new ArrayList<>(List.of("qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max", "-m",
                "1024", "-display", "none", "-monitor", "none", "-serial", "stdio", "-nic", "none", "-no-reboot",
                "-drive", "file=" + image + ",format=raw,readonly=on," + medium));
        if (medium.contains("id=stick")) {
            command.addAll(List.of("-device", "qemu-xhci", "-device", "usb-storage,drive=stick"));
        }
        command.addAll(firmware);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            return CompletableFuture.supplyAsync(() -> untilPrompt(process)).get(MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(String.join(" ", command), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String untilPrompt(Process process) {
        var printed = new StringBuilder();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            // the prompt does not end its line
            for (int c = reader.read(); c >= 0 && printed.indexOf(PROMPT) < 0; c = reader.read()) {
                printed.append((char) c);
                if (printed.length() > 4 * PROMPT.length() && c == '\n') {
                    printed.setLength(0);
                }
            }
        } catch (IOException e) {
            printed.append(e);
        }
        return printed.toString();
    }
}
