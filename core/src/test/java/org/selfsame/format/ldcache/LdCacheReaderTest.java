package org.selfsame.format.ldcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Caches that ldconfig wrote for a root with one library.
class LdCacheReaderTest {
    @TempDir
    private Path root;

    @BeforeEach
    void install() throws IOException {
        Tool.require("ldconfig");
        var library = Tool.requireFile("/lib/x86_64-linux-gnu/libdl.so.2", "libc6");
        for (var directory : new String[]{"lib", "etc", "var/cache/ldconfig"}) {
            Files.createDirectories(root.resolve(directory));
        }
        Files.copy(library, root.resolve("lib/libdl.so.2"));
        Files.writeString(root.resolve("etc/ld.so.conf"), "/lib\n");
    }

    @Test
    void readsTheNewFormat() throws IOException {
        var opened = cache("new").sound();
        assertThat(opened.paths()).containsExactly("libdl.so.2");
        assertThat(opened.text("libdl.so.2")).isEqualTo("/lib/libdl.so.2");
        assertThat(opened.regions("generator")).hasSize(1);
    }

    @Test
    void readsTheOldFormat() throws IOException {
        var opened = cache("old").sound();
        assertThat(opened.fact("ldcache.old.libraries")).isEqualTo("1");
        assertThat(opened.text("old/libdl.so.2")).isEqualTo("/lib/libdl.so.2");
    }

    @Test
    void readsBothInOneFile() throws IOException {
        // the old half has the last library twice: so ldconfig writes it
        assertThat(cache("compat").sound().paths()).containsOnly("libdl.so.2", "old/libdl.so.2");
    }

    @Test
    void readsTheAuxiliaryCache() throws IOException {
        cache("new");
        var opened = Opened.of(new LdCacheFormat(), root.resolve("var/cache/ldconfig/aux-cache")).sound();
        assertThat(opened.fact("ldcache.auxiliary")).isEqualTo("yes");
        assertThat(opened.paths()).containsExactly("libdl.so.2");
        assertThat(opened.regions("library.ctime")).singleElement().extracting(region -> region.length()).isEqualTo(8L);
    }

    @Test
    void readsTheCacheOfThisSystemAsLdconfigDoes() throws IOException {
        var file = Tool.requireFile("/etc/ld.so.cache", "libc-bin");
        var listed = Tool.run(root, "ldconfig", "-p").out().lines().filter(line -> line.contains(" => ")).count();
        assertThat(Opened.of(new LdCacheFormat(), file).sound().paths()).hasSize((int) listed);
    }

    private Opened cache(String format) throws IOException {
        Tool.run(root, "ldconfig", "-r", root.toString(), "-c", format, "-C", "/etc/x");
        return Opened.of(new LdCacheFormat(), root.resolve("etc/x"));
    }
}
