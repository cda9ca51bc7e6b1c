package org.selfsame.trust.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

class PublisherStoreTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("config").resolve("publishers.json");
    }

    private PublisherStore store() {
        return new PublisherStore(directory.resolve("config"), new Publishers(List.of()));
    }

    private static Publisher publisher(String id) {
        var key = Publishers.bundled().byId("archlinux").orElseThrow().keys().getFirst();
        var naming = new FileNaming(List.of("*.iso"), List.of("{file}.sig"), List.of("SHA256SUMS"),
                List.of("{file}.asc"));
        var withdrawal = new Withdrawal(Digest.of(DigestAlgorithm.SHA256, new byte[32]), LocalDate.of(2026, 1, 2),
                "https://example.org/<why>");
        return new Publisher(id, "N\u00e4me", "https://example.org/", Origin.ADDED_BY_USER,
                List.of(key, new PinnedKey(key.fingerprint(), "a friend", null)), List.of(naming),
                List.of(withdrawal));
    }

    @Test
    void emptyStoreHasNothing() throws IOException {
        assertThat(store().list()).isEmpty();
        assertThat(store().remove("x")).isFalse();
    }

    @Test
    void whatIsAddedComesBack() throws IOException {
        store().add(publisher("b"));
        store().add(publisher("a"));
        assertThat(store().list()).extracting(Publisher::id).containsExactly("a", "b");
        assertThat(store().list().getFirst()).usingRecursiveComparison().ignoringFieldsMatchingRegexes(
                "keys.certificate").isEqualTo(publisher("a"));
        assertThat(store().list().getFirst().keyring().certificates()).singleElement()
                .satisfies(c -> assertThat(c.encoded()).isEqualTo(publisher("a").keyring().certificates().getFirst()
                        .encoded()));
    }

    @Test
    void addingAgainReplacesAndRemovingRemoves() throws IOException {
        store().add(publisher("a"));
        store().add(publisher("a"));
        assertThat(store().list()).hasSize(1);
        assertThat(store().remove("a")).isTrue();
        assertThat(store().list()).isEmpty();
    }

    @Test
    void theIdOfABundledPublisherIsGivenUp() throws IOException {
        store().add(publisher("tails"));
        store().add(publisher("tails-by-hand"));
        store().add(publisher("other"));
        var later = new PublisherStore(directory.resolve("config"), Publishers.bundled());
        assertThat(later.list()).extracting(Publisher::id).containsExactly("other", "tails-by-hand",
                "tails-by-hand-2");
        assertThat(Publishers.bundled().with(later.list()).all()).extracting(Publisher::id).doesNotHaveDuplicates();
        assertThat(later.remove("tails")).isFalse();
        assertThat(later.remove("tails-by-hand-2")).isTrue();
        assertThat(store().list()).extracting(Publisher::id).containsExactly("other", "tails-by-hand");
    }

    @Test
    void bytesDependOnContentsAlone() throws IOException {
        store().add(publisher("a"));
        store().add(publisher("b"));
        var first = Files.readAllBytes(file());
        store().remove("a");
        store().add(publisher("a"));
        assertThat(file()).hasBinaryContent(first);
        assertThat(Files.readString(file())).startsWith("{\n  \"selfsame\": \"publishers/1\"");
    }

    @Test
    void addedOnesNeverCountAsBundled() throws IOException {
        var bundled = Publishers.bundled().byId("debian-cd").orElseThrow();
        store().add(bundled);
        assertThat(store().list()).extracting(Publisher::origin).containsExactly(Origin.ADDED_BY_USER);
        Files.writeString(file(), Files.readString(file()).replace("\"id\"", "\"origin\": \"BUNDLED\", \"id\""));
        assertThat(store().list()).extracting(Publisher::origin).containsExactly(Origin.ADDED_BY_USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", "a b", "../a", "\u00e4"})
    void idThatAScriptCannotUseIsRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> store().add(publisher(id)));
    }

    @Test
    void noTemporaryFileStays() throws IOException {
        store().add(publisher("a"));
        try (var files = Files.list(directory.resolve("config"))) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("publishers.json",
                    "publishers.lock");
        }
    }

    @Test
    void changesAtOnceAreAllKept() throws Exception {
        var changes = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 16; i++) {
            var publisher = publisher("p" + (char) ('a' + i));
            changes.add(() -> {
                store().add(publisher);
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(changes)) {
                done.get();
            }
        }
        assertThat(store().list()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"selfsame\":\"publishers/2\",\"publishers\":[]}",
            "{\"selfsame\":\"publishers/1\"}", "{\"selfsame\":\"publishers/1\",\"publishers\":[{}]}",
            "{\"selfsame\":\"publishers/1\",\"publishers\":{}}", "{'selfsame':'publishers/1','publishers':[]}", "\0"})
    void anotherFileIsRefusedAndKept(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
        refused(Reason.BAD_PUBLISHERS);
        assertThatThrownBy(() -> store().add(publisher("a"))).isInstanceOf(TrustException.class);
        assertThat(file()).hasContent(text);
    }

    @Test
    void otherKeyThanThePinnedOneIsRefused() throws IOException {
        store().add(publisher("a"));
        var pinned = publisher("a").keys().getFirst().fingerprint().hex();
        Files.writeString(file(), Files.readString(file()).replace(pinned, "00".repeat(20)));
        refused(Reason.BAD_PUBLISHERS);
    }

    @Test
    void deepAndLargeFilesAreRefused() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "[".repeat(100_000));
        refused(Reason.BAD_PUBLISHERS);
        Files.write(file(), new byte[(16 << 20) + 1]);
        refused(Reason.TOO_LARGE);
    }

    private void refused(Reason reason) {
        assertThatThrownBy(() -> store().list()).isInstanceOfSatisfying(TrustException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
