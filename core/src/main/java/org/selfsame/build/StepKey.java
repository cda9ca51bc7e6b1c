package org.selfsame.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.sandbox.Surroundings;
import org.selfsame.task.Task;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Tree;

/// Collects everything that bears on the result of a step. Two steps with the same key have the same result. Each part is
/// counted with its length, so that no two lists of parts are taken for each other.
final class StepKey {
    private final MessageDigest sha256 = DigestAlgorithm.SHA256.start();

    /// The key of a step.
    ///
    /// @param version changes whenever what this program does in the step changes
    StepKey(StepName step, int version) {
        text(step.name());
        text(Integer.toString(version));
    }

    StepKey text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    StepKey digest(Digest value) {
        return text(value.toString());
    }

    private StepKey bytes(byte[] value) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        sha256.update(value);
        return this;
    }

    /// @throws IOException if the content cannot be read
    StepKey content(Content value) throws IOException {
        return digest(Digests.of(value, DigestAlgorithm.SHA256, _ -> {}));
    }

    /// Names, permissions and contents of a tree; no times.
    ///
    /// @throws IOException if the tree cannot be read
    StepKey tree(Tree value) throws IOException {
        var digest = DigestAlgorithm.SHA256.start();
        try (var out = new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            TarWriter.write(value, TarOptions.pax(EntryTimes.set(Instant.EPOCH)), out, Task.silent());
        }
        return bytes(digest.digest());
    }

    StepKey surroundings(Surroundings value) {
        return text(value.hostName()).text(value.user()).text(value.home()).text(Integer.toOctalString(value.umask()))
                .text(value.locale()).text(value.timeZone()).text(new TreeMap<>(value.environment()).toString())
                .text(value.clockOffset().toString()).text(Integer.toString(value.processors())).text(value.inputs())
                .text(Boolean.toString(value.disk()));
    }

    /// The key of all that was added.
    Digest digest() {
        return Digest.of(DigestAlgorithm.SHA256, sha256.digest());
    }
}
