package org.selfsame.benchmarks;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;

/// One pass over 64 MiB in memory, for one and for several algorithms: several cost what the slowest costs, as long as
/// there are cores.
@State(Scope.Benchmark)
public class DigestBenchmark extends Kernel {
    private static final int SIZE = 64 << 20;

    @Param({"SHA256", "SHA512", "MD5", "SHA256,MD5", "SHA256,SHA512"})
    private String algorithms = "";

    private BytesContent content = new BytesContent(new byte[0]);
    private Set<DigestAlgorithm> wanted = Set.of();

    @Setup
    public void setUp() {
        var bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        content = new BytesContent(bytes);
        wanted = EnumSet.noneOf(DigestAlgorithm.class);
        for (var name : algorithms.split(",", -1)) {
            wanted.add(DigestAlgorithm.valueOf(name));
        }
    }

    @Benchmark
    public Map<DigestAlgorithm, Digest> onePass() throws IOException {
        return Digests.of(content, wanted, count -> {});
    }
}
