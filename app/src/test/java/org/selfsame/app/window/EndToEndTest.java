package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.app.ConfigDirectory;
import org.selfsame.app.Main;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import org.selfsame.trust.openpgp.Fingerprint;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.PinnedKey;
import org.selfsame.trust.publisher.Publisher;
import org.selfsame.trust.publisher.Publishers;

/// From dropped files to the verdict with the real engine, and signatures that gpg made.
@Timeout(120)
class EndToEndTest {
    @TempDir
    static Path shared;
    private static Gpg gpg;
    private static String alice;
    private static String stranger;

    @TempDir
    Path directory;
    private Path iso;
    private Path signature;

    @BeforeAll
    static void makeKeys() {
        Tool.require("gpg");
        gpg = new Gpg(shared.resolve("g")).at("20260101T000000");
        alice = gpg.key("Alice Linux <a@alice.example>");
        stranger = gpg.key("Alice Linux <fake@alice.example>");
    }

    @AfterAll
    static void stopAgent() {
        if (gpg != null) {
            gpg.close();
        }
    }

    @BeforeEach
    void makeImage() throws IOException {
        iso = Files.write(directory.resolve("live.iso"), new byte[3_000_000]);
        signature = directory.resolve("live.iso.sig");
    }

    @Test
    void signedByKnownPublisher() throws IOException {
        Files.write(signature, gpg.sign(alice, Files.readAllBytes(iso)));
        var driver = driver();
        driver.drop(iso);
        assertThat(driver.words("#verdict-title")).isEqualTo("Verified, not yet rebuilt by others");
        assertThat(driver.words(".verdict-sentence")).isEqualTo("live.iso is the file that Alice Linux published.");
    }

    @Test
    void oneByteChanged() throws IOException {
        Files.write(signature, gpg.sign(alice, Files.readAllBytes(iso)));
        var changed = Files.readAllBytes(iso);
        changed[1_234_567] = 1;
        Files.write(iso, changed);
        var driver = driver();
        driver.drop(iso, signature);
        assertThat(driver.words("#verdict-title")).isEqualTo("Do not use this file");
        driver.press("#verdict-action");
        assertThat(driver.desktop.browsed).containsExactly("https://alice.example/");
    }

    @Test
    void signedByNobodyWeKnow() throws IOException {
        Files.write(signature, gpg.sign(stranger, Files.readAllBytes(iso)));
        var driver = driver();
        driver.drop(iso);
        assertThat(driver.words("#verdict-title")).isEqualTo("Unknown signer");
    }

    @Test
    void keyAddedByHandNeverTurnsGreen() throws IOException {
        Files.write(signature, gpg.sign(stranger, Files.readAllBytes(iso)));
        var key = Files.write(directory.resolve("friend.key"), gpg.export(stranger));
        var driver = driver();
        driver.desktop.chosen = List.of(key);
        driver.press("#window-settings");
        driver.press("#publisher-add");
        driver.press("#add-ok");
        assertThat(driver.words("#settings-message .label")).contains("second channel");
        driver.drop(iso);
        assertThat(driver.words("#verdict-title")).isEqualTo("Verified, not yet rebuilt by others");
        assertThat(driver.find("#verdict").getStyleClass()).contains("verdict-accent");
        assertThat(driver.words(".badge .label")).contains("added this key by hand");
    }

    @Test
    void publisherAddedInTheWindowIsKnownToTheCommands() throws IOException {
        var environment = Map.of("XDG_CONFIG_HOME", directory.resolve("config").toString(), "APPDATA",
                directory.resolve("config").toString());
        var system = System.getProperty("os.name");
        var driver = new WindowDriver(ConfigDirectory.of(system, environment, directory), Publishers.bundled(), null);
        driver.desktop.chosen = List.of(Files.write(directory.resolve("friend.key"), gpg.export(alice)));
        driver.press("#window-settings");
        driver.press("#publisher-add");
        driver.press("#add-ok");
        driver.find("#settings-message .label");

        var listed = Tool.tryRun(directory, environment, Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Duser.home=" + directory, "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "publishers", "list");
        assertThat(listed.exit()).as(listed.err()).isZero();
        assertThat(listed.out().lines()).anyMatch(line -> line.startsWith("alice-linux"));
    }

    @Test
    void nothingSpeaksForItUntilTheSignatureIsChosen() throws IOException {
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere")).resolve("live.iso.sig");
        Files.write(elsewhere, gpg.sign(alice, Files.readAllBytes(iso)));
        var driver = driver();
        driver.desktop.chosen = List.of(elsewhere);
        driver.drop(iso);
        assertThat(driver.words("#verdict-title")).isEqualTo("Not checked");
        driver.press("#verdict-action");
        driver.await(() -> driver.words("#verdict-title").startsWith("Verified"), "the new verdict");
    }

    private WindowDriver driver() throws IOException {
        var certificate = Keyring.read(new BytesContent(gpg.export(alice))).certificates().getFirst();
        var publisher = new Publisher("alice", "Alice Linux", "https://alice.example/", Origin.BUNDLED,
                List.of(new PinnedKey(Fingerprint.parse(alice), "made for this test", certificate)), List.of(),
                List.of());
        return new WindowDriver(directory.resolve("settings"), new Publishers(List.of(publisher)), null);
    }
}
