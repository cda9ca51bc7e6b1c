package org.selfsame.format.zip;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.task.Task;
import org.selfsame.tree.Layout;
import org.selfsame.tree.PathTree;
import org.selfsame.tree.Region.Kind;

/// Tells which bytes of an archive are what. Source: PKWARE's APPNOTE 6.3.10, 4.3.
final class ZipLayout {
    private static final int DESCRIPTOR_MAGIC = 0x08074b50;
    private static final String[] LOCAL = {"signature", "version_needed", "flags", "method", "modified", "crc",
            "compressed_size", "size", "name_length", "extra_length"};
    private static final int[] LOCAL_SIZES = {4, 2, 2, 2, 4, 4, 4, 4, 2, 2};
    private static final String[] CENTRAL = {"signature", "version_made_by", "version_needed", "flags", "method",
            "modified", "crc", "compressed_size", "size", "name_length", "extra_length", "comment_length", "disk",
            "internal_attributes", "external_attributes", "local_offset"};
    private static final int[] CENTRAL_SIZES = {4, 2, 2, 2, 2, 4, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4};
    private static final String[] END = {"signature", "disk", "directory_disk", "disk_entries", "entries",
            "directory_size", "directory_offset", "comment_length"};
    private static final int[] END_SIZES = {4, 2, 2, 2, 2, 4, 4, 2};

    private final ZipArchive archive;
    private final Content content;
    private final Layout.Builder layout;

    ZipLayout(ZipArchive archive) {
        this.archive = archive;
        content = archive.content();
        layout = new Layout.Builder(ZipReader.FORMAT, content.size());
    }

    /// @throws FormatException if the regions take too much memory
    /// @throws IOException if the content cannot be read
    Layout build(Task task) throws IOException {
        var end = archive.end();
        layout.add(0, end.base(), Kind.UNKNOWN, "before the archive");
        if (end.directoryFirst() && end.directory() == Integer.BYTES) {
            layout.add(0, Integer.BYTES, Kind.STRUCTURE, "preload length");
        }
        long used = archive.visit(entry -> {
            task.checkCancelled();
            var owner = PathTree.printable(entry.name());
            central(entry, owner);
            var local = LocalHeader.find(content, entry.local());
            if (local != null) {
                member(entry, local, owner);
            }
        });
        layout.add(end.directory(), used, Kind.STRUCTURE, "central directory");
        end(end.offset(), "end of central directory");
        layout.add(end.offset() + EndRecord.SIZE, end.commentLength(), Kind.FIELD, "end of central directory.comment");
        if (end.wideOffset() >= 0) {
            layout.add(end.wideOffset(), end.wideLength(), Kind.STRUCTURE, "zip64 end of central directory");
            layout.add(end.offset() - EndRecord.LOCATOR_SIZE, EndRecord.LOCATOR_SIZE, Kind.STRUCTURE,
                    "zip64 end of central directory locator");
        }
        long behind = end.directory() + used;
        if (end.directoryFirst() && content.size() - behind >= EndRecord.SIZE && behind < end.offset()
                && LittleEndian.i32(content.bytes(behind, 4), 0) == EndRecord.MAGIC) {
            end(behind, "copy of end of central directory");
        }
        return layout.build();
    }

    private void end(long offset, String what) throws IOException {
        int comment = LittleEndian.u16(content.bytes(offset + 20, 2), 0);
        layout.add(offset, Math.min(EndRecord.SIZE + comment, content.size() - offset), Kind.STRUCTURE, what);
        fields(offset, what, END, END_SIZES, "");
    }

    private void fields(long offset, String what, String[] names, int[] sizes, String owner) throws FormatException {
        long at = offset;
        for (int i = 0; i < names.length; i++) {
            layout.add(at, sizes[i], Kind.FIELD, what + "." + names[i], owner);
            at += sizes[i];
        }
    }

    private void central(CentralEntry entry, String owner) throws FormatException {
        var what = "central directory entry";
        layout.add(entry.offset(), entry.length(), Kind.STRUCTURE, what, owner);
        fields(entry.offset(), what, CENTRAL, CENTRAL_SIZES, owner);
        long at = entry.offset() + CentralEntry.SIZE;
        layout.add(at, entry.name().length, Kind.FIELD, what + ".name", owner);
        at += entry.name().length;
        extra(at, entry.extra(), what, owner);
        layout.add(at + entry.extra().length, entry.commentLength(), Kind.FIELD, what + ".comment", owner);
    }

    private void extra(long offset, byte[] extra, String what, String owner) throws FormatException {
        for (var field : ExtraField.parse(extra)) {
            layout.add(offset + field.at() - ExtraField.HEADER, ExtraField.HEADER + field.length(), Kind.FIELD,
                    what + "." + field.term(), owner);
        }
    }

    private void member(CentralEntry entry, LocalHeader local, String owner) throws IOException {
        var what = "local header";
        layout.add(local.offset(), local.length(), Kind.STRUCTURE, what, owner);
        fields(local.offset(), what, LOCAL, LOCAL_SIZES, owner);
        layout.add(local.offset() + LocalHeader.SIZE, local.name().length, Kind.FIELD, what + ".name", owner);
        extra(local.offset() + LocalHeader.SIZE + local.name().length, local.extra(), what, owner);
        long left = content.size() - local.data();
        layout.add(local.data(), Math.min(entry.stored(), left), Kind.DATA, entry.method() == CentralEntry.STORED
                ? "stored data"
                : "compressed data", owner);
        if ((local.flags() & CentralEntry.DESCRIPTOR) != 0 && entry.stored() <= left) {
            descriptor(local.data() + entry.stored(), entry, owner);
        }
    }

    /// The descriptor, which may have a signature, and sizes of 32 or 64 bits: what fits the central directory is taken.
    private void descriptor(long offset, CentralEntry entry, String owner) throws IOException {
        int available = (int) Math.min(24, content.size() - offset);
        var bytes = new byte[32];
        content.read(offset, bytes, 0, available);
        boolean signed = LittleEndian.i32(bytes, 0) == DESCRIPTOR_MAGIC;
        int at = signed ? 4 : 0;
        if (available < 12 || LittleEndian.u32(bytes, at) != entry.crc()) {
            return;
        }
        boolean wide = at + 20 <= available && LittleEndian.i64(bytes, at + 4) == entry.stored()
                && LittleEndian.i64(bytes, at + 12) == entry.size();
        int length = at + (wide ? 20 : 12);
        if (length <= available) {
            var what = "data descriptor";
            int width = wide ? 8 : 4;
            layout.add(offset, length, Kind.STRUCTURE, what, owner);
            layout.add(offset, at, Kind.FIELD, what + ".signature", owner);
            layout.add(offset + at, 4, Kind.FIELD, what + ".crc", owner);
            layout.add(offset + at + 4, width, Kind.FIELD, what + ".compressed_size", owner);
            layout.add(offset + at + 4 + width, width, Kind.FIELD, what + ".size", owner);
        }
    }
}
