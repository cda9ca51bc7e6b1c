package org.selfsame.apt;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;

/// Locks for tests.
public final class Locks {
    private Locks() {}

    /// A lock with something of everything.
    public static Lock full() {
        var debian = new Lock.Archive("debian", "http://deb.debian.org/debian", "bookworm",
                List.of("main", "non-free-firmware"),
                new Lock.InRelease(digest(1), 151_082, Instant.parse("2026-07-11T10:16:37Z"), null, "bookworm",
                        List.of("4CB50190207B4758A3F73A796ED0E7B82643E131")),
                List.of(new Lock.Index("main/binary-amd64/Packages.xz", digest(2), 8_786_540),
                        new Lock.Index("main/source/Sources.xz", digest(3), 9_495_124)),
                digest(4), Instant.parse("2026-07-12T00:00:00Z"), null);
        var tails = new Lock.Archive("tails", "https://deb.example.org/", "bookworm/updates", List.of("main"),
                new Lock.InRelease(digest(5), 2048, Instant.parse("2026-07-11T00:00:00Z"),
                        Instant.parse("2026-07-18T00:00:00Z"), "", List.of()),
                List.of(), digest(6), null, "debian");
        return new Lock(
                new Lock.RecipeStamp("tiny", "1.0 „ä“", "/srv/recipes/tiny", "0".repeat(40), "v1.0", digest(7)),
                Instant.parse("2026-07-12T00:00:00Z"), "amd64", List.of(debian, tails),
                List.of(new Lock.Binary("base-files", "12.4+deb12u11", "amd64", digest(8), 70_828,
                        "pool/main/b/base-files/base-files_12.4+deb12u11_amd64.deb", 0,
                        Set.of(Lock.Use.BOOTSTRAP, Lock.Use.SYSTEM), false),
                        new Lock.Binary("local", "1:1~rc1-1", "all", digest(9), 1,
                                "config/packages.chroot/my local.deb",
                                -1, Set.of(Lock.Use.SYSTEM), true)),
                List.of(new Lock.Source("hello", "2.10-3", 0,
                        List.of(new Lock.Built("hello", "2.10-3", "amd64", Set.of(Lock.Use.SYSTEM), true)),
                        List.of(new Lock.SourceFile("pool/main/h/hello/hello_2.10-3.dsc", digest(10), 1654),
                                new Lock.SourceFile("pool/main/h/hello/hello_2.10.orig.tar.gz", digest(11), 725_946)))),
                List.of(new Lock.Tool("apt", "2.6.1"), new Lock.Tool("dpkg", "1.21.22")));
    }

    /// A SHA-256 that nothing has.
    public static Digest digest(int number) {
        return new Digest(DigestAlgorithm.SHA256, "%064x".formatted(number));
    }
}
