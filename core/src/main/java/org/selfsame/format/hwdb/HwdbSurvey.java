package org.selfsame.format.hwdb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Header, trie and strings. Source: `src/libsystemd/sd-hwdb/hwdb-internal.h` of systemd 252.
final class HwdbSurvey implements Survey {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int PATTERN = 4096;
    private static final int LEAST_NODE = 24;
    private static final int LEAST_CHILD = 16;
    private static final int LEAST_VALUE = 16;
    private static final int LONG_VALUE = 32;

    /// A node that is still to be told, with the pattern that leads to it.
    private record Pending(long at, Name pattern) {}

    private long nodeSize;
    private long childSize;
    private long valueSize;
    private long root;
    private long headerSize;
    private long nodes;
    private long strings;

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "hwdb", LITTLE);
        header.skip("signature", 8);
        parts.fact("tool_version", header.i64("tool_version"));
        header.i64("file_size");
        headerSize = header.i64("header_size");
        nodeSize = header.i64("node_size");
        childSize = header.i64("child_size");
        valueSize = header.i64("value_size");
        root = header.i64("root");
        nodes = header.i64("nodes_length");
        strings = header.i64("strings_length");
        if (nodeSize < LEAST_NODE || nodeSize > 1024 || childSize < LEAST_CHILD || childSize > 1024
                || valueSize < LEAST_VALUE || valueSize > 1024) {
            throw parts.broken(32, "nodes of " + nodeSize + ", " + childSize + " and " + valueSize + " bytes");
        }
        parts.structure(0, headerSize, "header");
        parts.structure(headerSize, nodes, "nodes");
        parts.structure(headerSize + nodes, strings, "strings");
        if (headerSize < 0 || nodes < 0 || nodes > parts.size() || strings < 0) {
            throw parts.broken(24, "nodes and strings do not fit");
        }
    }

    @Override
    public void body(Parts parts) throws IOException {
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending(root, Name.of("")));
        long most = nodes / LEAST_NODE;
        while (!stack.isEmpty()) {
            var node = stack.pop();
            if (--most < 0) {
                throw parts.broken(node.at(), "more nodes than there is room for");
            }
            long at = node.at();
            long children = parts.number(at + 8, 1, LITTLE);
            long values = parts.number(at + 16, 8, LITTLE);
            var prefix = append(parts, node.at(), node.pattern().bytes(),
                    parts.cString(parts.number(at, 8, LITTLE), PATTERN));
            parts.field(at, nodeSize, "node");
            long child = at + nodeSize;
            for (long i = 0; i < children; i++, child += childSize) {
                var letter = new byte[]{(byte) parts.number(child, 1, LITTLE)};
                parts.field(child, childSize, "child");
                stack.push(
                        new Pending(parts.number(child + 8, 8, LITTLE), Name.of(append(parts, child, prefix, letter))));
            }
            if (values != 0) {
                if (values < 0 || values > parts.size()) {
                    throw parts.broken(at + 16, values + " values");
                }
                values(parts, prefix, child, values);
            }
        }
    }

    private void values(Parts parts, byte[] pattern, long start, long count) throws IOException {
        var entry = parts.entry("", PartNames.of(pattern), Metadata.NONE, start, count * valueSize);
        for (long at = start; at < start + count * valueSize; at += valueSize) {
            var fields = entry.cursor(at, "value", LITTLE);
            fields.i64("key_offset");
            fields.i64("value_offset");
            if (valueSize >= LONG_VALUE) {
                fields.i64("file_name_offset");
                fields.u32("line_number");
                fields.u16("file_priority");
                fields.padding(2);
            }
        }
    }

    private static byte[] append(Parts parts, long at, byte[] start, byte[] end) throws IOException {
        if (start.length + end.length > PATTERN) {
            throw parts.broken(at, "a pattern of more than " + PATTERN + " bytes");
        }
        var both = new ByteArrayOutputStream();
        both.writeBytes(start);
        both.writeBytes(end);
        return both.toByteArray();
    }
}
