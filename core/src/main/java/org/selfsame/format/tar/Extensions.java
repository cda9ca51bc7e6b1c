package org.selfsame.format.tar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What global and extended headers, and GNU's long names, say about the members that follow. Not thread-safe.
final class Extensions {
    private static final byte[] NONE = {};

    private final Map<String, byte[]> global = new HashMap<>();
    private Map<String, byte[]> local = Map.of();
    /// In order: in maps of sparse files the same keywords come again and again.
    private List<PaxRecord> records = List.of();
    private byte @Nullable [] longName;
    private byte @Nullable [] longLink;

    /// Whether something was said about the next member alone.
    boolean pending() {
        return longName != null || longLink != null || !records.isEmpty();
    }

    void addGlobal(List<PaxRecord> more) {
        more.forEach(record -> global.put(record.keyword(), record.value()));
    }

    void setLocal(List<PaxRecord> more) {
        records = more;
        local = new HashMap<>();
        more.forEach(record -> local.put(record.keyword(), record.value()));
    }

    void setLongName(byte[] name) {
        longName = name;
    }

    void setLongLink(byte[] name) {
        longLink = name;
    }

    /// Forgets what was said about one member.
    void clear() {
        local = Map.of();
        records = List.of();
        longName = null;
        longLink = null;
    }

    /// The value that counts, or null if there is none; an empty one takes a global one back.
    byte @Nullable [] get(String keyword) {
        var value = local.containsKey(keyword) ? local.get(keyword) : global.get(keyword);
        return value == null || value.length == 0 ? null : value;
    }

    /// A decimal number, [TarNumber#INVALID] if it is none, or `otherwise` where nothing is said.
    long number(String keyword, long otherwise) {
        var value = get(keyword);
        return value == null ? otherwise : TarNumber.decimal(value);
    }

    byte[] path(byte[] inHeader) {
        var sparse = get("GNU.sparse.name");
        return sparse != null ? sparse : first(get("path"), longName, inHeader);
    }

    byte[] link(byte[] inHeader) {
        return first(get("linkpath"), longLink, inHeader);
    }

    /// The records about the next member, in order.
    List<PaxRecord> records() {
        return records;
    }

    /// All global records.
    Map<String, byte[]> global() {
        return global;
    }

    private static byte[] first(byte @Nullable [] pax, byte @Nullable [] gnu, byte[] header) {
        return pax != null ? pax : gnu != null ? gnu : Objects.requireNonNullElse(header, NONE);
    }
}
