package org.selfsame.format.cpio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/// Writes newc archives, as odd as a test wants them.
final class NewcArchive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// Adds a member of one link.
    NewcArchive add(String name, int mode, String data) {
        return add(name, mode, 1, 1, 0, 0, data);
    }

    NewcArchive add(String name, int mode, int ino, int nlink, int rdevMajor, int rdevMinor, String data) {
        return header("070701", name, new int[]{ino, mode, 7, 8, nlink, 1_500_000_000, data.length(), 3, 4, rdevMajor,
                rdevMinor, name.length() + 1, 0}, data);
    }

    NewcArchive header(String magic, String name, int[] fields, String data) {
        var header = new StringBuilder(magic);
        for (int field : fields) {
            header.append(String.format(Locale.ROOT, "%08X", field));
        }
        write(header + name + "\0");
        pad(4);
        write(data);
        pad(4);
        return this;
    }

    NewcArchive trailer() {
        return add("TRAILER!!!", 0, 0, 1, 0, 0, "");
    }

    NewcArchive write(String text) {
        bytes.writeBytes(text.getBytes(ISO_8859_1));
        return this;
    }

    NewcArchive pad(int unit) {
        while (bytes.size() % unit != 0) {
            bytes.write(0);
        }
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
