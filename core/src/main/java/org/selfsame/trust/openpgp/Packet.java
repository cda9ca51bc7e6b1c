package org.selfsame.trust.openpgp;

import java.util.Arrays;

/// One OpenPGP packet, as a range of the bytes it was found in.
///
/// @param tag the packet's type
/// @param offset where its header begins in `source`
/// @param start where its body begins
/// @param length of its body
@SuppressWarnings("ArrayRecordComponent")
record Packet(int tag, int offset, byte[] source, int start, int length) {
    static final int SIGNATURE = 2;
    static final int ONE_PASS_SIGNATURE = 4;
    static final int SECRET_KEY = 5;
    static final int PUBLIC_KEY = 6;
    static final int SECRET_SUBKEY = 7;
    static final int COMPRESSED = 8;
    static final int ENCRYPTED = 9;
    static final int MARKER = 10;
    static final int LITERAL = 11;
    static final int TRUST = 12;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;
    static final int USER_ATTRIBUTE = 17;
    static final int ENCRYPTED_PROTECTED = 18;
    static final int ENCRYPTED_AEAD = 20;
    static final int PADDING = 21;
    /// Packets of unknown types from here on may be skipped (RFC 9580 §4.3).
    static final int FIRST_NONCRITICAL = 40;

    byte[] body() {
        return Arrays.copyOfRange(source, start, start + length);
    }

    /// The byte at `index` of the body, or -1 past its end.
    int at(int index) {
        return index < length ? source[start + index] & 0xff : -1;
    }

    /// Whether a reader of any kind of message has to pass over it in silence.
    boolean isFiller() {
        return tag == MARKER || tag == PADDING || tag >= FIRST_NONCRITICAL;
    }
}
