package org.selfsame.format.tar;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Layout;
import org.selfsame.tree.PathTree;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Text;

/// Turns what a scan finds into a layout.
final class TarLayout implements ScanListener {
    /// Characters of a keyword in the name of a region.
    private static final int KEYWORD = 100;
    /// Extended headers that wait for the member that they speak of; two are usual.
    private static final int WAITING = 8;

    private final long size;
    private final Layout.Builder layout;
    private final List<Extension> waiting = new ArrayList<>();

    /// Whose data were the last ones.
    private String last = "";

    private record Extension(TarHeader header, long dataLength, List<PaxRecord> records) {}

    TarLayout(Content content) {
        size = content.size();
        layout = new Layout.Builder(TarReader.FORMAT, size);
    }

    Layout build() throws FormatException {
        flush("");
        return layout.build();
    }

    @Override
    public void extension(TarHeader header, long dataLength, List<PaxRecord> records) throws FormatException {
        last = "";
        if (waiting.size() == WAITING) {
            flush("");
        }
        waiting.add(new Extension(header, dataLength, records));
        if (header.type() == 'g' || header.type() == 'V') {
            flush("");
        }
    }

    private void flush(String owner) throws FormatException {
        for (var extension : waiting) {
            var header = extension.header();
            var what = switch (header.type()) {
                case 'g' -> "pax global header";
                case 'L' -> "long name header";
                case 'K' -> "long link header";
                case 'V' -> "volume header";
                default -> "pax header";
            };
            header(header, what, owner);
            long data = header.offset() + TarHeader.SIZE;
            var records = extension.records();
            var term = switch (header.type()) {
                case 'L' -> "long name";
                case 'K' -> "long link";
                default -> "pax records";
            };
            layout.add(data, extension.dataLength(), Kind.STRUCTURE, term, owner);
            for (var record : records) {
                layout.add(data + record.at(), record.length(), Kind.FIELD, "pax." + keyword(record), owner);
            }
        }
        waiting.clear();
    }

    private static String keyword(PaxRecord record) {
        var keyword = record.keyword();
        return Text.printable(keyword.length() > KEYWORD ? keyword.substring(0, KEYWORD) : keyword);
    }

    private void header(TarHeader header, String what, String owner) throws FormatException {
        layout.add(header.offset(), TarHeader.SIZE, Kind.STRUCTURE, what, owner);
        for (var group : TarField.of(header.variant())) {
            for (var field : group) {
                layout.add(header.offset() + field.at(), field.length(), Kind.FIELD, what + "." + field.name(), owner);
            }
        }
    }

    @Override
    public void member(TarHeader header, Member member, long mapOffset, long mapLength) throws FormatException {
        var path = PathTree.printable(member.path());
        flush(path);
        last = path;
        header(header, "member header", path);
        layout.add(mapOffset, mapLength, Kind.STRUCTURE, "sparse map", path);
        long start = Math.min(member.dataOffset(), size);
        boolean listing = member.type() == Member.Type.DIRECTORY;
        layout.add(start, Math.min(member.stored(), size - start), listing ? Kind.STRUCTURE : Kind.DATA,
                listing ? "directory listing" : "file data", path);
    }

    @Override
    public void padding(long offset, long length) throws FormatException {
        layout.add(offset, length, Kind.PADDING, "padding", last);
    }

    @Override
    public void zeros(long offset, long length) throws FormatException {
        layout.add(offset, length, Kind.PADDING, "end of archive");
    }

    @Override
    public void damaged(long offset, long length) throws FormatException {
        layout.add(offset, length, Kind.UNKNOWN, "no header");
    }
}
