package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// The boot images that a boot catalog names, as the files of a directory. The catalog says where an image begins but
/// not how long it is; in this order: the file of the main tree that begins there, the size in the FAT header there,
/// the emulated medium, the number of blocks to load, and for EFI without such a number the rest of the volume.
final class BootImages implements Entry.Directory {
    private static final int BLOCK = 512;

    /// A boot image, as long as it was found to be.
    ///
    /// @param entry its entry in the catalog
    /// @param offset first byte in the image
    /// @param length bytes, cut off at the end of the image; 0 if it begins outside
    /// @param path the file of the main tree that it is, or null
    record Found(BootEntry entry, long offset, long length, @Nullable String path) {}

    private final Content image;
    private final Volume volume;
    private final Tree mainTree;
    private final List<BootEntry> entries;
    private final Limits limits;
    private @Nullable List<Found> found;

    BootImages(Content image, Volume volume, Tree mainTree, List<BootEntry> entries, Limits limits) {
        this.image = image;
        this.volume = volume;
        this.mainTree = mainTree;
        this.entries = entries;
        this.limits = limits;
    }

    @Override
    public Name name() {
        return Name.of("");
    }

    @Override
    public Metadata metadata() {
        return Metadata.NONE;
    }

    @Override
    public List<Entry> children() throws IOException {
        var files = new ArrayList<Entry>();
        for (var boot : found()) {
            var sections = boot.length() == 0
                    ? List.<IsoFile.Extent>of()
                    : List.of(new IsoFile.Extent(boot.offset(), boot.length()));
            files.add(new IsoFile(Name.of(boot.entry().fileName()), Metadata.NONE, image, sections, null, null,
                    boot.entry().bytes().offset(0)));
        }
        files.sort(Comparator.comparing(Entry::name));
        return files;
    }

    /// The boot images in the order of the catalog. Walks the main tree once.
    synchronized List<Found> found() throws IOException {
        if (found == null) {
            var wanted = new HashMap<Long, Map.Entry<String, Long>>();
            for (var entry : entries) {
                wanted.put(offset(entry), Map.entry("", 0L));
            }
            lookUp(wanted);
            var result = new ArrayList<Found>();
            for (var entry : entries) {
                var file = wanted.get(offset(entry));
                boolean known = file != null && file.getValue() > 0;
                result.add(new Found(entry, offset(entry), length(entry, known && file != null ? file.getValue() : 0),
                        known && file != null ? file.getKey() : null));
            }
            found = List.copyOf(result);
        }
        return found;
    }

    private void lookUp(Map<Long, Map.Entry<String, Long>> wanted) throws IOException {
        Walk.of(mainTree, limits, new Walk.Visitor() {
            @Override
            public void visit(String path, Entry entry) {
                if (entry instanceof IsoFile file && !file.sections().isEmpty()) {
                    wanted.computeIfPresent(file.sections().get(0).offset(), (offset, known) -> known.getValue() > 0
                            ? known
                            : Map.entry(path, file.storedSize()));
                }
            }

            @Override
            public void unreadable(String path, Entry.Directory directory, IOException problem) throws IOException {
                if (!(problem instanceof FormatException)) {
                    throw problem;
                }
            }
        });
    }

    private long offset(BootEntry entry) throws FormatException {
        return volume.base() + entry.block() * Iso.SECTOR;
    }

    private long length(BootEntry entry, long fileSize) throws IOException {
        long offset = offset(entry);
        long there = Math.max(0, image.size() - offset);
        long length = fileSize;
        if (length == 0 && there >= BLOCK) {
            length = fatSize(Bytes.read(image, offset, BLOCK));
        }
        if (length == 0) {
            length = switch (entry.emulation()) {
                case 1 -> 1200L << 10;
                case 2 -> 1440L << 10;
                case 3 -> 2880L << 10;
                default -> (long) entry.loadSize() * BLOCK;
            };
        }
        if (length == 0) {
            length = entry.platform() == 0xef ? Math.max(0, volume.end() - offset) : Iso.SECTOR;
        }
        return Math.min(length, there);
    }

    /// Bytes of the FAT file system that begins with `sector`, or 0 if none does.
    private static long fatSize(Bytes sector) throws FormatException {
        int bytesPerSector = sector.u16le(11);
        long sectors = sector.u16le(19) != 0 ? sector.u16le(19) : sector.u32le(32);
        boolean plausible = Integer.bitCount(bytesPerSector) == 1 && bytesPerSector >= BLOCK && bytesPerSector <= 4096
                && Integer.bitCount(sector.u8(13)) == 1 && sector.u16le(14) > 0 && sector.u8(16) > 0
                && sector.u16le(510) == 0xaa55;
        return plausible ? bytesPerSector * sectors : 0;
    }
}
