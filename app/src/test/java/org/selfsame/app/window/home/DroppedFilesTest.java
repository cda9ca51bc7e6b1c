package org.selfsame.app.window.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.verify.Request;

class DroppedFilesTest {
    @TempDir
    Path directory;

    @Test
    void imageAndSideFilesAreToldApartInAnyOrder() {
        var image = directory.resolve("live.iso");
        var signature = directory.resolve("live.iso.sig");
        var list = directory.resolve("SHA256SUMS");
        for (var files : List.of(List.of(image, signature, list), List.of(list, signature, image))) {
            var dropped = DroppedFiles.sort(files);
            assertThat(dropped.image()).contains(image);
            assertThat(dropped.signatures()).containsExactly(signature);
            assertThat(dropped.checksums()).containsExactly(list);
            assertThat(dropped.leftOut()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256SUMS", "sha512sums.txt", "SHA256SUMS-netinst", "live.iso.sha256", "x-CHECKSUM",
            "Fedora-40-CHECKSUM", "MD5SUMS"})
    void listsAreKnownByTheirNames(String name) {
        assertThat(DroppedFiles.sort(List.of(Path.of(name))).checksums()).containsExactly(Path.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"live.iso", "disk.img", "no-ending", "checksums-of-my-life.iso", "sigma", "/"})
    void everythingElseIsAnImage(String name) {
        assertThat(DroppedFiles.sort(List.of(Path.of(name))).image()).contains(Path.of(name));
    }

    @Test
    void oneImageIsCheckedAndTheOthersAreLeftOut() {
        var dropped = DroppedFiles.sort(List.of(Path.of("a.iso"), Path.of("b.iso"), Path.of("c.iso")));
        assertThat(dropped.image()).contains(Path.of("a.iso"));
        assertThat(dropped.leftOut()).containsExactly(Path.of("b.iso"), Path.of("c.iso"));
    }

    @Test
    void signatureAloneLeadsToItsFile() throws IOException {
        var image = Files.createFile(directory.resolve("live.iso"));
        var signature = Files.createFile(directory.resolve("live.iso.sig"));
        var dropped = DroppedFiles.sort(List.of(signature));
        assertThat(dropped.image()).contains(image);
        assertThat(DroppedFiles.sort(List.of(directory.resolve("live.iso.sha256"))).image()).contains(image);
    }

    @Test
    void signatureWithoutItsFileLeadsNowhere() {
        var dropped = DroppedFiles.sort(List.of(directory.resolve("live.iso.sig")));
        assertThat(dropped.image()).isEmpty();
        assertThat(dropped.hasSideFiles()).isTrue();
    }

    @Test
    void signatureOverListBringsTheListAlong() throws IOException {
        var list = Files.createFile(directory.resolve("SHA256SUMS"));
        var signature = Files.createFile(directory.resolve("SHA256SUMS.sign"));
        var dropped = DroppedFiles.sort(List.of(Path.of("live.iso"), signature));
        assertThat(dropped.checksums()).containsExactly(list);
        assertThat(dropped.signatures()).containsExactly(signature);
    }

    @Test
    void signedListWithoutPlainOneIsTheListItself() {
        var list = directory.resolve("SHA256SUMS.asc");
        var dropped = DroppedFiles.sort(List.of(Path.of("live.iso"), list));
        assertThat(dropped.checksums()).containsExactly(list);
        assertThat(dropped.signatures()).isEmpty();
    }

    @Test
    void sideFilesAreAddedToRequestOnlyOnce() {
        var side = DroppedFiles.sideFiles(List.of(Path.of("live.iso.sig"), Path.of("what-they-sent-me.txt")));
        var request = side.addTo(side.addTo(Request.of(Path.of("live.iso"))));
        assertThat(request.signatures()).containsExactly(Path.of("live.iso.sig"));
        assertThat(request.checksums()).containsExactly(Path.of("what-they-sent-me.txt"));
    }
}
