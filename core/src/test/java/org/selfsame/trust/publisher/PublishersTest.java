package org.selfsame.trust.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import org.selfsame.trust.openpgp.Fingerprint;
import org.selfsame.trust.openpgp.Keyring;

class PublishersTest {
    private final Publishers bundled = Publishers.bundled();

    private Publisher publisher(String id) {
        return bundled.byId(id).orElseThrow();
    }

    @Test
    void bundledOnesAreSortedAndDistinct() {
        assertThat(bundled.all()).extracting(Publisher::id).isSorted().doesNotHaveDuplicates()
                .containsExactly("alpine", "archlinux", "debian-archive", "debian-cd", "fedora", "kali", "linuxmint",
                        "opensuse", "tails", "ubuntu");
        assertThat(bundled.all()).extracting(Publisher::origin).containsOnly(Origin.BUNDLED);
    }

    @Test
    void everyBundledKeyIsExactlyTheOnePinned() throws IOException {
        for (var publisher : bundled.all()) {
            for (var pinned : publisher.keys()) {
                assertThat(pinned.source()).isNotBlank();
                if (pinned.key().isPresent()) {
                    var alone = Keyring.read(new BytesContent(pinned.key().get().encoded()));
                    assertThat(alone.fingerprints()).containsExactly(pinned.fingerprint());
                    assertThat(pinned.key().get().userIds()).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"debian-cd,debian-role-keys.gpg,debian-keyring", "archlinux,archlinux.gpg,archlinux-keyring",
            "debian-archive,debian-archive-keyring.gpg,debian-archive-keyring"})
    void bundledKeysAreThoseOfTheDebianPackage(String id, String keyring, String from, @TempDir Path directory)
            throws IOException {
        var file = Tool.requireFile("/usr/share/keyrings/" + keyring, from);
        try (var gpg = new Gpg(directory)) {
            gpg.run("--import", file.toString());
            for (var pinned : publisher(id).keys()) {
                var exported = gpg.export("--export-options", "export-minimal", pinned.fingerprint().hex());
                assertThat(pinned.key().orElseThrow().encoded()).as(pinned.toString()).isEqualTo(exported);
            }
        }
    }

    @Test
    void debianArchiveHasEveryKeyOfThePackage() throws IOException {
        var file = Tool.requireFile("/usr/share/keyrings/debian-archive-keyring.gpg", "debian-archive-keyring");
        var keyring = Keyring.read(new BytesContent(Files.readAllBytes(file)));
        assertThat(publisher("debian-archive").keyring().fingerprints())
                .containsExactlyInAnyOrderElementsOf(keyring.fingerprints());
    }

    @ParameterizedTest
    @CsvSource({"tails,A490 D0F4 D311 A415 3E2B B7CA DBB8 02B2 58AC D84F",
            "ubuntu,8439 38DF 228D 22F7 B374 2BC0 D94A A3F0 EFE2 1092",
            "linuxmint,27DE B156 44C6 B3CF 3BD7 D291 300F 846B A25B AE09",
            "kali,827C 8569 F251 8CC6 77FE CA1A ED65 462E C8D5 E4C5",
            "fedora,36F6 12DC F27F 7D1A 48A8 35E4 DBFC F71C 6D9F 90A6",
            "opensuse,AD48 5664 E901 B867 051A B15F 35A2 F86E 29B7 00A4",
            "alpine,0482 D840 22F5 2DF1 C4E7 CD43 293A CD09 07D9 495A"})
    void keysThatNoPackageHasArePinnedButNotAtHand(String id, String fingerprint) {
        var pinned = Fingerprint.parse(fingerprint);
        assertThat(publisher(id).keys()).allMatch(key -> key.key().isEmpty()).extracting(PinnedKey::fingerprint)
                .contains(pinned);
        assertThat(bundled.byCertificate(pinned)).extracting(Publisher::id).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"debian-12.5.0-amd64-netinst.iso,debian-cd", "debian-live-12.5.0-amd64-gnome.iso,debian-cd",
            "archlinux-2024.01.01-x86_64.iso,archlinux", "tails-amd64-6.0.iso,tails", "tails-amd64-6.0.img,tails",
            "InRelease,debian-archive", "ubuntu-24.04.3-desktop-amd64.iso,ubuntu",
            "xubuntu-24.04-desktop-amd64.iso,ubuntu",
            "linuxmint-22.2-cinnamon-64bit.iso,linuxmint", "kali-linux-2025.3-live-amd64.iso,kali",
            "Fedora-Workstation-Live-43-1.6.x86_64.iso,fedora", "openSUSE-Leap-15.6-DVD-x86_64-Media.iso,opensuse",
            "alpine-standard-3.22.1-x86_64.iso,alpine", "xdebian-12.iso,", "debian-12.iso.evil,", "DEBIAN-12.ISO,"})
    void fileNamesTellWhoPublishes(String name, String id) {
        assertThat(bundled.byFileName(name)).extracting(Publisher::id)
                .isEqualTo(id == null ? List.of() : List.of(id));
    }

    @Test
    void namesOfWhatLiesBesideAreMadeFromTheFilesOwn() {
        assertThat(publisher("tails").naming("tails-amd64-6.0.iso")).get()
                .satisfies(n -> assertThat(n.signaturesOf("tails-amd64-6.0.iso"))
                        .containsExactly("tails-amd64-6.0.iso.sig"));
        assertThat(publisher("debian-cd").naming("debian-12.iso")).get().satisfies(n -> {
            assertThat(n.lists()).containsExactly("SHA512SUMS", "SHA256SUMS");
            assertThat(n.signaturesOfList("SHA512SUMS")).containsExactly("SHA512SUMS.sign");
        });
    }

    @Test
    void usersKeyIsAcceptedForAPublisherOnlyIfItIsPinned(@TempDir Path directory) throws IOException {
        try (var gpg = new Gpg(directory)) {
            var pinned = Fingerprint.parse(gpg.key("real"));
            gpg.key("Tails developers");
            var brought = Keyring.read(new BytesContent(gpg.export()));
            var publisher = new Publisher("x", "X", "https://example.org/", Origin.BUNDLED,
                    List.of(new PinnedKey(pinned, "a book", null)), List.of(), List.of());
            assertThat(brought.fingerprints()).hasSize(2);
            assertThat(publisher.acceptKeys(brought).fingerprints()).containsExactly(pinned);
            assertThat(publisher("tails").acceptKeys(brought).fingerprints()).isEmpty();
            assertThat(bundled.acceptKeys(brought).fingerprints()).isEqualTo(bundled.keyring().fingerprints());
        }
    }

    @Test
    void addedOnesComeAfterBundledOnes() {
        var added = new Publisher("debian-cd", "False Debian", "https://example.org/", Origin.ADDED_BY_USER, publisher(
                "debian-cd").keys(), List.of(), List.of());
        var both = bundled.with(List.of(added));
        assertThat(both.byId("debian-cd")).get().extracting(Publisher::origin).isEqualTo(Origin.BUNDLED);
        assertThat(both.byCertificate(added.keys().getFirst().fingerprint())).extracting(Publisher::origin)
                .containsExactly(Origin.BUNDLED, Origin.ADDED_BY_USER);
        assertThat(both.all()).extracting(Publisher::origin).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void withdrawnFileIsFoundByAnyOfItsDigests() {
        var digest = Digest.of(DigestAlgorithm.SHA256, new byte[32]);
        var withdrawal = new Withdrawal(digest, LocalDate.of(2026, 1, 2), "https://example.org/why");
        var publisher = new Publisher("x", "X", "", Origin.BUNDLED, List.of(), List.of(), List.of(withdrawal));
        assertThat(publisher.withdrawal(List.of(Digest.of(DigestAlgorithm.MD5, new byte[16]), digest)))
                .contains(withdrawal);
        assertThat(publisher.withdrawal(List.of(Digest.of(DigestAlgorithm.MD5, new byte[16])))).isEmpty();
        assertThat(bundled.all()).allSatisfy(p -> assertThat(p.withdrawn()).isEmpty());
    }
}
