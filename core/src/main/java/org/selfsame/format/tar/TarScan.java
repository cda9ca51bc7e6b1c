package org.selfsame.format.tar;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.PathTree;

/// One walk over the headers of an archive, from its start to its end. Blocks of zeros end an archive for most tools;
/// the scan goes on behind them, and so finds what was appended. Where there is no header the next one is looked for.
final class TarScan {
    /// Bytes of one extended header; libarchive takes no more.
    private static final int EXTENSION = 4 << 20;

    private final Content content;
    private final Limits limits;
    private final ScanListener listener;
    private final Extensions extensions = new Extensions();
    /// The last block that was looked at ahead: a content that is decoded from its start should not be asked twice.
    private @Nullable TarHeader ahead;
    /// Blocks of zeros before the current header.
    private long zeroBlocks;

    private TarScan(Content content, Limits limits, ScanListener listener) {
        this.content = content;
        this.limits = limits;
        this.listener = listener;
    }

    /// @throws IOException if the content cannot be read, or the listener ends the scan
    static void of(Content content, Limits limits, ScanListener listener, Task task) throws IOException {
        new TarScan(content, limits, listener).run(task);
    }

    private void run(Task task) throws IOException {
        long size = content.size();
        for (long at = 0; at < size;) {
            task.checkCancelled();
            if (size - at < TarHeader.SIZE) {
                listener.anomaly("trailing_bytes", at, size - at + " bytes that are less than a block");
                listener.damaged(at, size - at);
                break;
            }
            var header = block(at);
            if (header.isZero()) {
                at = zeros(at);
            } else if (header.isSound()) {
                tellOfZeros(at);
                at = entry(header);
            } else {
                at = damaged(at, task);
            }
        }
        if (extensions.pending()) {
            listener.anomaly("extension_unused", size, "an extended header that no member follows");
        }
        if (zeroBlocks < 2) {
            listener.anomaly("no_end", size, "the archive is not ended by two blocks of zeros");
        }
        listener.end(extensions);
    }

    private TarHeader block(long at) throws IOException {
        var known = ahead;
        return known != null && known.offset() == at ? known : new TarHeader(at, content.bytes(at, TarHeader.SIZE));
    }

    /// @return the first byte behind the blocks of zeros
    private long zeros(long start) throws IOException {
        long at = start;
        while (content.size() - at >= TarHeader.SIZE) {
            long hole = content.nextData(at) / TarHeader.SIZE * TarHeader.SIZE;
            if (hole > at) {
                at = hole;
                continue;
            }
            ahead = block(at);
            if (!ahead.isZero()) {
                break;
            }
            at += TarHeader.SIZE;
        }
        listener.zeros(start, at - start);
        zeroBlocks = (at - start) / TarHeader.SIZE;
        return at;
    }

    private void tellOfZeros(long at) {
        if (zeroBlocks == 1) {
            listener.anomaly("lone_zero_block", at - TarHeader.SIZE, "one block of zeros between members");
        } else if (zeroBlocks > 1) {
            listener.anomaly("after_end", at, "members after the end of the archive, which most tools do not show");
        }
        zeroBlocks = 0;
    }

    /// @return the next header, or the end
    private long damaged(long start, Task task) throws IOException {
        long at = start;
        long end = start;
        while (content.size() - at >= TarHeader.SIZE) {
            if ((at & 0xfffff) == 0) {
                task.checkCancelled();
            }
            ahead = block(at);
            if (!ahead.isZero()) {
                if (ahead.isSound()) {
                    end = at;
                    break;
                }
                end = at + TarHeader.SIZE;
            }
            at += TarHeader.SIZE;
        }
        listener.anomaly(zeroBlocks > 1 ? "trailing_bytes" : "damaged", start,
                end - start + " bytes where a header should be");
        listener.damaged(start, end - start);
        extensions.clear();
        zeroBlocks = 0;
        return end;
    }

    /// @return the first byte behind the header and its data
    private long entry(TarHeader header) throws IOException {
        long data = header.offset() + TarHeader.SIZE;
        long size = header.size();
        if (size < 0) {
            listener.anomaly("number", header.offset(), "the size of a member is no number");
            size = 0;
        }
        switch (header.type()) {
            case 'x', 'X', 'g' -> {
                var bytes = extension(header, data, size);
                var records = PaxRecord.parse(bytes);
                listener.extension(header, Math.min(size, content.size() - data), records);
                int parsed = records.isEmpty() ? 0 : records.getLast().at() + records.getLast().length();
                if (parsed < bytes.length) {
                    listener.anomaly("pax_record", data + parsed, "an extended header has something that is no record");
                }
                if (header.type() == 'g') {
                    extensions.addGlobal(records);
                } else {
                    extensions.setLocal(records);
                }
            }
            case 'L', 'K' -> {
                var name = withoutEnd(extension(header, data, size));
                listener.extension(header, Math.min(size, content.size() - data), List.of());
                if (header.type() == 'L') {
                    extensions.setLongName(name);
                } else {
                    extensions.setLongLink(name);
                }
            }
            case 'V' -> listener.extension(header, Math.min(size, content.size() - data), List.of());
            default -> {
                long end = member(header, data, size);
                extensions.clear();
                return end;
            }
        }
        return skip(header, data, size);
    }

    private byte[] extension(TarHeader header, long data, long size) throws IOException {
        if (size > Math.min(EXTENSION, limits.tableBytes())) {
            listener.anomaly("extension_too_long", header.offset(), "an extended header of " + size + " bytes");
            return new byte[0];
        }
        return size > content.size() - data ? new byte[0] : content.bytes(data, (int) size);
    }

    private static byte[] withoutEnd(byte[] name) {
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return Arrays.copyOf(name, end);
    }

    private long member(TarHeader header, long data, long sizeInHeader) throws IOException {
        var path = extensions.path(header.path());
        var type = Member.Type.of(header.type());
        if (type == Member.Type.FILE && header.type() != 'S' && path.length > 0 && path[path.length - 1] == '/') {
            type = Member.Type.DIRECTORY;
        }
        long stated = extensions.number("size", sizeInHeader);
        if (stated < 0) {
            listener.anomaly("number", header.offset(), "the size in an extended header is no number");
            stated = sizeInHeader;
        }
        long stored = hasData(header, type, data, stated) ? stated : 0;
        if (stored < stated) {
            listener.anomaly("size_without_data", header.offset(), PathTree.printable(path) + ": states " + stated
                    + " bytes, and is of a type that has none");
        }
        if (type == Member.Type.UNKNOWN) {
            listener.anomaly("unknown_type", header.offset(), PathTree.printable(path) + ": the type is 0x"
                    + Integer.toHexString(header.type()));
        }
        var sparse = new SparseReader(content, header.offset(), data, limits.tableBytes());
        long size = sparseSize(header, stored);
        Sparse map = null;
        FormatException broken = null;
        if (size >= 0 && type == Member.Type.FILE) {
            try {
                map = readMap(sparse, header, size, stored);
            } catch (FormatException e) {
                broken = e;
                listener.anomaly("sparse_map", header.offset(), PathTree.printable(path) + ": " + e.rule());
            }
        }
        long mapLength = sparse.end() - data;
        long pieces = header.type() == 'S' ? stored : Math.max(0, stored - mapLength);
        var metadata = new MetadataReader(header, extensions, listener, path).read();
        listener.member(header, new Member(header.offset(), type, path, extensions.link(header.linkName()), metadata,
                sparse.end(), pieces, map != null || broken != null ? size : pieces, map, broken,
                device(header, "SCHILY.devmajor", header.major()), device(header, "SCHILY.devminor", header.minor())),
                data, mapLength);
        // the blocks of old GNU's maps do not count as stored
        return header.type() == 'S' ? skip(header, sparse.end(), stored) : skip(header, data, stored);
    }

    /// The size that a sparse file states, or -1 if it is none.
    private long sparseSize(TarHeader header, long stored) {
        if (header.type() == 'S') {
            long size = TarNumber.field(header.block(), 483, 12);
            return size < 0 ? stored : size;
        }
        long size = extensions.number("GNU.sparse.realsize", extensions.number("GNU.sparse.size", -1));
        return size < 0 ? -1 : size;
    }

    private Sparse readMap(SparseReader reader, TarHeader header, long size, long stored) throws IOException {
        var list = extensions.get("GNU.sparse.map");
        if (header.type() == 'S') {
            reader.readOld(header.block());
            return reader.sparse(size, stored);
        }
        if (extensions.number("GNU.sparse.major", 0) == 1) {
            reader.readLines(stored);
        } else if (list != null) {
            reader.readList(list);
        } else {
            reader.readRecords(extensions);
        }
        return reader.sparse(size, Math.max(0, stored - (reader.end() - header.offset() - TarHeader.SIZE)));
    }

    private long device(TarHeader header, String keyword, long inHeader) {
        long number = extensions.number(keyword, inHeader);
        if (number < 0 || number > 0xffffffffL) {
            listener.anomaly("number", header.offset(), "the number of a device is none");
            return 0;
        }
        return number;
    }

    /// Whether bytes are stored for a member. Some writers state the size of a hard link's file and store none: the next
    /// block tells.
    private boolean hasData(TarHeader header, Member.Type type, long data, long stated) throws IOException {
        return switch (type) {
            case FILE, UNKNOWN -> true;
            case DIRECTORY -> header.type() == 'D';
            case HARD_LINK -> {
                if (stated == 0 || content.size() - data < TarHeader.SIZE) {
                    yield false;
                }
                ahead = block(data);
                yield !ahead.isSound() && !ahead.isZero();
            }
            case SYMBOLIC_LINK, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> false;
        };
    }

    private long skip(TarHeader header, long data, long length) throws IOException {
        long left = content.size() - data;
        if (length > left) {
            listener.anomaly("truncated", header.offset(), length + " bytes follow a header, " + left
                    + " of them are there");
            return content.size();
        }
        long padding = Math.min(-length & TarHeader.SIZE - 1, left - length);
        if (padding > 0) {
            listener.padding(data + length, padding);
        }
        return data + length + padding;
    }
}
