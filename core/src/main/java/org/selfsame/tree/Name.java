package org.selfsame.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The name of an entry: bytes, because that is what Unix file systems store. Ordered by unsigned bytes.
public final class Name implements Comparable<Name> {
    private final byte[] bytes;

    private Name(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The name that consists of these bytes. Any bytes are taken: what a tree may hold is for [#isPlain] to say.
    public static Name of(byte[] bytes) {
        return new Name(bytes.clone());
    }

    /// The name in UTF-8.
    public static Name of(String name) {
        return new Name(name.getBytes(StandardCharsets.UTF_8));
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Length in bytes.
    public int length() {
        return bytes.length;
    }

    /// Whether this can be the name of one entry in a directory: not empty, not `.` or `..`, no slash, no NUL.
    public boolean isPlain() {
        if (bytes.length == 0 || bytes[0] == '.' && (bytes.length == 1 || bytes.length == 2 && bytes[1] == '.')) {
            return false;
        }
        for (byte b : bytes) {
            if (b == '/' || b == 0) {
                return false;
            }
        }
        return true;
    }

    /// The name as text. Bytes that are not UTF-8 become U+FFFD, so two names may have the same text: compare names,
    /// show text. Control and direction characters are still in it: see [Text#printable].
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Whether the bytes are well-formed UTF-8.
    public boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    @Override
    public int compareTo(Name other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Name that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
