package org.selfsame.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// What a guest starts from, in the store.
///
/// @param kernel the file of the kernel
/// @param initrd the file of the archive
record GuestImage(Path kernel, Path initrd) {

    /// What is made of `parts`. It is made once.
    ///
    /// @param directory where files may be made; those that are made are deleted
    /// @throws SandboxException if the packages do not hold what is needed
    /// @throws IOException if a package cannot be read, or the store not be written
    static GuestImage of(MachineParts parts, Store store, Path directory, Task task) throws IOException {
        var inputs = new StringBuilder("guest\n").append(digest(parts.kernel(), task)).append('\n');
        for (var tool : parts.tools()) {
            inputs.append(digest(tool, task)).append('\n');
        }
        for (var script : GuestFiles.scripts()) {
            inputs.append(digest(script, task)).append('\n');
        }
        var kernelKey = key("kernel\n" + inputs, task);
        var initrdKey = key("initrd\n" + inputs, task);
        var kernel = store.result(kernelKey);
        var initrd = store.result(initrdKey);
        if (kernel.isEmpty() || initrd.isEmpty()) {
            var kernelFile = directory.resolve("kernel");
            var initrdFile = directory.resolve("initrd");
            try (var toKernel = Files.newOutputStream(kernelFile); var toInitrd = Files.newOutputStream(initrdFile)) {
                GuestFiles.write(parts, directory, toKernel, toInitrd, task);
            }
            kernel = Optional.of(keep(store, kernelKey, kernelFile, task));
            initrd = Optional.of(keep(store, initrdKey, initrdFile, task));
        }
        return new GuestImage(verified(store, kernel.get(), task), verified(store, initrd.get(), task));
    }

    private static Digest keep(Store store, Digest key, Path file, Task task) throws IOException {
        Digest digest;
        try (var in = Files.newInputStream(file)) {
            digest = store.add(in, task);
        }
        store.remember(key, digest);
        Files.delete(file);
        return digest;
    }

    private static Path verified(Store store, Digest digest, Task task) throws IOException {
        try (var content = store.open(digest, task)) {
            return content.path();
        }
    }

    private static Digest digest(Content content, Task task) throws IOException {
        var known = content.knownDigest();
        return known != null ? known : Digests.of(content, DigestAlgorithm.SHA256, _ -> task.checkCancelled());
    }

    private static Digest key(String inputs, Task task) throws IOException {
        return digest(new BytesContent(inputs.getBytes(StandardCharsets.US_ASCII)), task);
    }
}
