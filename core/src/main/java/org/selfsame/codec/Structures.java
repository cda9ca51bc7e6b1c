package org.selfsame.codec;

import java.io.IOException;
import java.time.Instant;

/// Hears of the structures that compressed streams consist of. Offsets and lengths are in bytes of the stored content.
public interface Structures {

    /// Hears nothing.
    Structures NONE = new Structures() {
    };

    /// A structure, such as `member header`.
    default void structure(long offset, long length, String what) throws IOException {}

    /// A field of the structure before it, by its dotted name, such as `gzip.mtime`.
    default void field(long offset, long length, String name) throws IOException {}

    /// Compressed bytes.
    default void data(long offset, long length) throws IOException {}

    /// Filling.
    default void padding(long offset, long length, String what) throws IOException {}

    /// What a header states, by its dotted name.
    default void fact(String name, String value) {}

    /// When the original file was changed last.
    default void modified(Instant time) {}

    /// Something that can be read although it is wrong.
    ///
    /// @param code a name within the format, such as `header_crc`
    default void anomaly(String code, long offset, String detail) {}
}
