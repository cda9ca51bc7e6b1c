package org.selfsame.apt;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.selfsame.apt.ProofReport.Input;
import org.selfsame.apt.ProofReport.Reason;
import org.selfsame.apt.ProofReport.Rule;
import org.selfsame.content.Digest;
import org.selfsame.content.FormatException;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.trust.TrustException;

/// Checks the files of packages: that they are in the store, and say of themselves what the lock says of them.
final class FileProof {
    private final StoredFile stored;
    private final LockProof.Lines lines;

    FileProof(Store store, LockProof.Lines lines) {
        this.stored = new StoredFile(store, lines);
        this.lines = lines;
    }

    void binary(Lock.Binary binary, Input input, Task task) throws IOException {
        try (var file = stored.open(binary.sha256(), binary.size(), input, Rule.STORED, task)) {
            if (file == null) {
                return;
            }
            lines.proven(input, Rule.STORED);
            var identity = DebFile.open(file).identity();
            same(input, Map.of("Package", List.of(binary.name(), identity.name()),
                    "Version", List.of(binary.version(), identity.version()),
                    "Architecture", List.of(binary.architecture(), identity.architecture())));
        } catch (FormatException e) {
            lines.refuse(input, Rule.CONTENTS, Reason.BROKEN, "found", String.valueOf(e.getMessage()));
        }
    }

    void source(Lock.Source source, Input input, Task task) throws IOException {
        boolean all = true;
        for (int i = 0; i < source.files().size(); i++) {
            var listed = source.files().get(i);
            try (var file = stored.open(listed.sha256(), listed.size(), input, Rule.STORED, task)) {
                if (file == null) {
                    all = false;
                } else if (i == 0) {
                    control(source, SourceControl.read(file), input);
                }
            } catch (FormatException | TrustException e) {
                lines.refuse(input, Rule.CONTENTS, Reason.BROKEN, "found", String.valueOf(e.getMessage()));
            }
        }
        if (all) {
            lines.proven(input, Rule.STORED);
        }
    }

    private void control(Lock.Source source, SourceControl control, Input input) {
        var listed = source.files().stream().skip(1).collect(Collectors.toMap(
                file -> file.path().substring(file.path().lastIndexOf('/') + 1), Lock.SourceFile::sha256,
                (one, _) -> one));
        var said = control.files().stream().collect(Collectors.toMap(SourceControl.File::name,
                SourceControl.File::sha256, (one, _) -> one));
        same(input, Map.of("Source", List.of(source.name(), control.name()),
                "Version", List.of(source.version(), control.version()),
                "Checksums-Sha256", List.of(text(listed), text(said))));
    }

    private static String text(Map<String, Digest> files) {
        return files.entrySet().stream().map(file -> file.getKey() + " " + file.getValue().hex()).sorted()
                .collect(Collectors.joining(", "));
    }

    /// @param fields what the lock and the file say, by the name of the field
    private void same(Input input, Map<String, List<String>> fields) {
        var other = fields.entrySet().stream().filter(field -> !field.getValue().getFirst().equals(field.getValue()
                .getLast())).min(Map.Entry.comparingByKey());
        if (other.isEmpty()) {
            lines.proven(input, Rule.CONTENTS);
        } else {
            lines.refuse(input, Rule.CONTENTS, Reason.SAYS_OTHERWISE, "field", other.get().getKey(), "expected",
                    other.get().getValue().getFirst(), "found", other.get().getValue().getLast());
        }
    }
}
