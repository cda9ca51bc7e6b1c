package org.selfsame.apt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.selfsame.apt.ProofReport.Gap;
import org.selfsame.apt.ProofReport.Input;
import org.selfsame.apt.ProofReport.Reason;
import org.selfsame.apt.ProofReport.Rule;
import org.selfsame.content.Digest;
import org.selfsame.store.Store;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// Checks a lock against the store, without network: that every package is the one that the holder of the archive's key
/// published, and the lists are those of the time that the lock is for. The chain of each package is keyring → `InRelease` →
/// index → package; a link is never skipped because another one holds.
public final class LockProof {
    private final Lock lock;
    private final Store store;
    private final ProofRules rules;
    private final Lines lines = new Lines();
    private final Map<String, ArchiveProof> archives = new HashMap<>();

    private LockProof(Lock lock, Store store, ProofRules rules) {
        this.lock = lock;
        this.store = store;
        this.rules = rules;
    }

    /// Checks `lock`.
    ///
    /// @throws IOException if the store cannot be read; what is wrong with the inputs is in the report
    /// @throws CancellationException if the task was cancelled
    public static ProofReport of(Lock lock, Store store, ProofRules rules, Task task) throws IOException {
        return new LockProof(lock, store, rules).run(task);
    }

    private ProofReport run(Task task) throws IOException {
        var recipe = rules.recipe();
        if (recipe == null) {
            lines.gap(new Input(Input.Kind.LOCK, lock.recipe().name()), Rule.RECIPE, Gap.NO_RECIPE);
        } else {
            new RecipeProof(lock, recipe, lines).run(task);
        }
        try (var meter = task.begin(Activity.PROVE, lock.archives().size() + lock.packages().size()
                + lock.sources().size())) {
            for (int i = 0; i < lock.archives().size(); i++) {
                var proof = new ArchiveProof(lock, i, store, rules, lines);
                proof.run(task);
                archives.put(lock.archives().get(i).name(), proof);
                meter.add(1);
            }
            var files = new FileProof(store, lines);
            for (var binary : lock.packages()) {
                prove(binary, files, task);
                meter.add(1);
            }
            for (var source : lock.sources()) {
                prove(source, files, task);
                meter.add(1);
            }
        }
        return lines.report();
    }

    private void prove(Lock.Binary binary, FileProof files, Task task) throws IOException {
        var input = new Input(Input.Kind.PACKAGE,
                binary.name() + " " + binary.version() + " " + binary.architecture());
        if (binary.archive() < 0) {
            lines.gap(input, Rule.INDEXED, Gap.IN_RECIPE);
        } else {
            var archive = lock.archives().get(binary.archive());
            archive(archive.name()).prove(binary, input);
            original(archive, List.of(binary.sha256()), input);
        }
        files.binary(binary, input, task);
    }

    private void prove(Lock.Source source, FileProof files, Task task) throws IOException {
        var input = new Input(Input.Kind.SOURCE, source.name() + " " + source.version());
        if (source.archive() < 0) {
            lines.gap(input, Rule.INDEXED, Gap.IN_RECIPE);
        } else {
            var archive = lock.archives().get(source.archive());
            archive(archive.name()).prove(source, input);
            original(archive, source.files().stream().map(Lock.SourceFile::sha256).toList(), input);
        }
        files.source(source, input, task);
    }

    private void original(Lock.Archive archive, List<Digest> digests, Input input) {
        if (archive.original() == null) {
            return;
        }
        var original = archives.get(archive.original());
        if (original == null || !original.vouches()) {
            lines.refuse(input, Rule.ORIGINAL, Reason.ARCHIVE_REFUSED);
        } else if (original.has(digests)) {
            lines.proven(input, Rule.ORIGINAL);
        } else {
            lines.refuse(input, Rule.ORIGINAL, Reason.NOT_IN_ORIGINAL);
        }
    }

    private ArchiveProof archive(String name) {
        var proof = archives.get(name);
        if (proof == null) {
            throw new IllegalStateException(name);
        }
        return proof;
    }

    /// The lines of the report as they come.
    static final class Lines {
        private final List<ProofReport.Line> lines = new ArrayList<>();

        void proven(Input input, Rule rule) {
            lines.add(new ProofReport.Line(input, rule, new ProofReport.Outcome.Proven()));
        }

        void gap(Input input, Rule rule, Gap gap) {
            lines.add(new ProofReport.Line(input, rule, new ProofReport.Outcome.NotChecked(gap)));
        }

        /// @param values names and values in turn
        void refuse(Input input, Rule rule, Reason reason, Object... values) {
            var map = new HashMap<String, String>();
            for (int i = 0; i + 1 < values.length; i += 2) {
                map.put(values[i].toString(), values[i + 1].toString());
            }
            lines.add(new ProofReport.Line(input, rule, new ProofReport.Outcome.Refused(reason, map)));
        }

        ProofReport report() {
            return new ProofReport(lines);
        }
    }
}
