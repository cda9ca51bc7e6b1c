package org.selfsame.format.ar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// One walk over the members of an archive. It ends where no header is: nothing tells where the next one would be.
final class ArScan {
    /// Bytes of a name in front of the data; Linux' limit of a path.
    private static final int LONGEST_NAME = 4096;
    private static final int MAGIC = 8;
    /// GNU ar leaves a slash at the end of the field in some headers of thin archives.
    private static final Pattern IN_TABLE = Pattern.compile("/(\\d{1,9})(?: *[/:].*)?");
    private static final Pattern IN_FRONT = Pattern.compile("#1/(\\d{1,9})");

    private final Content content;
    private final Limits limits;
    private final boolean thin;
    private final Listener listener;
    private byte[] names = {};

    /// Is told what lies where.
    interface Listener {
        /// @throws IOException to end the scan
        void member(ArMember member) throws IOException;

        /// The byte that fills a member up to an even offset.
        ///
        /// @throws IOException to end the scan
        default void padding(long offset) throws IOException {}

        /// Bytes where a header should be.
        ///
        /// @throws IOException to end the scan
        default void rest(long offset, long length) throws IOException {}

        /// Something odd; `code` without the name of the format.
        default void anomaly(String code, long offset, String detail) {}
    }

    ArScan(Content content, Limits limits, boolean thin, Listener listener) {
        this.content = content;
        this.limits = limits;
        this.thin = thin;
        this.listener = listener;
    }

    /// @throws IOException if the content cannot be read, or the listener ends the scan
    void run(Task task) throws IOException {
        long size = content.size();
        for (long at = MAGIC; at < size;) {
            task.checkCancelled();
            var header = size - at < ArHeader.SIZE ? null : new ArHeader(at, content.bytes(at, ArHeader.SIZE));
            if (header == null || !header.isSound()) {
                listener.anomaly("damaged", at, size - at + " bytes where a header should be");
                listener.rest(at, size - at);
                return;
            }
            at = member(header);
        }
    }

    /// @return the first byte behind the member
    private long member(ArHeader header) throws IOException {
        long data = header.offset() + ArHeader.SIZE;
        long left = content.size() - data;
        var text = header.text(ArHeader.Field.NAME);
        var kind = kind(text);
        long size = header.size();
        long stored = thin && kind == ArMember.Kind.FILE ? 0 : size;
        if (stored > left) {
            listener.anomaly("truncated", header.offset(), "a member has " + stored + " bytes, " + left
                    + " of them are there");
        }
        var name = text.getBytes(StandardCharsets.ISO_8859_1);
        int nameLength = 0;
        var front = IN_FRONT.matcher(text);
        var table = IN_TABLE.matcher(text);
        if (front.matches()) {
            nameLength = Integer.parseInt(front.group(1));
            if (nameLength > Math.min(LONGEST_NAME, Math.min(stored, left))) {
                listener.anomaly("name", header.offset(), "a name of " + nameLength + " bytes in front of the data");
                nameLength = 0;
            } else {
                name = until((byte) 0, content.bytes(data, nameLength), 0);
                kind = isSymbols(new String(name, StandardCharsets.ISO_8859_1)) ? ArMember.Kind.SYMBOLS : kind;
            }
        } else if (table.matches()) {
            int at = Integer.parseInt(table.group(1));
            if (at >= names.length) {
                listener.anomaly("name", header.offset(), "a name at " + at + " of a table of " + names.length
                        + " bytes");
            } else {
                name = withoutSlash(until((byte) '\n', names, at));
            }
        } else if (kind == ArMember.Kind.FILE) {
            name = withoutSlash(name);
        } else if (kind == ArMember.Kind.NAMES && size <= Math.min(left, limits.tableBytes())) {
            names = content.bytes(data, (int) size);
        }
        listener.member(new ArMember(header, kind, name, nameLength, data + nameLength, size - nameLength,
                Math.max(0, Math.min(stored, left) - nameLength)));
        long end = data + Math.min(stored, left);
        if ((end & 1) != 0 && end < content.size()) {
            listener.padding(end);
            end++;
        }
        return end;
    }

    private static ArMember.Kind kind(String name) {
        if (name.equals("//") || name.equals("ARFILENAMES/")) {
            return ArMember.Kind.NAMES;
        }
        return name.equals("/") || name.equals("/SYM64/") || isSymbols(name)
                ? ArMember.Kind.SYMBOLS
                : ArMember.Kind.FILE;
    }

    /// BSD's names of the index of symbols.
    private static boolean isSymbols(String name) {
        return name.equals("__.SYMDEF") || name.equals("__.SYMDEF SORTED") || name.equals("__.SYMDEF_64");
    }

    private static byte[] until(byte stop, byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != stop) {
            end++;
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    private static byte[] withoutSlash(byte[] name) {
        boolean slash = name.length > 1 && name[name.length - 1] == '/';
        return slash ? Arrays.copyOf(name, name.length - 1) : name;
    }
}
