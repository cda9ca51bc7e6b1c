package org.selfsame.format.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// The files of this system, and lines written here.
class AccountsReaderTest {

    @ParameterizedTest
    @CsvSource({"/usr/share/base-passwd/passwd.master, passwd", "/usr/share/base-passwd/group.master, group",
            "/etc/passwd, passwd", "/etc/group, group", "/etc/shadow, shadow", "/etc/gshadow, gshadow"})
    void readsTheFilesOfDebian(String file, String name) throws IOException {
        var opened = Opened.of(new AccountsFormat(), Tool.requireFile(file, "base-passwd"));
        assertThat(opened.sound().fact("accounts.file")).isEqualTo(name);
        assertThat(opened.paths()).contains("root/name", "root/password");
    }

    @Test
    void namesTheDayOfTheLastChange() throws IOException {
        var opened = open("root:*:20228:0:99999:7:::\nuser:$6$x/y$z:20229:0:99999:7:::\n").sound();
        assertThat(opened.paths()).hasSize(18).contains("root/last_change", "user/reserved");
        assertThat(opened.field("shadow.last_change")).isEqualTo("20228");
        assertThat(opened.text("user/password")).isEqualTo("$6$x/y$z");
        assertThat(opened.text("user/last_change")).isEqualTo("20229");
        assertThat(opened.regions("shadow.expiration_date")).isEmpty();
    }

    @Test
    void keepsWhatComesBeforeTheDamage() throws IOException {
        var opened = open("root:x:0:\n".repeat(7000) + "root\n");
        assertThat(opened.anomalies()).containsExactly("accounts.damaged");
        assertThat(opened.paths()).hasSize(28_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root:x:0:\n", "a:b:c\nd:e:f\n", "root:x:0:\nhello\n", "root:x:0:\nroot:x:0:", "",
            "12:30:59:x\n12:31:00:y\n", "a:b:0:0:c:d:e\na:b:0:0:c:d:e\n"})
    void takesNoOtherTextForAccounts(String text) throws IOException {
        assertThat(new AccountsFormat().recognizes(new BytesContent(text.getBytes(StandardCharsets.UTF_8))))
                .isFalse();
    }

    private static Opened open(String text) throws IOException {
        return Opened.of(new AccountsFormat(), text.getBytes(StandardCharsets.UTF_8));
    }
}
