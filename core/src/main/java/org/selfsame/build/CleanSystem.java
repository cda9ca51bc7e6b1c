package org.selfsame.build;

import java.io.IOException;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileContent;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.normalize.Change;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.Log;
import org.selfsame.normalize.Normalizer;
import org.selfsame.normalize.Profile;
import org.selfsame.normalize.Rules;
import org.selfsame.normalize.Scratch;
import org.selfsame.normalize.Skipped;
import org.selfsame.pack.Shape;
import org.selfsame.task.Task;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;

/// The system as every build of it must have it: without what building leaves behind, and normalized by the rules for live
/// systems.
final class CleanSystem implements Log {
    /// Of what normalization makes anew; more goes to a file.
    private static final long MEMORY = 64L << 20;
    /// What building leaves behind, or what is mounted when the system runs.
    static final List<String> LEFT_OVER = List.of("/dev/*", "/proc/*", "/sys/*", "/run/*", "/tmp/*",
            "/var/tmp/*", "/var/lib/apt/lists/*_*", "/var/lib/apt/lists/lock", "/var/lib/apt/lists/auxfiles",
            "/var/cache/apt/*.bin", "/var/cache/apt/archives/*.deb", "/var/cache/apt/archives/lock",
            "/var/lib/dpkg/lock", "/var/lib/dpkg/lock-frontend", "/var/lib/dpkg/triggers/Lock",
            "/var/lib/dpkg/triggers/Unincorp", "/var/cache/debconf/tmp.ci", "/root/.bash_history",
            "/root/.wget-hsts", "/var/lib/systemd/random-seed");

    private final SortedMap<String, Integer> rules = new TreeMap<>();
    private final List<String> skipped = new ArrayList<>();

    /// The clean system as a tar archive whose bytes depend on the tree alone, and its digest.
    record Clean(FileContent archive, Digest digest) {}

    /// Makes the clean system.
    ///
    /// @param root the root as the sandbox saved it
    /// @param epoch no time is later
    /// @param work takes the archive
    /// @throws IOException if it cannot be read or written
    Clean make(Content root, Epoch epoch, WorkDirectory work, Task task) throws IOException {
        var tree = new TarFormat().open(root, Limits.DEFAULT).tree();
        var kept = new Shape(null, false, true, LEFT_OVER).apply(tree, Limits.DEFAULT, task).tree();
        try (var scratch = new Scratch(work.path(), MEMORY)) {
            var normal = new Normalizer(Rules.of(Profile.LIVE), epoch, Limits.DEFAULT, scratch, task).tree(kept, this);
            var sha256 = DigestAlgorithm.SHA256.start();
            var archive = work.made(out -> TarWriter.write(normal, TarOptions.pax(EntryTimes.clamp(epoch.instant())),
                    new DigestOutputStream(out, sha256), task));
            return new Clean(archive, Digest.of(DigestAlgorithm.SHA256, sha256.digest()));
        }
    }

    @Override
    public synchronized void changed(Change change) {
        rules.merge(change.rule(), 1, Integer::sum);
    }

    @Override
    public synchronized void skipped(Skipped left) {
        skipped.add(left.path() + ": " + left.rule() + ": " + left.reason() + ": " + left.detail());
    }

    /// How often each rule changed something.
    SortedMap<String, Integer> rules() {
        return new TreeMap<>(rules);
    }

    /// What was left as it was.
    List<String> skipped() {
        return List.copyOf(skipped);
    }
}
