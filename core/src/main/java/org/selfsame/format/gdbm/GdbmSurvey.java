package org.selfsame.format.gdbm;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// Header, directory and buckets of a hash table on disk. Source: `src/gdbmdefs.h` of GNU dbm 1.23.
final class GdbmSurvey implements Survey {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final long STANDARD = 0x13579acdL;
    private static final long OFFSETS_64 = 0x13579acfL;
    private static final long SYNCHRONIZED_64 = 0x13579ad1L;
    /// Fields that only the synchronized header has.
    private static final int EXTENDED = 32;
    private static final int FREE = 16;
    private static final int BUCKET_FREE = 6;
    private static final int ELEMENTS = 112;
    private static final int ELEMENT = 24;

    private long directory;
    private long directorySize;
    private long bucketSize;
    private long bucketElements;
    private long freeBlocks;
    private long freeCount;

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "gdbm", LITTLE);
        long magic = header.u32("magic");
        if (magic != STANDARD && magic != OFFSETS_64 && magic != SYNCHRONIZED_64) {
            throw parts.broken(0, "no magic number of GNU dbm");
        }
        long block = header.u32("block_size");
        directory = header.i64("directory");
        directorySize = header.u32("directory_size");
        header.u32("directory_bits");
        bucketSize = header.u32("bucket_size");
        bucketElements = header.u32("bucket_elements");
        header.i64("next_block");
        if (magic == SYNCHRONIZED_64) {
            header.skip("synchronization", EXTENDED);
        }
        header.u32("free.capacity");
        long free = header.u32("free.count");
        header.i64("free.next_block");
        freeBlocks = header.at();
        freeCount = free;
        long headerEnd = freeBlocks + free * FREE;
        if (block < 512 || headerEnd > block || bucketElements == 0
                || ELEMENTS + bucketElements * ELEMENT > bucketSize) {
            throw parts.broken(4, "blocks of " + block + " bytes with " + bucketElements + " elements");
        }
        parts.structure(0, block, "header");
        parts.fact("block_size", block);
        parts.fact("directory_entries", directorySize / 8);
    }

    @Override
    public void body(Parts parts) throws IOException {
        parts.structure(directory, directorySize, "directory");
        free(parts, freeBlocks, freeCount);
        var buckets = new LinkedHashSet<Long>();
        for (long i = 0; i < directorySize / 8; i++) {
            buckets.add(parts.number(directory + i * 8, 8, LITTLE));
            if (buckets.size() > parts.size() / bucketSize) {
                throw parts.broken(directory + i * 8, "buckets overlap");
            }
        }
        for (long bucket : buckets) {
            bucket(parts, bucket);
        }
    }

    private void bucket(Parts parts, long at) throws IOException {
        parts.structure(at, bucketSize, "bucket");
        var fields = parts.cursor(at, "bucket", LITTLE);
        long free = fields.u32("free.count");
        fields.padding(4);
        free(parts, fields.at(), Math.min(free, BUCKET_FREE));
        fields.skip("free.blocks", BUCKET_FREE * FREE);
        fields.u32("bits");
        fields.u32("count");
        for (long i = 0; i < bucketElements; i++) {
            element(parts, at + ELEMENTS + i * ELEMENT);
        }
    }

    /// Blocks that deleted values left.
    private static void free(Parts parts, long at, long count) throws IOException {
        for (long i = 0; i < count; i++) {
            var fields = parts.cursor(at + i * FREE, "free block", LITTLE);
            long size = fields.u32("size");
            fields.padding(4);
            long offset = fields.i64("offset");
            if (offset >= 0 && offset < parts.size()) {
                // the last one reaches to the end that the file will have when it is used
                parts.unknown(offset, Math.min(size, parts.size() - offset), "free block");
            }
        }
    }

    private static void element(Parts parts, long at) throws IOException {
        if (parts.number(at, 4, LITTLE) == 0xffffffffL) {
            parts.padding(at, ELEMENT, "unused element");
            return;
        }
        long data = parts.number(at + 8, 8, LITTLE);
        long keySize = parts.number(at + 16, 4, LITTLE);
        var key = parts.bytes(data, keySize);
        var entry = parts.entry("", PartNames.of(key), Metadata.NONE, data + keySize,
                parts.number(at + 20, 4, LITTLE));
        entry.structure(data, keySize, "key");
        var fields = entry.cursor(at, "element", LITTLE);
        fields.u32("hash");
        fields.skip("key_start", 4);
        fields.i64("data_offset");
        fields.u32("key_size");
        fields.u32("data_size");
    }
}
