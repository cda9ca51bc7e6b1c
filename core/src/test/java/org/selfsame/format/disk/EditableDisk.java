package org.selfsame.format.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import org.selfsame.testing.Mutations;

/// A disk in memory whose little-endian fields can be changed.
final class EditableDisk {
    private final byte[] array;
    private final ByteBuffer buffer;

    private EditableDisk(byte[] array) {
        this.array = array;
        buffer = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// A copy of a seed of the fuzz test.
    static EditableDisk seed(String name) {
        var file = Mutations.seeds(DiskFuzzTest.class).stream().filter(seed -> seed.endsWith(name)).findFirst();
        try {
            return new EditableDisk(Files.readAllBytes(file.orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A copy that has this many sectors.
    EditableDisk resized(int sectors) {
        return new EditableDisk(Arrays.copyOf(array, sectors * 512));
    }

    byte[] array() {
        return array;
    }

    EditableDisk put(int at, int value) {
        array[at] = (byte) value;
        return this;
    }

    EditableDisk putShort(int at, int value) {
        buffer.putShort(at, (short) value);
        return this;
    }

    EditableDisk putInt(int at, int value) {
        buffer.putInt(at, value);
        return this;
    }

    EditableDisk putLong(int at, long value) {
        buffer.putLong(at, value);
        return this;
    }

    int getInt(int at) {
        return buffer.getInt(at);
    }
}
