package org.selfsame.format.classfile;

import java.io.IOException;
import java.nio.ByteOrder;
import org.selfsame.parts.Cursor;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A class file from start to end. Source: The Java Virtual Machine Specification, chapter 4.
///
/// Names of methods have their descriptor, with dots for slashes: `main([Ljava.lang.String;)V`.
final class ClassSurvey implements Survey {
    /// Mach-O's fat binaries have the same magic number, and few architectures where a class has its version.
    private static final int FIRST_MAJOR = 45;
    private static final int LAST_MAJOR = 255;

    private long poolStart;
    private int poolSize;

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "class", ByteOrder.BIG_ENDIAN);
        header.u32("magic");
        int minor = header.u16("minor_version");
        int major = header.u16("major_version");
        if (major < FIRST_MAJOR || major > LAST_MAJOR) {
            throw parts.broken(6, "class file version " + major);
        }
        poolSize = header.u16("constant_pool_count");
        if (poolSize == 0) {
            throw parts.broken(8, "no constant pool");
        }
        poolStart = header.at();
        parts.structure(0, poolStart, "header");
        parts.fact("version", major + "." + minor);
    }

    @Override
    public void body(Parts parts) throws IOException {
        var pool = new ConstantPool(parts, poolStart, poolSize);
        var fields = parts.cursor(pool.end(), "class", ByteOrder.BIG_ENDIAN);
        fields.u16("access_flags");
        fields.u16("this_class");
        fields.u16("super_class");
        int interfaces = fields.u16("interfaces_count");
        fields.skip("interfaces", 2L * interfaces);
        parts.structure(pool.end(), fields.at() - pool.end(), "class");
        members(parts, pool, fields, "fields");
        members(parts, pool, fields, "methods");
        int count = fields.u16("attributes_count");
        for (int i = 0; i < count; i++) {
            long start = fields.at();
            var name = pool.utf8((int) parts.number(start, 2, ByteOrder.BIG_ENDIAN), start);
            long length = parts.number(start + 2, 4, ByteOrder.BIG_ENDIAN);
            var entry = parts.entry("attributes", PartNames.of(name), Metadata.NONE, start, 6 + length);
            fields = entry.cursor(start, "attribute", ByteOrder.BIG_ENDIAN);
            attribute(fields, name);
        }
        if (fields.at() < parts.size()) {
            parts.anomaly("trailing_bytes", fields.at(), (parts.size() - fields.at()) + " bytes after the class");
        }
    }

    private static void members(Parts parts, ConstantPool pool, Cursor fields, String directory) throws IOException {
        int count = fields.u16(directory + "_count");
        for (int i = 0; i < count; i++) {
            long start = fields.at();
            var name = pool.utf8((int) parts.number(start + 2, 2, ByteOrder.BIG_ENDIAN), start + 2)
                    + (directory.equals("fields") ? " " : "")
                    + pool.utf8((int) parts.number(start + 4, 2, ByteOrder.BIG_ENDIAN), start + 4);
            long end = end(parts, start);
            var entry = parts.entry(directory, nameOf(name), Metadata.NONE, start, end - start);
            var inside = entry.cursor(start, directory.substring(0, directory.length() - 1), ByteOrder.BIG_ENDIAN);
            inside.u16("access_flags");
            inside.u16("name");
            inside.u16("descriptor");
            int attributes = inside.u16("attributes_count");
            for (int k = 0; k < attributes; k++) {
                attribute(inside, pool.utf8((int) parts.number(inside.at(), 2, ByteOrder.BIG_ENDIAN), inside.at()));
            }
            fields.skip(directory, end - start);
        }
    }

    private static Name nameOf(String member) {
        return PartNames.of(member.replace('/', '.'));
    }

    private static long end(Parts parts, long start) throws IOException {
        long at = start + 8;
        for (long left = parts.number(start + 6, 2, ByteOrder.BIG_ENDIAN); left > 0; left--) {
            at += 6 + parts.number(at + 2, 4, ByteOrder.BIG_ENDIAN);
        }
        return at;
    }

    private static void attribute(Cursor at, String name) throws IOException {
        at.u16(name + ".name");
        long length = at.u32(name + ".length");
        at.skip(name, length);
    }
}
