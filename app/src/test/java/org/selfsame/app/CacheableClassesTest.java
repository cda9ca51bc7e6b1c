package org.selfsame.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CacheableClassesTest {
    @TempDir
    Path directory;

    private Path jar;
    private Map<String, byte[]> before;

    @BeforeEach
    void copyTheLibrary() throws IOException, URISyntaxException {
        var library = Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        jar = Files.copy(library, directory.resolve("library.jar"));
        before = entries(jar);
    }

    @Test
    void leavesNoClassTooOldForTheCacheAndAllElseAsItIs() throws IOException {
        assertThat(before.values().stream().filter(CacheableClassesTest::isOldClass)).hasSizeGreaterThan(100);

        CacheableClasses.main(new String[]{jar.toString()});

        var after = entries(jar);
        assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
        after.forEach((name, bytes) -> {
            assertThat(isOldClass(bytes)).as(name).isFalse();
            byte[] old = Objects.requireNonNull(before.get(name));
            if (!isOldClass(old)) {
                assertThat(bytes).as(name).isEqualTo(old);
            }
        });
    }

    @Test
    void givesStackMapsThatTheVirtualMachineAccepts() throws IOException, ReflectiveOperationException {
        CacheableClasses.rewrite(jar);

        try (var loader = new URLClassLoader(new URL[]{jar.toUri().toURL()},
                ClassLoader.getPlatformClassLoader())) {
            for (var name : before.keySet()) {
                if (name.startsWith("picocli/") && name.endsWith(".class")) {
                    var loaded = Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), true, loader);
                    assertThat(loaded.getClassLoader()).isSameAs(loader);
                }
            }
        }
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        CacheableClasses.rewrite(jar);
        byte[] once = Files.readAllBytes(jar);
        var time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(jar, time);

        CacheableClasses.rewrite(jar);

        assertThat(jar).hasBinaryContent(once);
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(time);
        assertThat(directory).isDirectoryContaining(file -> file.equals(jar));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    private static boolean isOldClass(byte[] bytes) {
        return bytes.length > 8 && bytes[0] == (byte) 0xca && bytes[1] == (byte) 0xfe && CacheableClasses.isOld(bytes);
    }

    private static Map<String, byte[]> entries(Path jar) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }
}
