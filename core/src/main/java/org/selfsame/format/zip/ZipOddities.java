package org.selfsame.format.zip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.AnomalyList;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// Finds what is odd in an archive. Members that share bytes are not decoded: a small archive of such can be made to
/// decode to more than any time suffices for.
final class ZipOddities {
    private static final int PIECE = 1 << 16;

    private final ZipArchive archive;
    private final AnomalyList anomalies = new AnomalyList(ZipReader.FORMAT);
    private final List<CentralEntry> entries = new ArrayList<>();
    private final Set<List<Name>> paths = new HashSet<>();

    ZipOddities(ZipArchive archive) {
        this.archive = archive;
    }

    /// @throws FormatException if the central directory takes too much memory
    /// @throws IOException if the content cannot be read
    List<Anomaly> find(Task task) throws IOException {
        var end = archive.end();
        long used = archive.visit(entries::add);
        if (used != end.directorySize() || entries.size() != end.entries()) {
            anomaly("central_directory", end.directory() + used, "the end record states " + end.entries()
                    + " entries in " + end.directorySize() + " bytes, there are " + entries.size() + " in " + used);
        }
        if (end.others() > 0) {
            anomaly("second_end", end.offset(), "more than one end record reaches the end: tools may show another "
                    + "archive");
        }
        if (end.end() < archive.content().size()) {
            anomaly("trailing_bytes", end.end(), archive.content().size() - end.end() + " bytes after the end");
        }
        entries.forEach(this::checkName);
        var separate = new ArrayList<CentralEntry>();
        checkPlaces(separate);
        for (var entry : separate) {
            checkData(entry, task);
        }
        return anomalies.list();
    }

    private void anomaly(String code, long offset, String detail) {
        anomalies.add(code, offset, detail);
    }

    private void checkName(CentralEntry entry) {
        var name = entry.printableName();
        if (PathTree.leadsOut(entry.name())) {
            anomaly("leads_out", entry.offset(), name + ": an absolute path, or one with ..");
        }
        if (!paths.add(PathTree.components(entry.name()))) {
            anomaly("duplicate_name", entry.offset(), name + ": an earlier entry has the same path");
        }
    }

    /// Collects the members whose bytes are their own.
    private void checkPlaces(List<CentralEntry> separate) throws IOException {
        var order = new ArrayList<>(entries);
        order.sort(Comparator.comparingLong(CentralEntry::local));
        long covered = 0;
        for (var entry : order) {
            var local = LocalHeader.find(archive.content(), entry.local());
            if (local == null) {
                anomaly("local_header", entry.offset(), entry.printableName() + ": there is no local header at "
                        + entry.local());
                continue;
            }
            compare(entry, local);
            if (entry.local() < covered) {
                anomaly("overlap", entry.local(), entry.printableName() + ": shares bytes with another member");
            } else {
                separate.add(entry);
            }
            long left = archive.content().size() - local.data();
            covered = Math.max(covered, local.data() + Math.min(entry.stored(), left));
        }
    }

    private void compare(CentralEntry entry, LocalHeader local) {
        var fields = new ArrayList<String>();
        if (!Arrays.equals(entry.name(), local.name())) {
            fields.add("name");
        }
        if (entry.method() != local.method()) {
            fields.add("method");
        }
        if (entry.flags() != local.flags()) {
            fields.add("flags");
        }
        if (entry.dosTime() != local.dosTime()) {
            fields.add("modified");
        }
        boolean later = (local.flags() & CentralEntry.DESCRIPTOR) != 0;
        if (local.crc() != entry.crc() && !(later && local.crc() == 0)) {
            fields.add("crc");
        }
        if (differs(local.size(), entry.size(), later) || differs(local.stored(), entry.stored(), later)) {
            fields.add("size");
        }
        if (!fields.isEmpty()) {
            anomaly("headers_disagree", local.offset(), entry.printableName() + ": local header and central directory "
                    + "differ in " + String.join(", ", fields));
        }
    }

    /// A size may be left to the descriptor (0) or to the zip64 field (all bits set).
    private static boolean differs(long local, long central, boolean later) {
        return local != central && local != 0xffffffffL && !(later && local == 0);
    }

    private void checkData(CentralEntry entry, Task task) throws IOException {
        if (entry.isEncrypted()) {
            anomaly("encrypted", entry.offset(), entry.printableName() + ": is encrypted, and not read");
            return;
        }
        try {
            long crc = crc(archive.data(entry), task);
            if (crc != entry.crc()) {
                anomaly("crc", entry.offset(), entry.printableName() + ": the data have another checksum than stated");
            }
        } catch (FormatException e) {
            anomaly("data", e.offset(), entry.printableName() + ": " + e.rule());
        }
    }

    private static long crc(Content content, Task task) throws IOException {
        var crc = new CRC32();
        var piece = new byte[(int) Math.min(PIECE, content.size())];
        for (long at = 0; at < content.size(); at += piece.length) {
            task.checkCancelled();
            int count = (int) Math.min(piece.length, content.size() - at);
            content.read(at, piece, 0, count);
            crc.update(piece, 0, count);
        }
        return crc.getValue();
    }
}
