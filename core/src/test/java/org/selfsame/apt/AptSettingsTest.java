package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/// The files that apt reads.
class AptSettingsTest {
    @Test
    @ResourceLock(Resources.LOCALE)
    void aptReadsThemInEveryLanguage() {
        var settings = new AptSettings(Path.of("/apt"), List.of("amd64"), false);
        var locale = Locale.getDefault();
        try {
            for (var tag : List.of("ar-EG", "fa-IR", "de-DE")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(settings.source(7)).isEqualTo(Path.of("/apt/sources/0007.sources"));
                assertThat(settings.keyring(7)).isEqualTo(Path.of("/apt/keyrings/0007.gpg"));
                assertThat(settings.pins(7)).isEqualTo(Path.of("/apt/preferences/0007.pref"));
            }
        } finally {
            Locale.setDefault(locale);
        }
    }
}
