package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.apt.Locks;
import org.selfsame.apt.ProofReport;
import org.selfsame.content.Digest;
import org.selfsame.report.ProofJson;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

class StoreCommandTest {
    @TempDir
    private Path directory;
    private Path root;
    private Path lockFile;
    private Digest keyring;
    private Digest file;

    @BeforeEach
    void fill() throws IOException {
        root = directory.resolve("store");
        var store = Store.open(root);
        keyring = add(store, "keyring");
        file = add(store, "file");
        var full = Locks.full();
        var archive = full.archives().getFirst();
        var lock = new Lock(full.recipe(), full.sourceDate(), "amd64",
                List.of(new Lock.Archive(archive.name(), archive.uri(), archive.suite(), archive.components(),
                        new Lock.InRelease(add(store, "list"), 4, archive.inRelease().date(), null, "bookworm",
                                List.of()),
                        List.of(), keyring, null, null)),
                List.of(new Lock.Binary("hello", "1", "amd64", file, 4, "hello.deb", 0, Set.of(Lock.Use.SYSTEM), true)),
                List.of(), List.of());
        lockFile = Files.write(directory.resolve("selfsame.lock"), LockJson.write(lock));
    }

    private static Digest add(Store store, String text) throws IOException {
        return store.add(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Task.silent());
    }

    private Ran run(String... arguments) {
        var line = new ArrayList<>(List.of("store"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--store", root.toString()));
        return Ran.here(line.toArray(String[]::new));
    }

    @Test
    void listsAndChecks() throws IOException {
        assertThat(run("list").lines()).hasSize(3).contains(file.hex() + "  4");
        assertThat(run("list").err()).isEqualTo("3 files, 15 B\n");
        assertThat(Schema.check(run("list", "--json").out()).getAsJsonArray("files")).hasSize(3);
        assertThat(run("check").exit()).isZero();
        assertThat(Schema.check(run("check", "--json", "-q").out()).get("size").getAsLong()).isEqualTo(15);

        Files.delete(Store.open(root).path(file));
        Files.writeString(Store.open(root).path(file), "fill");
        var ran = run("check");
        assertThat(ran.exit()).isEqualTo(ExitCode.BAD);
        assertThat(ran.err()).contains(file.hex(), "1 of 3 files were changed");
        assertThat(run("check").exit()).isZero();
    }

    @Test
    void collectsWhatNoLockNames() throws IOException {
        var store = Store.open(root);
        var result = add(store, "result");
        add(store, "dropped");
        store.remember(keyring, result);
        var ran = run("collect", lockFile.toString(), "--keep-results", "--json");
        assertThat(ran.exit()).isZero();
        assertThat(Schema.check(ran.out()).get("freed").getAsLong()).isEqualTo("dropped".length());
        assertThat(store.has(result)).isTrue();
        assertThat(run("collect", lockFile.toString()).err()).isEqualTo("6 B freed, 15 B kept\n");
        Files.createDirectories(root.resolve("resolve/0/fetch"));
        Files.writeString(root.resolve("resolve/0/fetch/begun"), "part");
        Files.createFile(root.resolve("resolve/0.lock"));
        assertThat(run("collect", "--all").err()).isEqualTo("19 B freed, 0 B kept\n");
        assertThat(store.list()).isEmpty();
        assertThat(root.resolve("resolve/0")).doesNotExist();
    }

    @Test
    void takesInputsElsewhere() throws IOException {
        Tool.require("git");
        Tool.run(directory, "sh", "-ec", """
                git init -q repository; cd repository; echo x > x; git add x
                git -c user.name=t -c user.email=t@example.org commit -q -m x
                """);
        var commit = Tool.run(directory.resolve("repository"), "git", "rev-parse", "HEAD").out().strip();
        Files.writeString(lockFile, Files.readString(lockFile).replace("0".repeat(40), commit));
        var bundle = directory.resolve("bundle.tar").toString();
        var ran = run("bundle", lockFile.toString(), "-o", bundle, "--recipe", directory + "/repository", "--json");
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).startsWith("Wrote " + bundle).contains("3 inputs of tiny 1.0");
        assertThat(Schema.check(ran.out()).get("inputs").getAsInt()).isEqualTo(3);
        assertThat(run("bundle", lockFile.toString(), "-o", bundle).err()).contains("exists already");

        root = directory.resolve("other");
        var target = directory.resolve("target");
        var taken = run("import", bundle, "-o", target.toString(), "--json");
        assertThat(taken.exit()).isZero();
        Schema.check(taken.out());
        assertThat(target.resolve("selfsame.lock")).hasSameBinaryContentAs(lockFile);
        Tool.run(target, "git", "clone", "-q", "-b", "recipe", "recipe.bundle", "recipe");
        assertThat(target.resolve("recipe/x")).hasContent("x");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
        assertThat(run("check").err()).startsWith("3 files");
        assertThat(run("import", bundle, "-q")).isEqualTo(new Ran(0, "", ""));
        Schema.check(run("import", bundle, "--json").out());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        var broken = Files.writeString(directory.resolve("broken"), Files.readString(lockFile).replace("\"size\": 4",
                "\"size\": \"4\"")).toString();
        assertThat(run("bundle", broken, "-o", directory + "/b").err()).contains("archives[0].inRelease.size");
        assertThat(run("import", broken).err()).contains("no bundle of selfsame");
        Files.delete(Store.open(root).path(file));
        var ran = run("bundle", lockFile.toString(), "-o", directory + "/b");
        assertThat(ran.exit()).isEqualTo(ExitCode.TROUBLE);
        assertThat(ran.err()).contains(file.hex(), "selfsame lock");
        assertThat(directory.resolve("b")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"'', one of list", "fetch, one of list", "list x, takes no files", "check x, takes no files",
            "collect, needs the locks", "collect x --all, needs the locks", "bundle x, -o FILE", "import, one bundle",
            "list --all, for collect alone", "collect x -o y, 'for bundle, import alone'"})
    void knowsItsArguments(String arguments, String sentence) {
        var ran = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(ran.exit()).isEqualTo(ExitCode.TROUBLE);
        assertThat(ran.err()).contains(sentence);
    }

    @Test
    void aProofIsByTheSchema() throws IOException {
        var input = new ProofReport.Input(ProofReport.Input.Kind.PACKAGE, "hello 1 amd64");
        Schema.check(ProofJson.of(new ProofReport(List.of(
                new ProofReport.Line(input, ProofReport.Rule.STORED, new ProofReport.Outcome.Proven()),
                new ProofReport.Line(input, ProofReport.Rule.SEEN, new ProofReport.Outcome.NotChecked(
                        ProofReport.Gap.NOT_SEEN)),
                new ProofReport.Line(input, ProofReport.Rule.CONTENTS, new ProofReport.Outcome.Refused(
                        ProofReport.Reason.BROKEN, Map.of("found", "x")))))));
    }
}
