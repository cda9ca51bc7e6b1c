package org.selfsame.format.squashfs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.selfsame.codec.BlockEncoder;

/// An older zstd-jni, on a class loader of its own: Debian 12's mksquashfs uses libzstd 1.5.4, and other versions of it
/// give other bytes.
final class OtherZstd implements Closeable {
    /// Copied there by Maven.
    private static final Path JAR = Path.of("target/judges/zstd-jni-1.5.4-2.jar");
    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/libzstd.so.1.5.4");

    private final URLClassLoader loader;
    private final Method compress;

    private OtherZstd(URLClassLoader loader, Method compress) {
        this.loader = loader;
        this.compress = compress;
    }

    /// The libzstd of the installed mksquashfs; skips the test if that is not 1.5.4.
    static OtherZstd ofMksquashfs() throws IOException, ReflectiveOperationException {
        assumeTrue(Files.exists(JAR), JAR + " is missing: Maven puts it there");
        assumeTrue(Files.exists(LIBRARY), "the installed mksquashfs does not use libzstd 1.5.4");
        // the platform's loader is the parent, so that the newer one of the class path is not seen
        var loader = new URLClassLoader(new URL[]{JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        var zstd = loader.loadClass("com.github.luben.zstd.Zstd");
        return new OtherZstd(loader, zstd.getMethod("compressByteArray", byte[].class, int.class, int.class,
                byte[].class, int.class, int.class, int.class));
    }

    Encoders encoders(int level) {
        BlockEncoder encoder = (in, inOffset, inLength, out, outOffset, outLimit) -> {
            try {
                long length = (long) compress.invoke(null, out, outOffset, outLimit, in, inOffset, inLength, level);
                return (int) length;
            } catch (InvocationTargetException e) {
                if (String.valueOf(e.getCause()).contains("Destination buffer is too small")) {
                    return -1;
                }
                throw new IOException(e);
            } catch (IllegalAccessException e) {
                throw new IOException(e);
            }
        };
        return new Encoders() {
            @Override
            public BlockEncoder data() {
                return encoder;
            }

            @Override
            public BlockEncoder metadata() {
                return encoder;
            }
        };
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
