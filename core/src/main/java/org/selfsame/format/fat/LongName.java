package org.selfsame.format.fat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Name;

/// Collects the pieces of a long name, which stand before the entry that it belongs to, the last piece first.
/// Source: Microsoft's FAT specification 1.03, "FAT Long Directory Entries".
final class LongName {
    /// A name has at most 255 characters, in pieces of 13.
    private static final int PIECES = 20;
    private static final int PIECE = 13;
    private static final int LAST = 0x40;
    private static final int[] CHARACTERS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private char[] characters = new char[0];
    private int checksum;
    private int missing;
    private int pieces;

    /// What names have in common that are one name to FAT.
    static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /// How many pieces were collected since the last [#take].
    int pieces() {
        return pieces;
    }

    /// Takes the piece in the 32 bytes at `at`. False if pieces were collected before that it cannot follow; they
    /// are dropped.
    boolean add(byte[] bytes, int at) {
        int order = LittleEndian.u8(bytes, at);
        int number = order & ~LAST;
        int sum = LittleEndian.u8(bytes, at + 13);
        boolean starts = (order & LAST) != 0 && number >= 1 && number <= PIECES;
        boolean continues = (order & LAST) == 0 && missing > 0 && number == missing && sum == checksum;
        boolean follows = continues || starts && pieces == 0;
        if (starts) {
            pieces = 0;
            missing = number;
            checksum = sum;
            characters = new char[number * PIECE];
        }
        pieces++;
        if (starts || continues) {
            for (int i = 0; i < PIECE; i++) {
                characters[(number - 1) * PIECE + i] = (char) LittleEndian.u16(bytes, at + CHARACTERS[i]);
            }
            missing = number - 1;
        } else {
            missing = -1;
        }
        return follows;
    }

    /// The name for an entry whose short name has this checksum, or null if no whole name was collected for it.
    /// Afterwards nothing is collected.
    @Nullable
    Name take(int shortChecksum) {
        boolean whole = pieces > 0 && missing == 0 && checksum == shortChecksum;
        var name = whole ? name() : null;
        pieces = 0;
        missing = 0;
        return name;
    }

    private @Nullable Name name() {
        int length = 0;
        while (length < characters.length && characters[length] != 0) {
            length++;
        }
        if (length == 0) {
            return null;
        }
        return Name.of(encode(new String(characters, 0, length)));
    }

    /// UTF-8; an unpaired surrogate becomes the three bytes that its number would have, so that it stays distinct.
    static byte[] encode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        text.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                bytes.write(0xe0 | c >> 12);
                bytes.write(0x80 | c >> 6 & 0x3f);
                bytes.write(0x80 | c & 0x3f);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
