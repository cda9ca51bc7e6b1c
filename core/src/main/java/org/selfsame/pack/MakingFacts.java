package org.selfsame.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.selfsame.content.Content;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.format.fat.FatOptions;
import org.selfsame.format.iso9660.BootImage;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.Joliet;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.partition.ApplePartitionMap;
import org.selfsame.tree.Fact;

/// Tells options by name and value. What an image holds that its tree does not is told of in full, or by its digest.
final class MakingFacts {
    private final List<Fact> facts = new ArrayList<>();

    private MakingFacts() {}

    private MakingFacts add(String name, Object value) {
        if (!value.toString().isEmpty()) {
            facts.add(new Fact(name, value.toString()));
        }
        return this;
    }

    static List<Fact> of(SquashfsOptions options) {
        var all = new MakingFacts();
        switch (options.compressor()) {
            case SquashfsCompressor.Gzip gzip -> all.add("compressor", "gzip").add("level", gzip.level());
            case SquashfsCompressor.Xz xz -> all.add("compressor", "xz")
                    .add("dictionary", xz.dictionary() == 0 ? options.blockSize() : xz.dictionary())
                    .add("filter", xz.x86() ? "x86" : "none");
            case SquashfsCompressor.Zstd zstd -> all.add("compressor", "zstd").add("level", zstd.level());
            case SquashfsCompressor.Lz4 _ -> all.add("compressor", "lz4");
        }
        all.add("block-size", options.blockSize()).add("mkfs-time", options.time());
        all.add("stored", options.stored().stream().sorted().map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" ")));
        all.add("exports", options.exported()).add("duplicates", options.sharing() ? "shared" : "kept");
        all.add("fragments", options.fragments().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        all.add("xattrs", options.xattrs().name().toLowerCase(Locale.ROOT)).add("padded", options.padded());
        all.add("mksquashfs", options.release().version());
        if (!options.sort().lines().isEmpty()) {
            all.add("sort", options.sort().lines().stream().mapToInt(line -> line.priority()).distinct().count()
                    + " priorities");
        }
        return all.facts;
    }

    static List<Fact> of(IsoOptions options) {
        var all = new MakingFacts().add("volume-id", options.volumeId()).add("system-id", options.systemId())
                .add("volume-set-id", options.volumeSetId()).add("publisher", options.publisher())
                .add("preparer", options.preparer()).add("application", options.application())
                .add("time", options.time())
                .add("joliet",
                        options.joliet() == Joliet.NONE ? "none" : options.joliet() == Joliet.LONG ? "long" : "");
        if (!options.weights().isEmpty()) {
            all.add("sort", options.weights().values().stream().distinct().count() + 1 + " weights");
        }
        var boot = options.boot();
        if (boot != null) {
            all.add("boot-catalog", boot.catalog());
            boot.images().forEach(image -> all.add("boot-image", image(image)));
        }
        var hybrid = options.hybrid();
        if (hybrid != null) {
            all.add("partition-table", hybrid.table().name().toLowerCase(Locale.ROOT));
            if (hybrid.bootCode().size() > 0) {
                all.add("boot-code", hybrid.loader().name().toLowerCase(Locale.ROOT) + ", "
                        + digest(hybrid.bootCode()));
            }
            var appended = hybrid.appended();
            if (appended != null) {
                all.add("appended", appended.size() + " bytes, " + digest(appended));
            }
            if (hybrid.partitionOffset()) {
                all.add("partition-offset", 16);
            }
            if (hybrid.apm()) {
                all.add("apm", ApplePartitionMap.BLOCK);
            }
            var id = hybrid.diskId();
            if (id != null) {
                all.add("disk-id", String.format(Locale.ROOT, "0x%08x", id));
            }
            var cylinders = hybrid.cylinders();
            if (cylinders != null) {
                all.add("geometry", cylinders.heads() + "/" + cylinders.sectors());
            }
        }
        return all.add("padding", options.padding()).facts;
    }

    private static String image(BootImage image) {
        var path = image.path();
        return image.platform().name().toLowerCase(Locale.ROOT) + " " + (path == null ? "appended" : path)
                + ", load-size " + image.loadSectors() + (image.bootInfoTable() ? ", boot-info-table" : "")
                + (image.grubBootInfo() ? ", grub2-boot-info" : "");
    }

    static List<Fact> of(FatOptions options) {
        return new MakingFacts().add("type", options.type() == null ? "" : options.type())
                .add("size", options.size()).add("sector-size", options.sectorSize())
                .add("cluster-sectors", options.clusterSectors()).add("reserved-sectors", options.reservedSectors())
                .add("tables", options.tables()).add("root-entries", options.rootEntries())
                .add("aligned", options.aligned()).add("sectors-per-track", options.sectorsPerTrack())
                .add("heads", options.heads()).add("hidden-sectors", options.hidden())
                .add("media", String.format(Locale.ROOT, "0x%02x", options.media()))
                .add("drive", String.format(Locale.ROOT, "0x%02x", options.drive()))
                .add("serial", String.format(Locale.ROOT, "0x%08x", options.serial()))
                .add("label", options.label()).add("oem-name", options.oemName())
                .add("boot-code", digest(options.bootCode()))
                .add("order", options.order().name().toLowerCase(Locale.ROOT).replace('_', '-')).facts;
    }

    private static String digest(Content content) {
        try {
            return "SHA-256 " + Digests.of(content, DigestAlgorithm.SHA256, done -> {}).hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
