package org.selfsame.format.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;

/// This class, as the compiler wrote it.
class ClassReaderTest {
    static final long ANSWER = 42;

    @Test
    void namesMembersAndAttributes() throws IOException {
        var opened = Opened.of(new ClassFormat(), own()).sound();
        assertThat(opened.fact("class.version")).startsWith("69.");
        assertThat(opened.paths()).contains("attributes/SourceFile", "fields/ANSWER J", "methods/<init>()V",
                "methods/own()[B", "methods/namesMembersAndAttributes()V");
        assertThat(opened.regions("method.Code")).isNotEmpty();
        assertThat(opened.regions("constant.Long")).isNotEmpty();
        assertThat(opened.regions("field.ConstantValue")).singleElement()
                .extracting(region -> region.owner()).isEqualTo("fields/ANSWER J");
    }

    @Test
    void notesBytesAfterTheClass() throws IOException {
        var bytes = own();
        assertThat(Opened.of(new ClassFormat(), Arrays.copyOf(bytes, bytes.length + 3)).anomalies())
                .containsExactly("class.trailing_bytes");
    }

    @Test
    void keepsWhatComesBeforeABrokenConstant() throws IOException {
        var bytes = own();
        bytes[10] = 99;
        var opened = Opened.of(new ClassFormat(), bytes);
        assertThat(opened.anomalies()).containsExactly("class.damaged");
        assertThat(opened.regions("class.major_version")).hasSize(1);
    }

    /// Programs for several processors begin with the same four bytes, and a small number.
    @Test
    void takesNoFatBinaryForAClass() throws IOException {
        var bytes = new byte[100];
        System.arraycopy(own(), 0, bytes, 0, 4);
        bytes[7] = 2;
        assertThat(new ClassFormat().recognizes(new BytesContent(bytes))).isFalse();
    }

    private static byte[] own() throws IOException {
        try (var in = ClassReaderTest.class.getResourceAsStream("ClassReaderTest.class")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
