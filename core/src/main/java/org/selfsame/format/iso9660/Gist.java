package org.selfsame.format.iso9660;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader.Known;

/// Digests what the structures of an image say, byte by byte, with the number of a block written as the number of what
/// begins there, in the order of the image. See [org.selfsame.tree.Reader#gist]. Not thread-safe.
final class Gist {
    /// Bytes of the numbers in a directory record (ECMA-119 §9.1) and in a path table.
    private static final int EXTENT = 2;
    private static final int SIZE = 10;
    private static final int DATE = 18;
    private static final int PATH_TABLE_HEADER = 8;
    private final Content image;
    private final Volume volume;
    private final @Nullable BootCatalog catalog;
    private final Limits limits;
    private final Known known;
    private final SystemUseMask systemUse;
    private final Task task;
    private final MessageDigest digest = DigestAlgorithm.SHA256.start();
    private final DataOutputStream out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(),
            digest));
    /// What begins where: its length. After the first pass, [#starts] has the same in order.
    private final TreeMap<Long, Long> things = new TreeMap<>();
    private long[] starts = {};
    /// Parts of blocks that continuation areas take.
    private final TreeMap<Long, Integer> areas = new TreeMap<>();
    /// Whether every number of a block is that of something known, and the same in both byte orders.
    private boolean covered = true;

    Gist(Content image, Volume volume, @Nullable BootCatalog catalog, Limits limits, Known known, Task task) {
        this.image = image;
        this.volume = volume;
        this.catalog = catalog;
        this.limits = limits;
        this.known = known;
        var susp = volume.susp();
        systemUse = new SystemUseMask(susp == null ? 0 : susp.skip(),
                (bytes, at, block) -> put(bytes, at, offset(block), 8));
        this.task = task;
    }

    /// The digest, or null if the image has something that is not covered.
    @Nullable
    String of() throws IOException {
        places();
        starts = things.keySet().stream().mapToLong(Long::longValue).toArray();
        for (var hierarchy : hierarchies()) {
            new Survey(task).of(hierarchy, Notes.NONE, new Records(hierarchy));
        }
        restOfAreas();
        out.write(image.bytes(0, (int) Math.min(Iso.SYSTEM_AREA, image.size())));
        for (var descriptor : volume.descriptors()) {
            descriptor(descriptor);
        }
        catalog();
        order();
        out.flush();
        return covered ? HexFormat.of().formatHex(digest.digest()) : null;
    }

    /// Those whose records no other one shows.
    private List<Hierarchy> hierarchies() {
        var all = new ArrayList<Hierarchy>();
        for (var hierarchy : volume.hierarchies().sequencedValues()) {
            if (!hierarchy.title().equals(Hierarchy.PLAIN)
                    || !volume.hierarchies().containsKey(Hierarchy.ROCK_RIDGE)) {
                all.add(hierarchy);
            }
        }
        return all;
    }

    private long offset(long block) {
        return volume.base() + block * volume.blockSize();
    }

    private void add(long offset, long length) {
        things.merge(offset, length, Math::max);
    }

    /// The first pass: what begins where.
    private void places() throws IOException {
        for (var descriptor : volume.descriptors()) {
            var bytes = descriptor.bytes();
            if (descriptor.hasTree()) {
                for (int at = 140; at < 156; at += 4) {
                    long block = at < 148 ? bytes.u32le(at) : bytes.u32be(at);
                    if (block != 0) {
                        add(offset(block), bytes.u32le(132));
                    }
                }
                add(offset(descriptor.root().extent()), descriptor.root().size());
            }
        }
        if (catalog != null) {
            add(catalog.bytes().offset(0), catalog.bytes().length());
            for (var entry : catalog.entries()) {
                add(entry.block() * Iso.SECTOR, 0);
            }
        }
        for (var hierarchy : hierarchies()) {
            new Survey(task).of(hierarchy, Notes.NONE, new Records(hierarchy) {
                @Override
                void record(DirectoryRecord record, byte[] target, int at, Set<String> fields) throws IOException {
                    covered &= record.extendedAttributeBlocks() == 0;
                    add(offset(record.extent()), record.size());
                }

                @Override
                void area(Bytes area, Set<String> fields) {
                    areas.merge(area.offset(0), area.length(), Math::max);
                    long block = area.offset(0) / volume.blockSize() * volume.blockSize();
                    add(block, volume.blockSize());
                }

                @Override
                void written(IsoDirectory directory, byte[] bytes) {
                    add(directory.offset(), directory.length());
                }
            });
        }
    }

    /// Goes through the records of one hierarchy: the second pass.
    private class Records implements Survey.Visitor {
        private final Hierarchy hierarchy;

        Records(Hierarchy hierarchy) {
            this.hierarchy = hierarchy;
        }

        @Override
        public void directory(IsoDirectory directory, String path, Listing listing) throws IOException {
            task.checkCancelled();
            byte[] bytes = image.bytes(directory.offset(), (int) directory.length());
            var self = known.of(path);
            node(listing.self(), directory, bytes, self);
            int slash = path.lastIndexOf('/');
            node(listing.parent(), directory, bytes, known.of(slash < 0 ? "" : path.substring(0, slash)));
            for (var node : listing.nodes()) {
                node(node, directory, bytes, known.of(Survey.path(path, node)));
            }
            written(directory, bytes);
        }

        private void node(@Nullable Node node, IsoDirectory directory, byte[] bytes, Set<String> fields)
                throws IOException {
            if (node == null) {
                return;
            }
            for (var record : node.records()) {
                long at = record.offset() - directory.offset();
                if (at < 0 || at > bytes.length - record.bytes().length()) {
                    // of a directory that Rock Ridge has moved: its own first record, met there
                    continue;
                }
                record(record, bytes, (int) at, fields);
            }
            for (var area : node.continuations()) {
                area(area, fields);
            }
        }

        void record(DirectoryRecord record, byte[] target, int at, Set<String> fields) throws IOException {
            put(target, at + EXTENT, offset(record.extent()), 8);
            if (fields.contains("content")) {
                covered &= agree(target, at + SIZE);
                Arrays.fill(target, at + SIZE, at + SIZE + 8, (byte) 0);
            }
            if (fields.contains("modified")) {
                Arrays.fill(target, at + DATE, at + DATE + IsoDate.SHORT, (byte) 0);
            }
            if (hierarchy.isRockRidge()) {
                int from = at + record.bytes().length() - record.systemUse().length();
                systemUse.mask(target, from, record.systemUse().length(), fields);
            }
        }

        void area(Bytes area, Set<String> fields) throws IOException {
            byte[] bytes = area.copy(0, area.length());
            systemUse.mask(bytes, 0, bytes.length, fields);
            place(area.offset(0) / volume.blockSize() * volume.blockSize());
            out.write(bytes);
        }

        void written(IsoDirectory directory, byte[] bytes) throws IOException {
            place(directory.offset());
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        @Override
        public void unreadable(IsoDirectory directory, String path, FormatException problem) {
            covered = false;
        }

        @Override
        public void again(IsoDirectory directory, String path) {
            // its records were met under the path that came first
        }
    }

    /// Writes the number of what begins at `offset` over `length` bytes: 4, or 8 if the number is there in both byte orders.
    private void put(byte[] bytes, int at, long offset, int length) {
        int number = Arrays.binarySearch(starts, offset);
        covered &= number >= 0 && (length == 4 || agree(bytes, at));
        Arrays.fill(bytes, at, at + length, (byte) 0);
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (number >>> 8 * i);
        }
    }

    private static boolean agree(byte[] bytes, int at) {
        return LittleEndian.i32(bytes, at) == Integer.reverseBytes(LittleEndian.i32(bytes, at + 4));
    }

    private void place(long offset) throws IOException {
        out.writeInt(Arrays.binarySearch(starts, offset));
    }

    /// What blocks with continuation areas have beside these.
    private void restOfAreas() throws IOException {
        var blocks = new TreeMap<Long, byte[]>();
        for (var area : areas.entrySet()) {
            long block = area.getKey() / volume.blockSize() * volume.blockSize();
            long end = area.getKey() + area.getValue();
            for (; block < end; block += volume.blockSize()) {
                byte[] bytes = blocks.get(block);
                if (bytes == null) {
                    flush(blocks);
                    bytes = image.bytes(block, (int) Math.min(volume.blockSize(), image.size() - block));
                    blocks.put(block, bytes);
                }
                int from = (int) Math.max(0, area.getKey() - block);
                Arrays.fill(bytes, from, (int) Math.min(bytes.length, Math.max(from, end - block)), (byte) 0);
            }
        }
        flush(blocks);
    }

    private void flush(Map<Long, byte[]> blocks) throws IOException {
        for (var block : blocks.entrySet()) {
            place(block.getKey());
            out.write(block.getValue());
        }
        blocks.clear();
    }

    /// All but the dates, which are fields that are seen by themselves, and where things are.
    private void descriptor(VolumeDescriptor descriptor) throws IOException {
        byte[] bytes = descriptor.bytes().copy(0, Iso.SECTOR);
        if (descriptor.hasTree()) {
            covered &= agree(bytes, 80);
            Arrays.fill(bytes, 80, 88, (byte) 0);
            for (int at = 140; at < 156; at += 4) {
                long block = at < 148 ? descriptor.bytes().u32le(at) : descriptor.bytes().u32be(at);
                if (block != 0) {
                    put(bytes, at, offset(block), 4);
                    pathTable(offset(block), descriptor.bytes().u32le(132), at < 148);
                }
            }
            put(bytes, VolumeDescriptor.ROOT_RECORD + EXTENT, offset(descriptor.root().extent()), 8);
            if (known.of("").contains("modified")) {
                Arrays.fill(bytes, VolumeDescriptor.ROOT_RECORD + DATE,
                        VolumeDescriptor.ROOT_RECORD + DATE + IsoDate.SHORT, (byte) 0);
            }
            for (var field : DescriptorField.ALL) {
                if (field.form() == DescriptorField.Form.DATE) {
                    Arrays.fill(bytes, field.at(), field.at() + field.length(), (byte) 0);
                }
            }
        } else {
            var boot = descriptor.bootCatalog();
            if (boot != null) {
                put(bytes, 71, volume.base() + boot * Iso.SECTOR, 4);
            }
        }
        out.write(bytes);
    }

    private void pathTable(long offset, long length, boolean little) throws IOException {
        if (length > limits.tableBytes()) {
            throw Iso.bad(offset, "a path table of " + length + " bytes; the limit is " + limits.tableBytes());
        }
        var table = Bytes.read(image, offset, (int) length);
        byte[] bytes = table.copy(0, table.length());
        for (int at = 0; at + PATH_TABLE_HEADER < bytes.length && table.u8(at) > 0;) {
            put(bytes, at + 2, offset(little ? table.u32le(at + 2) : table.u32be(at + 2)), 4);
            at += PATH_TABLE_HEADER + table.u8(at) + table.u8(at) % 2;
        }
        out.write(bytes);
    }

    private void catalog() throws IOException {
        if (catalog != null) {
            byte[] bytes = catalog.bytes().copy(0, catalog.bytes().length());
            for (var entry : catalog.entries()) {
                put(bytes, (int) (entry.bytes().offset(8) - catalog.bytes().offset(0)), entry.block() * Iso.SECTOR, 4);
            }
            out.write(bytes);
        }
    }

    /// How far behind the end of the one before each thing begins, in whole blocks, and how far the image goes on. Lengths
    /// of files are in their records.
    private void order() throws IOException {
        long end = 0;
        for (var thing : things.entrySet()) {
            out.writeLong(thing.getKey() - end);
            end = Math.max(end, Iso.roundUp(thing.getKey() + thing.getValue(), volume.blockSize()));
        }
        out.writeLong(volume.end() - end);
        out.writeLong(image.size() - volume.end());
    }
}
