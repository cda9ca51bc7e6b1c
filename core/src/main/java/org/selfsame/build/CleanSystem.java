package org.selfsame.build;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
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
import org.selfsame.tree.Tree;

/// The system as every build of it must have it: without what building leaves behind, and normalized by the rules for live
/// systems.
final class CleanSystem implements Log, Closeable {
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
    private final Scratch scratch;
    private final Tree tree;
    private final Epoch epoch;
    private final Task digesting;
    private final CompletableFuture<Digest> digest;

    /// Normalizes a system, and begins to compute its digest.
    ///
    /// @param root the root as the sandbox saved it; it must stay open as long as the tree is used
    /// @param epoch no time is later
    /// @param work where what is made anew goes
    /// @throws IOException if it cannot be read, or there is no room
    CleanSystem(Content root, Epoch epoch, WorkDirectory work, Task task) throws IOException {
        this.epoch = epoch;
        digesting = task.silentPart();
        scratch = new Scratch(work.path(), MEMORY);
        try {
            var saved = new TarFormat().open(root, Limits.DEFAULT).tree();
            var kept = new Shape(null, false, true, LEFT_OVER).apply(saved, Limits.DEFAULT, task).tree();
            tree = new Normalizer(Rules.of(Profile.LIVE), epoch, Limits.DEFAULT, scratch, task).tree(kept, this);
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
        digest = CompletableFuture.supplyAsync(this::digested,
                run -> Thread.ofPlatform().daemon().name("digest").start(run));
    }

    /// The clean system.
    Tree tree() {
        return tree;
    }

    /// The digest of the archive that has the clean system and nothing else. Waits for it.
    ///
    /// @throws IOException if the system cannot be read
    Digest digest() throws IOException {
        try {
            return digest.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException problem -> throw problem.getCause();
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                case null, default -> throw e;
            }
        }
    }

    /// Has `listener` told the digest as soon as it is known; at once if it is.
    void onDigest(Consumer<Digest> listener) {
        // if there is none, whoever asks for it is told why
        var _ = digest.thenAccept(listener);
    }

    private Digest digested() {
        var sha256 = DigestAlgorithm.SHA256.start();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
            write(out, digesting);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(DigestAlgorithm.SHA256, sha256.digest());
    }

    /// Writes the clean system as a tar archive whose bytes depend on the tree alone.
    ///
    /// @throws IOException if it cannot be read or written
    void write(OutputStream out, Task task) throws IOException {
        TarWriter.write(tree, TarOptions.pax(EntryTimes.clamp(epoch.instant())), out, task);
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

    /// Ends what runs beside, and gives up what was made anew.
    @Override
    public void close() throws IOException {
        digesting.cancel();
        // whatever came of it: nobody asks any more
        digest.handle((_, _) -> "").join();
        scratch.close();
    }
}
