package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final String TAILS = "A490D0F4D311A4153E2BB7CADBB802B258ACD84F";

    @ParameterizedTest
    @ValueSource(strings = {TAILS, "a490d0f4d311a4153e2bb7cadbb802b258acd84f", "0x" + TAILS,
            " A490 D0F4 D311 A415 3E2B  B7CA DBB8 02B2 58AC D84F\n", "A490\u00a0D0F4D311A4153E2BB7CADBB802B258ACD84F"})
    void isReadInAnySpelling(String text) {
        assertThat(Fingerprint.parse(text).hex()).isEqualTo(TAILS);
    }

    @Test
    void isPrintedInGroupsOfFour() {
        var fingerprint = Fingerprint.parse(TAILS);
        assertThat(fingerprint).hasToString("A490 D0F4 D311 A415 3E2B B7CA DBB8 02B2 58AC D84F");
        assertThat(fingerprint.keyId()).hasToString("DBB8 02B2 58AC D84F");
    }

    @Test
    void versionIsToldByTheLength() {
        var six = Fingerprint.parse("0123456789abcdef".repeat(4));
        assertThat(six.version()).isEqualTo(6);
        assertThat(six.keyId().hex()).isEqualTo("0123456789ABCDEF");
        assertThat(Fingerprint.parse(TAILS).version()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DBB802B258ACD84F", TAILS + "0", "G490D0F4D311A4153E2BB7CADBB802B258ACD84F"})
    void isRefusedOtherwise(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse(text));
    }
}
