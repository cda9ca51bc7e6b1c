package org.selfsame.iuk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;

/// Archives as GNU tar writes them with `--numeric-owner --owner=root --group=root --sort=name`: the container of format 1, and the
/// two archives in it. Headers have 512 bytes; their fields are those of the GNU tar manual, "Basic Tar Format". An
/// archive is put together of headers and contents; nothing is copied.
final class KitTar {
    private static final int BLOCK = 512;
    /// `tar` fills up to whole records of 20 blocks.
    private static final int RECORD = 20 * BLOCK;
    private static final int NAME = 100;
    private static final String LONG_NAME = "././@LongLink";

    private final List<Content> parts = new ArrayList<>();
    private long size;

    /// Adds a file.
    ///
    /// @throws IOException if it cannot be read
    KitTar file(String directory, Entry.File file) throws IOException {
        var content = file.content();
        header(join(directory, file), '0', content.size(), file.metadata());
        part(content);
        pad(BLOCK);
        return this;
    }

    /// Adds entries and all that is below them.
    ///
    /// @throws IOException if one cannot be read
    KitTar all(String directory, List<Entry> entries) throws IOException {
        for (var entry : entries) {
            switch (entry) {
                case Entry.File file -> file(directory, file);
                case Entry.Directory below -> {
                    var path = new ByteArrayOutputStream();
                    path.writeBytes(join(directory, below));
                    path.write('/');
                    header(path.toByteArray(), '5', 0, below.metadata());
                    all(path.toString(StandardCharsets.UTF_8), below.children());
                }
                default -> throw new IllegalArgumentException("boot files are files and directories");
            }
        }
        return this;
    }

    /// The archive: two blocks of zeros, and more up to a whole record, end it.
    Content archive() {
        part(new BytesContent(new byte[2 * BLOCK]));
        pad(RECORD);
        return new JoinedContent(parts);
    }

    private static byte[] join(String directory, Entry entry) {
        var path = new ByteArrayOutputStream();
        path.writeBytes(directory.getBytes(StandardCharsets.UTF_8));
        path.writeBytes(entry.name().bytes());
        return path.toByteArray();
    }

    private void header(byte[] path, char type, long length, Metadata metadata) {
        if (path.length > NAME) {
            var none = Metadata.builder().permissions(0644).build();
            block(LONG_NAME.getBytes(StandardCharsets.US_ASCII), 'L', path.length + 1L, none);
            part(new BytesContent(path));
            part(new BytesContent(new byte[1]));
            pad(BLOCK);
        }
        block(path, type, length, metadata);
    }

    private void block(byte[] path, char type, long length, Metadata metadata) {
        var modified = metadata.modified();
        var header = new byte[BLOCK];
        System.arraycopy(path, 0, header, 0, Math.min(NAME, path.length));
        octal(header, 100, 7, metadata.permissions());
        octal(header, 108, 7, 0);
        octal(header, 116, 7, 0);
        octal(header, 124, 11, length);
        octal(header, 136, 11, modified == null ? 0 : Math.max(0, modified.getEpochSecond()));
        header[156] = (byte) type;
        put(header, 257, "ustar  ");
        // the checksum counts its own field as blanks
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        octal(header, 148, 6, sum);
        header[154] = 0;
        part(new BytesContent(header));
    }

    /// Octal digits with leading zeros; a NUL follows.
    private static void octal(byte[] header, int at, int digits, long value) {
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            header[at + i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
    }

    private static void put(byte[] header, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, at, text.length());
    }

    private void part(Content content) {
        parts.add(content);
        size += content.size();
    }

    private void pad(int unit) {
        int rest = (int) (size % unit);
        if (rest > 0) {
            part(new BytesContent(new byte[unit - rest]));
        }
    }
}
