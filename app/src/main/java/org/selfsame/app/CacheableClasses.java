package org.selfsame.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Gives the old classes of a library the form that the ahead-of-time cache of the virtual machine takes: version 50, with
/// stack maps. Classes of Java 5 and before stay out of the cache, and are parsed and verified again at each start, by
/// the verifier that is slow. The launcher runs this over picocli, before it has the cache
/// made; its code stays as it is.
public final class CacheableClasses {
    private static final String CLASS = ".class";
    private static final int MAJOR_VERSION = 6;

    private CacheableClasses() {}

    /// Rewrites the jars `args`.
    ///
    /// @throws IOException if one cannot be read or written
    public static void main(String[] args) throws IOException {
        for (var jar : args) {
            rewrite(Path.of(jar));
        }
    }

    /// Rewrites a jar. What is no class, or is new enough, stays as it is; so a second time changes nothing.
    static void rewrite(Path jar) throws IOException {
        var bytes = new ByteArrayOutputStream();
        boolean changed = false;
        try (var old = new ZipFile(jar.toFile()); var rewritten = new ZipOutputStream(bytes)) {
            var classFile = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(hierarchy(old)));
            for (var entry : Collections.list(old.entries())) {
                byte[] content = old.getInputStream(entry).readAllBytes();
                if (entry.getName().endsWith(CLASS) && isOld(content)) {
                    content = newer(classFile, content);
                    changed = true;
                }
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                rewritten.putNextEntry(copy);
                rewritten.write(content);
            }
        }
        if (!changed) {
            // the cache is for a jar of this time
            return;
        }
        // two commands may be the first ones at the same time
        var part = jar.resolveSibling(jar.getFileName() + "." + ProcessHandle.current().pid());
        Files.move(Files.write(part, bytes.toByteArray()), jar, StandardCopyOption.ATOMIC_MOVE);
    }

    static boolean isOld(byte[] classBytes) {
        int major = (classBytes[MAJOR_VERSION] & 0xff) << Byte.SIZE | classBytes[MAJOR_VERSION + 1] & 0xff;
        return major < ClassFile.JAVA_6_VERSION;
    }

    /// Stack maps name the class that two have above them in common: those of the jar are looked up there.
    private static ClassHierarchyResolver hierarchy(ZipFile jar) {
        return ClassHierarchyResolver.ofResourceParsing((ClassDesc name) -> open(jar, name))
                .orElse(ClassHierarchyResolver.defaultResolver());
    }

    private static @Nullable InputStream open(ZipFile jar, ClassDesc name) {
        var descriptor = name.descriptorString();
        var entry = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + CLASS);
        try {
            return entry == null ? null : jar.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] newer(ClassFile classFile, byte[] old) {
        return classFile.transformClass(classFile.parse(old),
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                        .andThen(ClassTransform.endHandler(
                                builder -> builder.withVersion(ClassFile.JAVA_6_VERSION, 0))));
    }
}
