package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import org.selfsame.verify.Samples;
import org.selfsame.report.JsonReport;
import picocli.CommandLine;

class VerifyCommandTest {
    private static final String HOSTILE = "A\u001b[31m\u202eB";

    @TempDir
    static Path shared;
    private static Gpg keys;
    private static String alice;
    private static Path image;

    @TempDir
    Path directory;
    private Path iso;
    private Path key;

    @BeforeAll
    static void makeKeyAndImage() throws IOException {
        Tool.require("xorriso", "gpg");
        keys = new Gpg(shared.resolve("g"));
        alice = keys.at("20250101T000000").key("Alice <a@alice.example>");
        keys.atPresent();
        var tree = Files.createDirectory(shared.resolve("tree"));
        Files.createDirectory(tree.resolve(".disk"));
        Files.writeString(tree.resolve(".disk/info"), HOSTILE + "\n");
        Files.writeString(tree.resolve("file"), "content");
        image = shared.resolve("live.iso");
        Tool.run(shared, "xorriso", "-as", "mkisofs", "-quiet", "-R", "-V", "LIVE", "-o", image.toString(), "tree");
    }

    @AfterAll
    static void stopAgent() {
        if (keys != null) {
            keys.close();
        }
    }

    @BeforeEach
    void copyImage() throws IOException, NoSuchAlgorithmException {
        iso = directory.resolve("live.iso");
        Files.copy(image, iso);
        var sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(iso));
        Files.writeString(directory.resolve("SHA256SUMS"), HexFormat.of().formatHex(sum) + "  live.iso\n");
        keys.sign(alice, directory.resolve("SHA256SUMS"), directory.resolve("SHA256SUMS.sign"));
        Files.createDirectory(directory.resolve("keys"));
        key = Files.write(directory.resolve("keys/alice"), keys.export(alice));
    }

    private Ran run(String... more) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of(more));
        arguments.add(iso.toString());
        var command = new VerifyCommand(directory.resolve("config"), arguments);
        try {
            int exit = command.run(new CommandLine(command.spec()).parseArgs(arguments.toArray(String[]::new)),
                    new Console(out, err, false));
            return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Ran withKey(String... more) {
        var arguments = new ArrayList<>(List.of("--key", key.toString(), "--as", "Alice"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private void change() throws IOException {
        var bytes = Files.readAllBytes(iso);
        bytes[bytes.length / 2] ^= 1;
        Files.write(iso, bytes);
    }

    @Test
    void exitCodesSayWhatTheWordsSay() throws IOException {
        var unknown = run();
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.out()).startsWith("Unknown signer\n");

        var genuine = withKey();
        assertThat(genuine.exit()).as(genuine.toString()).isZero();
        assertThat(genuine.out()).startsWith("Verified, not yet rebuilt by others\n\nlive.iso is the file that Alice "
                + "published.\n").contains("You added this key by hand.").endsWith("in its source.\n");
        assertThat(genuine.err()).isEmpty();
        assertThat(withKey("--require", "reproduced").exit()).isEqualTo(2);
        assertThat(withKey("--require", "genuine", "--publisher", "alice").exit()).isZero();

        change();
        var mismatch = withKey();
        assertThat(mismatch.exit()).isEqualTo(1);
        assertThat(mismatch.out()).startsWith("Do not use this file\n");
    }

    @Test
    void jsonIsByTheSchemaAndHarmless() throws IOException {
        var ran = withKey("--json");
        var json = Schema.check(ran.out());
        assertThat(json.get("verdict").getAsString()).isEqualTo("Genuine");
        assertThat(json.getAsJsonObject("image").get("file").getAsString()).isEqualTo("live.iso");
        assertThat(json.getAsJsonObject("identity").get("name").getAsString()).isEqualTo(HOSTILE);
        assertThat(ran.out()).doesNotContain("\u001b", "\u202e", directory.toString());
        assertThat(withKey().out()).contains("A\\u{1b}[31m\\u{202e}B");
    }

    @Test
    void everyVerdictIsByTheSchema() throws IOException {
        for (var verdict : Samples.verdicts()) {
            Schema.check(JsonReport.of(Samples.verification(verdict)));
        }
    }

    @Test
    void savesAReportAndNeverReplacesOneUnasked() throws IOException {
        var report = directory.resolve("report.html");
        var saved = withKey("--report", report.toString());
        assertThat(saved.exit()).isZero();
        assertThat(saved.err()).contains("report.html");
        assertThat(Files.readString(report)).startsWith("<!DOCTYPE html>").contains("live.iso", "A\\u{1b}[31m")
                .doesNotContain(directory.toString(), "\u001b", "\u202e");
        var before = Files.readString(report);
        var refused = withKey("--report", report.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(Files.readString(report)).isEqualTo(before);
        assertThat(withKey("--report", report.toString(), "--force").exit()).isZero();
        change();
        assertThat(withKey("--report", directory.resolve("no/such/report.html").toString()).exit()).isEqualTo(1);
    }

    @Test
    void argumentsThatDoNotFitAreTrouble() {
        assertThat(run("--key", key.toString()).exit()).isEqualTo(2);
        assertThat(run("--key", key.toString(), "--as", " ").exit()).isEqualTo(2);
        assertThat(run("--publisher", "nobody").err()).contains("nobody");
        assertThat(run("--publisher", "nobody").exit()).isEqualTo(2);
        assertThat(run("--builders", "0").exit()).isEqualTo(2);
        assertThat(Ran.here("verify", "--builders", "two", "x").err())
                .startsWith("selfsame: two is not a value of --builders; possible: whole numbers");
        assertThat(Ran.here("verify").exit()).isEqualTo(2);
        assertThat(Ran.here("verify", "--require", "hope", "x").exit()).isEqualTo(2);
    }

    @Test
    void whatCannotBeUsedIsToldBeforeAnythingIsChecked() throws IOException {
        assertTrouble(Ran.here("verify", directory.resolve("none.iso").toString()), "there is no such file");
        assertTrouble(run("--key", directory.resolve("none").toString(), "--as", "x"), "there is no such file");
        assertTrouble(run("--key", iso.toString(), "--as", "x"), "cannot be used");
        assertTrouble(run("--report", iso.toString(), "--force"), "would replace");
        assertThat(iso).hasSameBinaryContentAs(image);
    }

    private static void assertTrouble(Ran ran, String words) {
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(words);
    }

    @Test
    void publishersAddedByHandCount() throws IOException {
        var config = directory.resolve("config");
        assertThat(publishers(config, "add", "My Alice", "--key", key.toString()).exit()).isZero();
        assertThat(publishers(config, "add", "my alice", "--key", key.toString()).exit()).isEqualTo(2);
        assertThat(publishers(config, "add", "Debian", "--key", key.toString()).exit()).isEqualTo(2);
        assertThat(publishers(config, "list").out()).contains("my-alice: My Alice (added by hand)", "debian");
        var shown = Schema.check(publishers(config, "show", "my-alice", "--json").out());
        assertThat(shown.getAsJsonArray("publishers")).hasSize(1);
        Schema.check(publishers(config, "list", "--json").out());
        assertThat(publishers(config, "show", "tails").out()).contains("You have to bring this key.");
        assertThat(run().exit()).isZero();
        assertThat(publishers(config, "remove", "my-alice").exit()).isZero();
        assertThat(publishers(config, "remove", "my-alice").exit()).isEqualTo(2);
        assertThat(publishers(config, "remove", "tails").exit()).isEqualTo(2);
        assertThat(publishers(config, "add", "X", "--key", iso.toString()).exit()).isEqualTo(2);
        assertThat(publishers(config, "add", "X").exit()).isEqualTo(2);
        assertThat(publishers(config, "show").exit()).isEqualTo(2);
        assertThat(run().exit()).isEqualTo(2);
    }

    private static Ran publishers(Path config, String... arguments) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var command = new PublishersCommand(config);
        int exit = command.run(new CommandLine(command.spec()).parseArgs(arguments), new Console(out, err, false));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
