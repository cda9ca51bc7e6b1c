package org.selfsame.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.TimeZone;

/// What a writer makes, here and where everything else is different.
@FunctionalInterface
public interface Writing {

    /// Writes to `out`.
    ///
    /// @throws IOException if that fails
    void to(OutputStream out) throws IOException;

    /// The bytes that are written.
    static byte[] bytes(Writing writing) throws IOException {
        var out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toByteArray();
    }

    /// The bytes that are written in a place of other letters, digits, weeks and clocks.
    static byte[] elsewhere(Writing writing) throws IOException {
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            return bytes(writing);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }
}
