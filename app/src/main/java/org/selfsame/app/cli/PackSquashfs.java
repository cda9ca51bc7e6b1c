package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.selfsame.content.FileContent;
import org.selfsame.format.squashfs.SortList;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsOptions.Fragments;
import org.selfsame.format.squashfs.SquashfsOptions.Release;
import org.selfsame.format.squashfs.SquashfsOptions.Xattrs;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.pack.Packer;
import picocli.CommandLine.Model.OptionSpec;

/// `pack squashfs`.
final class PackSquashfs implements PackFormat {
    private static final String BLOCK_SIZE = "--block-size";
    private static final String DICTIONARY = "--dictionary";
    private static final String X86 = "--x86";
    private static final String SORT = "--sort";
    private static final String FRAGMENTS = "--fragments";
    private static final String NO_DUPLICATES = "--no-duplicates";
    private static final String NO_EXPORTS = "--no-exports";
    private static final String STORABLE_XATTRS = "--storable-xattrs";
    private static final String MKSQUASHFS = "--mksquashfs";
    private static final String THREADS = "--threads";
    private static final String NONE = "none";

    private static final int USUAL_GZIP_LEVEL = 9;
    private static final int USUAL_ZSTD_LEVEL = 15;
    private static final int LARGEST_LIST = 64 << 20;

    @Override
    public String name() {
        return "squashfs";
    }

    @Override
    public Set<String> options() {
        return Set.of(PackOptions.COMP, PackOptions.LEVEL, BLOCK_SIZE, DICTIONARY, X86, SORT, FRAGMENTS,
                NO_DUPLICATES, NO_EXPORTS, STORABLE_XATTRS, MKSQUASHFS, THREADS);
    }

    @Override
    public List<OptionSpec> specs() {
        return List.of(OptionSpecs.text(BLOCK_SIZE, "BYTES"), OptionSpecs.text(DICTIONARY, "BYTES"),
                OptionSpecs.flag(X86),
                OptionSpecs.text(SORT, "FILE"),
                OptionSpecs.text(FRAGMENTS, "small|all|none"),
                OptionSpecs.flag(NO_DUPLICATES), OptionSpecs.flag(NO_EXPORTS), OptionSpecs.flag(STORABLE_XATTRS),
                OptionSpecs.text(MKSQUASHFS, "4.4|4.5|4.7"), OptionSpecs.number(THREADS));
    }

    @Override
    public Packer.Writer writer(PackOptions given) throws IOException {
        var builder = SquashfsOptions.of(given.time()).with();
        var comp = given.choice(PackOptions.COMP, List.of("zstd", "xz", "gzip", "lz4", NONE));
        var compressor = compressor(given, comp);
        builder.compressor(compressor);
        if (comp.equals(NONE)) {
            builder.uncompressed();
        }
        int blockSize = given.bytes(BLOCK_SIZE, SquashfsOptions.DEFAULT_BLOCK_SIZE, SquashfsOptions::isBlockSize,
                "block-size");
        builder.blockSize(blockSize);
        if (compressor instanceof SquashfsCompressor.Xz xz && xz.dictionary() > blockSize) {
            throw UsageException.ofValue(DICTIONARY, xz.dictionary(), "dictionary");
        }
        builder.fragments(switch (given.choice(FRAGMENTS, List.of("small", "all", "none"))) {
            case "all" -> Fragments.TAILS;
            case "none" -> Fragments.NONE;
            default -> Fragments.SMALL_FILES;
        });
        builder.sharing(!given.flag(NO_DUPLICATES)).exported(!given.flag(NO_EXPORTS));
        boolean storable = given.flag(STORABLE_XATTRS);
        // an image without attributes says so
        builder.xattrs(given.has(PackCommand.NO_XATTRS) ? Xattrs.NONE : storable ? Xattrs.STORABLE : Xattrs.ALL);
        builder.release(switch (given.choice(MKSQUASHFS, List.of("4.5", "4.4", "4.7"))) {
            case "4.4" -> Release.R4_4;
            case "4.7" -> Release.R4_7;
            default -> Release.R4_5;
        });
        builder.sort(sort(given));
        if (given.has(THREADS)) {
            builder.threads(given.unrecorded(THREADS, 1, SquashfsOptions.MOST_THREADS));
        }
        var options = builder.build();
        return (tree, target, task) -> SquashfsWriter.write(tree, target, options, task);
    }

    private static SquashfsCompressor compressor(PackOptions given, String comp) {
        return switch (comp) {
            case NONE -> SquashfsCompressor.ZSTD;
            case "lz4" -> SquashfsCompressor.LZ4;
            case "xz" -> new SquashfsCompressor.Xz(
                    given.bytes(DICTIONARY, 0, SquashfsCompressor.Xz::isDictionary, "dictionary"), given.flag(X86));
            case "gzip" -> new SquashfsCompressor.Gzip(
                    given.number(PackOptions.LEVEL, USUAL_GZIP_LEVEL, 1, SquashfsCompressor.Gzip.MOST_LEVEL));
            default -> new SquashfsCompressor.Zstd(
                    given.number(PackOptions.LEVEL, USUAL_ZSTD_LEVEL, 1, SquashfsCompressor.Zstd.MOST_LEVEL));
        };
    }

    private static SortList sort(PackOptions given) throws IOException {
        var file = given.file(SORT);
        if (file == null) {
            return SortList.NONE;
        }
        try (var content = FileContent.open(Path.of(file))) {
            byte[] list = content.bytes(0, (int) Math.min(content.size(), LARGEST_LIST));
            given.record(SORT, new String(list, StandardCharsets.UTF_8));
            return SortList.parse(list);
        }
    }
}
