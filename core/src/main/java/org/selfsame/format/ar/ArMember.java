package org.selfsame.format.ar;

/// What follows a header.
///
/// @param header of the member
/// @param kind what it is
/// @param name as its own name is, wherever it is stored
/// @param nameLength bytes of the name in front of the data, as BSD has it
/// @param data first byte of the data, behind such a name
/// @param size bytes of the data; in a thin archive those of the file that is elsewhere
/// @param stored bytes that are here
@SuppressWarnings("ArrayRecordComponent")
record ArMember(ArHeader header, Kind kind, byte[] name, int nameLength, long data, long size, long stored) {

    /// What a member is for.
    enum Kind {
        FILE("data"), SYMBOLS("symbol index"), NAMES("name table");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }
}
