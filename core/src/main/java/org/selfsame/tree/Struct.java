package org.selfsame.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedCollection;
import org.selfsame.content.Content;

/// The fields of a structure of fixed size, in the order in which they lie, with no gaps between them.
public final class Struct {
    private final String name;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final int size;

    /// A field.
    ///
    /// @param name its name within the structure
    /// @param at offset within the structure, in bytes
    /// @param length in bytes
    public record Field(String name, int at, int length) {}

    private Struct(String name, String fields) {
        this.name = name;
        int at = 0;
        for (var field : fields.strip().split("\\s+", -1)) {
            int colon = field.indexOf(':');
            int length = Integer.parseInt(field.substring(colon + 1));
            if (this.fields.put(field.substring(0, colon), new Field(field.substring(0, colon), at, length)) != null) {
                throw new IllegalArgumentException(name + " has two fields " + field);
            }
            at += length;
        }
        size = at;
    }

    /// A structure.
    ///
    /// @param name what people call it; a field is named `name.field` in layouts
    /// @param fields `field:length` one after the other, separated by white space
    public static Struct of(String name, String fields) {
        return new Struct(name, fields);
    }

    /// What people call it.
    public String name() {
        return name;
    }

    /// Size in bytes.
    public int size() {
        return size;
    }

    /// The fields in the order in which they lie.
    public SequencedCollection<Field> fields() {
        return ((LinkedHashMap<String, Field>) fields).sequencedValues();
    }

    /// Reads the structure at `offset`.
    ///
    /// @throws FormatException if it does not lie inside the content
    /// @throws IOException if the content cannot be read
    public Values read(Content content, long offset, ByteOrder order) throws IOException {
        return at(content.bytes(offset, size), 0, order);
    }

    /// The structure in bytes that are in memory already.
    ///
    /// @throws IndexOutOfBoundsException if it does not lie inside `bytes`
    public Values at(byte[] bytes, int at, ByteOrder order) {
        return new Values(this, ByteBuffer.wrap(bytes, at, size).slice().order(order));
    }

    /// What a structure holds.
    public static final class Values {
        private final Struct struct;
        private final ByteBuffer bytes;

        private Values(Struct struct, ByteBuffer bytes) {
            this.struct = struct;
            this.bytes = bytes;
        }

        /// The unsigned number in a field of 1, 2, 4 or 8 bytes; one of 2^63 or more is negative.
        public long get(String name) {
            var field = field(name);
            return switch (field.length) {
                case 1 -> Byte.toUnsignedLong(bytes.get(field.at));
                case 2 -> Short.toUnsignedLong(bytes.getShort(field.at));
                case 4 -> Integer.toUnsignedLong(bytes.getInt(field.at));
                case 8 -> bytes.getLong(field.at);
                default -> throw new IllegalArgumentException(name + " is no number");
            };
        }

        /// As [#get], for a field of 1 or 2 bytes.
        public int small(String name) {
            return Math.toIntExact(get(name));
        }

        /// A copy of the bytes of a field.
        public byte[] bytes(String name) {
            var field = field(name);
            var copy = new byte[field.length];
            bytes.get(field.at, copy);
            return copy;
        }

        private Field field(String name) {
            var field = struct.fields.get(name);
            if (field == null) {
                throw new IllegalArgumentException(struct.name + " has no field " + name);
            }
            return field;
        }
    }
}
