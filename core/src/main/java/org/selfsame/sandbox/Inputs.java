package org.selfsame.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.selfsame.host.Extraction;
import org.selfsame.host.ExtractionOptions;
import org.selfsame.task.Task;
import org.selfsame.tree.Tree;

/// The inputs of a sandbox as files of the host, owned by the sandbox's user 0.
final class Inputs {
    private Inputs() {}

    /// Makes the directory `target`, and puts the inputs in it.
    ///
    /// @throws IOException if an input cannot be read or written
    static void extract(@Nullable Tree inputs, Path target, IdMap ids, Task task) throws IOException {
        if (inputs == null) {
            Files.createDirectory(target);
        } else {
            var result = new Extraction(ExtractionOptions.usual().privileged(false), task).tree(inputs.root(), target);
            task.checkCancelled();
            if (!result.isComplete()) {
                throw new IOException("inputs: " + (result.failures().isEmpty()
                        ? String.valueOf(result.stop())
                        : result.failures().getFirst().toString()));
            }
        }
        try (var all = Files.walk(target)) {
            for (var path : (Iterable<Path>) all::iterator) {
                ids.own(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
