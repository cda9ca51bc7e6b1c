package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// A small sound image whose fields a test can spoil.
///
/// ```
/// /            sub, sub/leaf, file, link, and a name so long that its record continues elsewhere
/// ```
final class HostileImage {
    static final int PRIMARY = Iso.SYSTEM_AREA;
    static final String LONG = "l".repeat(200);

    private final byte[] bytes;

    HostileImage() throws IOException {
        var metadata = Metadata.builder().permissions(0644).owner(0, 0).modified(Instant.EPOCH).build();
        var leaf = MemoryTree.file(Name.of("leaf"), metadata, content("leaf\n"));
        Tree tree = new Tree(MemoryTree.directory(Name.of(""), metadata, List.of(
                MemoryTree.directory(Name.of("sub"), metadata, List.of(leaf)),
                MemoryTree.file(Name.of("file"), metadata, content("file\n")),
                new Entry.Symlink(Name.of("link"), metadata, Name.of("../some/target")),
                MemoryTree.file(Name.of(LONG), metadata, content("long\n")))));
        var out = new ByteArrayOutputStream();
        IsoWriter.write(tree, IsoOptions.of("HOSTILE", Instant.EPOCH), out, Limits.DEFAULT, Task.silent());
        bytes = out.toByteArray();
    }

    private static BytesContent content(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes;
    }

    IsoReader open() throws IOException {
        return IsoImages.open(new BytesContent(bytes));
    }

    HostileImage set(int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            bytes[at + i] = (byte) values[i];
        }
        return this;
    }

    HostileImage both32(int at, long value) {
        Fields.both32(bytes, at, value);
        return this;
    }

    /// Where the plain hierarchy's root directory begins.
    int root() {
        return (int) both(PRIMARY + VolumeDescriptor.ROOT_RECORD + 2) * Iso.SECTOR;
    }

    /// Where the record of `identifier` begins in the plain hierarchy's directory at `directory`.
    int record(int directory, String identifier) {
        for (int at = directory; bytes[at] != 0; at += bytes[at] & 0xff) {
            if (new String(bytes, at + 33, bytes[at + 32], StandardCharsets.US_ASCII).equals(identifier)) {
                return at;
            }
        }
        throw new AssertionError("no record " + identifier);
    }

    int rootRecord(String identifier) {
        return record(root(), identifier);
    }

    /// Where the system use entry `signature` begins in the record at `record`.
    int entry(int record, String signature) {
        int name = bytes[record + 32];
        for (int at = record + 33 + name + (name + 1) % 2; at < record + (bytes[record] & 0xff); at += bytes[at + 2]
                & 0xff) {
            if (bytes[at] == signature.charAt(0) && bytes[at + 1] == signature.charAt(1)) {
                return at;
            }
        }
        throw new AssertionError("no entry " + signature);
    }

    /// The both-endian number at `at`.
    long both(int at) {
        return (bytes[at] & 0xffL) | (bytes[at + 1] & 0xffL) << 8 | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }

    /// Where the extent of the record at `record` begins.
    int extent(int record) {
        return (int) both(record + 2) * Iso.SECTOR;
    }
}
