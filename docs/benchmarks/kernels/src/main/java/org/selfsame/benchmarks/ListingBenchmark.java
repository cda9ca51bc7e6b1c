package org.selfsame.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FileContent;
import org.selfsame.format.Formats;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.format.squashfs.SquashfsCompressor;
import org.selfsame.format.squashfs.SquashfsOptions;
import org.selfsame.format.squashfs.SquashfsWriter;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Opening an image of 30,300 entries and walking all of it.
@State(Scope.Benchmark)
public class ListingBenchmark extends Kernel {
    private static final Metadata METADATA = Metadata.builder().permissions(0755).owner(0, 0)
            .modified(Instant.EPOCH).build();

    @Param({"squashfs", "iso9660"})
    private String format = "";

    private Path path = Path.of("");

    @Setup
    public void setUp() throws IOException {
        path = Files.createTempFile("listing", "." + format);
        if (format.equals("squashfs")) {
            try (var channel = Files.newByteChannel(path, StandardOpenOption.WRITE)) {
                SquashfsWriter.write(tree(), channel, SquashfsOptions.of(Instant.EPOCH).with().compressor(SquashfsCompressor.GZIP).build(), Task.silent());
            }
        } else {
            try (var out = new BufferedOutputStream(Files.newOutputStream(path))) {
                IsoWriter.write(tree(), IsoOptions.of("LISTING", Instant.EPOCH), out, Limits.DEFAULT, Task.silent());
            }
        }
    }

    @TearDown
    public void tearDown() throws IOException {
        Files.delete(path);
    }

    @Benchmark
    public int openAndWalk() throws IOException {
        try (var content = FileContent.open(path)) {
            var count = new AtomicInteger();
            var reader = Formats.of(content).getFirst().open(content, Limits.DEFAULT);
            Walk.of(reader.tree(), Limits.DEFAULT, (at, entry) -> count.incrementAndGet());
            return count.get();
        }
    }

    private static Tree tree() {
        var directories = new ArrayList<Entry>();
        for (int i = 0; i < 300; i++) {
            var files = new ArrayList<Entry>();
            for (int j = 0; j < 100; j++) {
                files.add(MemoryTree.file(Name.of("file-" + j + ".txt"), METADATA,
                        new BytesContent(("content of " + i + " and " + j).getBytes(StandardCharsets.UTF_8))));
            }
            directories.add(MemoryTree.directory(Name.of("directory-" + i), METADATA, files));
        }
        return new Tree(MemoryTree.directory(Name.of(""), METADATA, directories));
    }
}
