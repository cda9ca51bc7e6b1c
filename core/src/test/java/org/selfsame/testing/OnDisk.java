package org.selfsame.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.selfsame.host.Extraction;
import org.selfsame.host.ExtractionOptions;
import org.selfsame.task.Task;
import org.selfsame.tree.Tree;

/// Trees in directories of this computer, where tools can take them from.
public final class OnDisk {
    private OnDisk() {}

    /// Makes `target` the whole tree, with owners and devices; skips the running test for all but the superuser.
    public static Path write(Tree tree, Path target) throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can make devices and give files away");
        var result = new Extraction(ExtractionOptions.usual(), Task.silent()).tree(tree.root(), target);
        assertThat(result.isComplete()).as("%s", result.failures()).isTrue();
        return target;
    }

    /// Expects that a file has exactly these bytes.
    public static void assertSame(byte[] expected, Path file) throws IOException {
        int at = Arrays.mismatch(expected, Files.readAllBytes(file));
        assertThat(at).as("first byte that differs from %s", file.getFileName()).isEqualTo(-1);
    }
}
