package org.selfsame.format.deb822;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.parts.Parts;

/// Fields without an empty line between them.
///
/// @param start first byte
/// @param end first byte after the last field and its line feed
/// @param fields at least one
record Stanza(long start, long end, List<Field> fields) {

    /// A field; the value lies from `start` on, without the line feed at its end.
    record Field(String name, long start, long length) {
        /// Values that names are made of.
        private static final int LONGEST = 4096;

        String value(Parts parts) throws IOException {
            return new String(parts.bytes(start, Math.min(length, LONGEST)), StandardCharsets.UTF_8);
        }
    }

    /// The first field of this name, or null.
    @Nullable
    Field field(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).findFirst().orElse(null);
    }
}
