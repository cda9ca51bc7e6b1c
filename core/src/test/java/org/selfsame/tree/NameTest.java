package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\0b"})
    void isNotPlain(String name) {
        assertThat(Name.of(name).isPlain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", ".a", " ", "-rf", "\\", "a\nb"})
    void isPlain(String name) {
        assertThat(Name.of(name).isPlain()).isTrue();
    }

    @Test
    void isOrderedByUnsignedBytes() {
        assertThat(Name.of("Z")).isLessThan(Name.of("a"));
        assertThat(Name.of("z")).isLessThan(Name.of(new byte[]{(byte) 0x80}));
        assertThat(Name.of("a")).isLessThan(Name.of("a-"));
    }

    @Test
    void cannotBeChangedFromOutside() {
        var bytes = new byte[]{'a'};
        var name = Name.of(bytes);
        bytes[0] = 'b';
        name.bytes()[0] = 'c';
        assertThat(name).isEqualTo(Name.of("a")).hasSameHashCodeAs(Name.of("a"));
    }

    @Test
    void knowsWellFormedUtf8() {
        assertThat(Name.of("é").isUtf8()).isTrue();
        assertThat(Name.of(new byte[]{(byte) 0xe9}).isUtf8()).isFalse();
    }
}
