package org.selfsame.format.ldcache;

import java.io.IOException;
import java.nio.ByteOrder;
import org.selfsame.parts.Cursor;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// The three sorts of caches. Sources: `sysdeps/generic/dl-cache.h` and `elf/cache.c` of the GNU C library 2.36.
final class LdCacheSurvey implements Survey {
    static final String OLD = "ld.so-1.7.0";
    static final String NEW = "glibc-ld.so.cache1.1";
    static final String AUX = "glibc-ld.so.auxcache-";

    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int PATH = 4096;
    private static final int OLD_HEADER = 16;
    private static final int OLD_LIBRARY = 12;
    private static final int NEW_HEADER = 48;
    private static final int NEW_LIBRARY = 24;
    private static final int AUX_HEADER = 32;
    private static final int AUX_LIBRARY = 48;

    private boolean auxiliary;
    private long oldLibraries;
    /// Where the new format starts, to which its strings are relative; -1 if there is only the old one.
    private long start = -1;
    private long libraries;
    private long strings;
    private long extensions;

    @Override
    public void head(Parts parts) throws IOException {
        auxiliary = starts(parts, 0, AUX);
        if (auxiliary) {
            auxiliary(parts);
            return;
        }
        long at = 0;
        if (starts(parts, 0, OLD)) {
            parts.structure(0, OLD_HEADER, "old header");
            var header = parts.cursor(0, "old header", LITTLE);
            header.skip("magic", OLD.length());
            header.padding(1);
            oldLibraries = header.u32("libraries");
            at = OLD_HEADER + oldLibraries * OLD_LIBRARY + 7 & ~7;
            parts.fact("old.libraries", oldLibraries);
        }
        if (starts(parts, at, NEW)) {
            start = at;
            header(parts);
        } else if (at == 0) {
            throw parts.broken(0, "no cache of the dynamic linker");
        }
    }

    private void header(Parts parts) throws IOException {
        parts.structure(start, NEW_HEADER, "header");
        var header = parts.cursor(start, "ldcache", LITTLE);
        header.skip("magic", NEW.length());
        libraries = header.u32("libraries");
        strings = header.u32("strings_length");
        header.u8("flags");
        header.padding(3);
        extensions = header.u32("extensions_offset");
        header.padding(12);
        parts.fact("libraries", libraries);
    }

    private void auxiliary(Parts parts) throws IOException {
        parts.structure(0, AUX_HEADER, "header");
        var header = parts.cursor(0, "ldcache", LITTLE);
        header.skip("magic", 24);
        libraries = header.u32("libraries");
        strings = header.u32("strings_length");
        parts.fact("auxiliary", "yes");
        parts.fact("libraries", libraries);
    }

    private static boolean starts(Parts parts, long at, String magic) throws IOException {
        if (parts.size() - at < magic.length()) {
            return false;
        }
        var bytes = parts.bytes(at, magic.length());
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void body(Parts parts) throws IOException {
        if (auxiliary) {
            auxiliaryLibraries(parts);
            return;
        }
        long oldStrings = OLD_HEADER + oldLibraries * OLD_LIBRARY;
        for (long i = 0; i < oldLibraries; i++) {
            var fields = OLD_HEADER + i * OLD_LIBRARY;
            library(parts, "old", fields, OLD_LIBRARY, start < 0 ? oldStrings : start);
        }
        if (start < 0) {
            parts.structure(oldStrings, parts.size() - oldStrings, "strings");
            return;
        }
        for (long i = 0; i < libraries; i++) {
            library(parts, "", start + NEW_HEADER + i * NEW_LIBRARY, NEW_LIBRARY, start);
        }
        parts.structure(start + NEW_HEADER + libraries * NEW_LIBRARY, strings, "strings");
        if (extensions != 0) {
            extensions(parts);
        }
    }

    private static void library(Parts parts, String directory, long at, int length, long base) throws IOException {
        long name = base + parts.number(at + 4, 4, LITTLE);
        long path = base + parts.number(at + 8, 4, LITTLE);
        var entry = parts.entry(directory, PartNames.of(parts.cString(name, PATH)), Metadata.NONE, path,
                parts.cString(path, PATH).length);
        entry.structure(at, length, "library");
        var fields = entry.cursor(at, "library", LITTLE);
        fields.u32("flags");
        fields.u32("name");
        fields.u32("path");
        if (length == NEW_LIBRARY) {
            fields.u32("os_version");
            fields.i64("hardware_capabilities");
        }
    }

    /// A directory of sections: which ldconfig wrote the cache, and the names of hardware capabilities. Its offsets count
    /// from the start of the file.
    private void extensions(Parts parts) throws IOException {
        long at = extensions;
        long end = start + NEW_HEADER + libraries * NEW_LIBRARY + strings;
        if (at >= end) {
            parts.padding(end, at - end, "before extensions");
        }
        var fields = parts.cursor(at, "extensions", LITTLE);
        fields.u32("magic");
        long count = fields.u32("sections");
        for (long i = 0; i < count; i++) {
            long tag = fields.u32("tag");
            fields.u32("flags");
            long offset = fields.u32("offset");
            parts.structure(offset, fields.u32("size"), tag == 0 ? "generator" : "hardware capabilities");
        }
        parts.structure(at, fields.at() - at, "extensions");
    }

    private void auxiliaryLibraries(Parts parts) throws IOException {
        long base = AUX_HEADER + libraries * AUX_LIBRARY;
        for (long i = 0; i < libraries; i++) {
            long at = AUX_HEADER + i * AUX_LIBRARY;
            long name = parts.number(at + 36, 4, LITTLE);
            // libraries without a name of their own are known by the inode alone
            var entry = parts.entry("", PartNames.of(name == 0 ? new byte[0] : parts.cString(base + name, PATH)),
                    Metadata.NONE, at, AUX_LIBRARY);
            tell(entry.cursor(at, "library", LITTLE));
        }
        parts.structure(base, strings, "strings");
    }

    private static void tell(Cursor fields) throws IOException {
        fields.i64("inode");
        fields.i64("ctime");
        fields.i64("size");
        fields.i64("device");
        fields.u32("flags");
        fields.u32("name");
        fields.u32("isa_level");
        fields.padding(4);
    }
}
