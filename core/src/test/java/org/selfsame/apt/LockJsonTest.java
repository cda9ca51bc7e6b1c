package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.apt.LockException.Reason;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;

class LockJsonTest {

    @Test
    void readsWhatItWrites() throws IOException {
        var bytes = LockJson.write(Locks.full());
        var lock = LockJson.read(new BytesContent(bytes));
        assertThat(lock).isEqualTo(Locks.full());
        assertThat(LockJson.write(lock)).isEqualTo(bytes);
    }

    @Test
    void hasALineForEachPackageAndNamesItsSchemaFirst() throws IOException {
        var text = text();
        assertThat(text).startsWith("{\n  \"selfsame\": \"lock/1\",\n").endsWith("\n}\n").contains("\\u201e\u00e4");
        assertThat(text.lines().filter(line -> line.contains("\"base-files\"")))
                .singleElement().asString().contains("12.4+deb12u11", "\"archive\": \"debian\"", "\"uses\"");
    }

    @Test
    void hasTheSameBytesWhateverTheOrderAndTheLocale() throws IOException {
        var lock = Locks.full();
        var other = new Lock(lock.recipe(), lock.sourceDate(), lock.architecture(), lock.archives(),
                lock.packages().reversed(), lock.sources(), lock.tools().reversed());
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(LockJson.write(other)).isEqualTo(LockJson.write(lock));
            assertThat(LockJson.read(content(text()))).isEqualTo(lock);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "lock/1"                    | "lock/2"                     | OTHER_VERSION   | selfsame
            "lock/1"                    | "show/1"                     | NOT_A_LOCK      | selfsame
            "selfsame"                  | "other"                      | NOT_A_LOCK      |
            "sourceDate"                | "surprise": 1, "sourceDate"  | UNKNOWN_MEMBER  | surprise
            "sourceDate"                | "recipe": {}, "sourceDate"   | MEMBER_TWICE    | recipe
            "architecture": "amd64",    |                              | MISSING_MEMBER  | architecture
            "size": 70828               | "size": 7e4                  | NOT_A_SIZE      | packages[0].size
            "size": 70828               | "size": -1                   | NOT_A_SIZE      | packages[0].size
            "size": 70828               | "size": 9223372036854775808  | NOT_A_SIZE      | packages[0].size
            "size": 70828               | "size": "70828"              | WRONG_KIND      | packages[0].size
            "size": 70828               | "size": 70828, "more": {}    | UNKNOWN_MEMBER  | packages[0].more
            pool/main/b/base            | ../base                      | NOT_A_PATH      | packages[0].path
            pool/main/b/base            | /etc/base                    | NOT_A_PATH      | packages[0].path
            pool/main/b/base            | pool//base                   | NOT_A_PATH      | packages[0].path
            pool/main/b/base            | pool/./base                  | NOT_A_PATH      | packages[0].path
            pool/main/b/base            | po ol/base                   | NOT_A_PATH      | packages[0].path
            pool/main/b/base            | pool/base\\u000ax            | NOT_A_PATH      | packages[0].path
            config/packages.chroot/     | config/../../                | NOT_A_PATH      | packages[1].path
            "name": "base-files"        | "name": "base files"         | NOT_A_NAME      | packages[0].name
            "name": "base-files"        | "name": "--version"          | NOT_A_NAME      | packages[0].name
            "name": "base-files"        | "name": "zsh"                | OUT_OF_ORDER    | packages[1]
            ["bootstrap", "system"]     | ["bootstrap", "bootstrap"]   | NOT_A_NAME      | packages[0].uses
            ["bootstrap", "system"]     | ["everything"]               | NOT_A_NAME      | packages[0].uses
            http://deb.debian.org       | ssh://deb.debian.org         | NOT_AN_ADDRESS  | archives[0].uri
            http://deb.debian.org       | http://a b                   | NOT_AN_ADDRESS  | archives[0].uri
            2026-07-11T10:16:37Z        | 2026-07-11T10:16:37+02:00    | NOT_A_TIME      | archives[0].inRelease.date
            2026-07-11T10:16:37Z        | 2026-13-11T10:16:37Z         | NOT_A_TIME      | archives[0].inRelease.date
            "original": "debian"        | "original": "tails"          | NO_SUCH_ARCHIVE | archives[1].original
            "name": "tails"             | "name": "debian"             | OUT_OF_ORDER    | archives[1].name
            4CB50190207B4758            | 4CB50190207B475              | NOT_A_DIGEST    | archives[0].inRelease.signers[0]
            "archive": "debian", "uses" | "archive": "other", "uses"   | NO_SUCH_ARCHIVE | packages[0].archive
            "amd64", "uses": ["system"] | "amd64", "uses": ["overlay"] | NOT_A_NAME      | sources[0].binaries[0].uses
            "binaries": [               | "binary": [                  | UNKNOWN_MEMBER  | sources[0].binary
            "tools": [                  | "tools": [[[[[[[[            | WRONG_KIND      | tools[0]
            """)
    void refuses(String from, String to, Reason reason, String place) throws IOException {
        var text = text();
        assertThat(text).contains(from);
        var broken = text.replaceFirst(Pattern.quote(from),
                Matcher.quoteReplacement(to == null ? "" : to));
        assertThatExceptionOfType(LockException.class).isThrownBy(() -> LockJson.read(content(broken)))
                .satisfies(e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.place()).isEqualTo(place == null ? "" : place);
                });
    }

    @Test
    void refusesWhatIsNotOneJsonText() throws IOException {
        var text = text();
        for (var broken : List.of("", "{", text + "x", text + "{}", text.substring(0, text.length() / 2),
                "// x\n" + text,
                text.replace('"', '\''), "\ufeff" + text, "[".repeat(100_000))) {
            assertThatExceptionOfType(LockException.class).isThrownBy(() -> LockJson.read(content(broken)))
                    .satisfies(e -> assertThat(e.reason()).isIn(Reason.NOT_JSON, Reason.NOT_A_LOCK));
        }
        assertThatExceptionOfType(LockException.class)
                .isThrownBy(() -> LockJson.read(new BytesContent(new byte[]{'{', (byte) 0xff, '}'})));
    }

    @Test
    void refusesToBeFedWithoutEnd() {
        var endless = new Content() {
            @Override
            public long size() {
                return LockJson.MOST_BYTES + 1;
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) {
                throw new AssertionError("must not be read");
            }
        };
        assertThatExceptionOfType(LockException.class).isThrownBy(() -> LockJson.read(endless))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void writesNoLockThatItWouldRefuse() {
        var lock = Locks.full();
        var bad = new Lock(lock.recipe(), lock.sourceDate(), "amd64\nDeb: x", lock.archives(), List.of(), List.of(),
                List.of());
        assertThatExceptionOfType(LockException.class).isThrownBy(() -> LockJson.write(bad));
    }

    private static String text() throws IOException {
        return new String(LockJson.write(Locks.full()), StandardCharsets.UTF_8);
    }

    private static Content content(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }
}
