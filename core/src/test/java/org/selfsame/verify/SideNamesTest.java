package org.selfsame.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SideNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"x.iso.sig", "x.iso.ASC", "SHA256SUMS.gpg", "SHA256SUMS.sign", "x.pgp"})
    void signaturesAreKnownByTheirEndings(String name) {
        assertThat(SideNames.isSignature(name)).isTrue();
        assertThat(SideNames.isSignature(name + ".iso")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256SUMS", "sha512sums.txt", "SHA256SUMS-netinst", "b2sums", "sha384sums",
            "Fedora-40-CHECKSUM", "x.iso.sha384", "x.iso.sha256.txt", "x.iso.DIGESTS"})
    void listsAreKnownByTheirNames(String name) {
        assertThat(SideNames.isList(name)).isTrue();
        assertThat(SideNames.isList(name + ".iso")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"x.iso.sha256, x.iso", "X.iso.SHA512, X.iso", "x.iso.sha256.txt, x.iso", "x.digests, x"})
    void listNamedAfterItsFileLeadsToIt(String name, String file) {
        assertThat(SideNames.fileOf(name)).contains(file);
    }

    @Test
    void besideFileOnlyItsOwnListsAndCommonOnesAreLookedAt() {
        assertThat(SideNames.isListOf("x.iso.SHA256", "x.iso")).isTrue();
        assertThat(SideNames.isListOfMany("SHA256SUMS")).isTrue();
        assertThat(SideNames.isListOf("y.iso.sha256", "x.iso")).isFalse();
        assertThat(SideNames.isListOfMany("SHA256SUMS-netinst")).isFalse();
        assertThat(SideNames.fileOf("SHA256SUMS")).isEmpty();
    }
}
