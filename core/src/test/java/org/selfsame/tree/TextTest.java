package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            plain name.txt, plain name.txt
            Zoë—日本, Zoë—日本
            back\\slash, back\\\\slash
            """)
    void keepsOrdinaryText(String text, String shown) {
        assertThat(Text.printable(text)).isEqualTo(shown);
        assertThat(Text.printable(Name.of(text))).isEqualTo(shown);
    }

    @Test
    void escapesWhatDrivesATerminalOrLies() {
        assertThat(Text.printable("\u001b[2Jcleared")).isEqualTo("\\u{1b}[2Jcleared");
        assertThat(Text.printable("iso\u202egpj.exe")).isEqualTo("iso\\u{202e}gpj.exe");
        assertThat(Text.printable("a\u200bb\u2028c\u2066d")).isEqualTo("a\\u{200b}b\\u{2028}c\\u{2066}d");
        assertThat(Text.printable("a\nb\tc\rd\0")).isEqualTo("a\\nb\\tc\\rd\\u{0}");
        assertThat(Text.printable(String.valueOf('\ud800'))).isEqualTo("\\u{d800}");
    }

    @Test
    void harmlessTextIsEscapedOnlyOnce() {
        assertThat(Text.harmless("a\\b\\\\c")).isEqualTo("a\\b\\\\c");
        assertThat(Text.harmless(Text.printable("\u001b\\"))).isEqualTo("\\u{1b}\\\\");
        assertThat(Text.harmless("\u001b\\")).isEqualTo("\\u{1b}\\\\");
        assertThat(new Anomaly("fat.x", 0, "\u202e").detail()).isEqualTo("\\u{202e}");
    }

    @Test
    void bytesThatAreNotUtf8StayTellable() {
        assertThat(Text.printable(Name.of(new byte[]{'a', (byte) 0xff, 'b'}))).isEqualTo("a\\xffb");
        assertThat(Text.printable(Name.of(new byte[]{(byte) 0xc3}))).isEqualTo("\\xc3");
        assertThat(Text.printable(Name.of(new byte[]{(byte) 0xed, (byte) 0xa0, (byte) 0x80})))
                .isEqualTo("\\xed\\xa0\\x80");
        // the text that the escape looks like is another name, and shown as another
        assertThat(Text.printable(Name.of("a\\xffb"))).isEqualTo("a\\\\xffb");
        assertThat(Text.printable(Name.of(new byte[]{(byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80})))
                .isEqualTo("😀");
    }
}
