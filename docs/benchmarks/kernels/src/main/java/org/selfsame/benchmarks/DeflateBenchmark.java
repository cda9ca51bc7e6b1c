package org.selfsame.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.selfsame.codec.BlockEncoder;
import org.selfsame.codec.BlockEncoders;

/// Encoding a block of machine code, out of the library of this virtual machine, by our deflate encoder and by its zlib.
@State(Scope.Benchmark)
public class DeflateBenchmark extends Kernel {
    private static final int BLOCK = 1 << 17;
    private static final int START = 4 << 20;

    @Param({"1", "6", "9"})
    private int level;

    private byte[] block = new byte[0];
    private final byte[] out = new byte[2 * BLOCK];
    private BlockEncoder encoder = BlockEncoders.zlib(9);
    private Deflater deflater = new Deflater();

    @Setup
    public void setUp() throws IOException {
        var library = Files.readAllBytes(Path.of(System.getProperty("java.home"), "lib/server", System.mapLibraryName("jvm")));
        block = Arrays.copyOfRange(library, START, START + BLOCK);
        encoder = BlockEncoders.zlib(level);
        deflater = new Deflater(level);
    }

    @Benchmark
    public int ours() throws IOException {
        return encoder.encode(block, 0, BLOCK, out, 0, out.length);
    }

    @Benchmark
    public int zlib() {
        deflater.reset();
        deflater.setInput(block);
        deflater.finish();
        return deflater.deflate(out);
    }
}
