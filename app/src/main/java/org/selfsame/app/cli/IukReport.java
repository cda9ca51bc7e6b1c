package org.selfsame.app.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.iuk.Diff;
import org.selfsame.iuk.Installation;
import org.selfsame.iuk.Kit;
import org.selfsame.iuk.KitCheck;
import org.selfsame.iuk.KitWriter;
import org.selfsame.pack.Packer.Packed;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;
import org.selfsame.tree.Walk;

/// Tells what the actions of `iuk` found or did: to people, or as documents.
final class IukReport {
    /// Lines about one thing for people; the number tells of the others.
    private static final int TOLD = 20;

    private final Console console;
    private final boolean asJson;
    private final boolean quiet;

    IukReport(Console console, boolean asJson, boolean quiet) {
        this.console = console;
        this.asJson = asJson;
        this.quiet = quiet;
    }

    private interface Members {
        void write(JsonWriter json) throws IOException;
    }

    private void document(String schema, Members members) throws IOException {
        var document = new JsonDocument(console.out(), schema);
        members.write(document.json());
        document.end();
    }

    private void line(String text) throws IOException {
        console.out().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// A kit was made.
    void created(String from, String to, Packed packed, KitWriter.Options options) throws IOException {
        if (!quiet) {
            console.message(Messages.text("iuk.created", packed.file(), Progress.bytes(packed.size()),
                    options.format().digit(), Sentences.key(options.union()), packed.sha256().hex()));
        }
        if (asJson) {
            document("iuk-create/1", json -> {
                json.name("old").value(from).name("new").value(to).name("file").value(packed.file().toString());
                json.name("size").value(packed.size()).name("sha256").value(packed.sha256().hex());
                json.name("options").beginObject().name("format").value(options.format().digit() - '0');
                json.name("union").value(Sentences.key(options.union()));
                json.name("source-date-epoch").value(options.time().getEpochSecond());
                json.name("diff-name").value(options.diffName());
                strings(json, "ignore-if-same-content", options.ignored());
                json.endObject();
            });
        }
    }

    /// What is in a kit.
    void show(String file, long size, Kit kit) throws IOException {
        var shipped = shipped(kit);
        if (asJson) {
            document("iuk-show/1", json -> {
                json.name("file").value(file).name("size").value(size);
                json.name("format").value(kit.format().digit() - '0');
                strings(json, "deletions", kit.deletions());
                json.name("files").beginArray();
                for (var one : shipped) {
                    json.beginObject().name("path").value(one.path).name("size").value(one.size).endObject();
                }
                json.endArray().name("diffs").beginArray();
                for (var diff : kit.diffs()) {
                    diff(json, diff);
                }
                json.endArray();
                hazards(json, kit);
                strings(json, "idleDeletions", kit.idleDeletions());
                strings(json, "programs", kit.programs());
            });
            return;
        }
        line(Messages.text("iuk.show.format", kit.format().digit(), Sentences.key(kit.format())));
        lines(Messages.text("iuk.show.deletions", kit.deletions().size()), kit.deletions());
        var kernels = shipped.stream().filter(one -> one.path.startsWith("live/") && !one.path.endsWith(".squashfs"))
                .map(one -> one.path + "  " + Progress.bytes(one.size)).toList();
        lines(Messages.text("iuk.show.kernels", kernels.size()), kernels);
        var boot = shipped.stream().filter(one -> !one.path.startsWith("live/")).toList();
        line(Messages.text("iuk.show.boot-files", boot.size(),
                Progress.bytes(boot.stream().mapToLong(one -> one.size).sum())));
        for (var diff : kit.diffs()) {
            var counts = diff.counts();
            line(Messages.text("iuk.show.diff", Text.printable("live/" + diff.file().name()),
                    Progress.bytes(diff.file().size()), union(diff), counts.files(), Progress.bytes(counts.bytes()),
                    counts.directories(), counts.symlinks(), counts.special(), counts.whiteouts()));
        }
        lines(Messages.text("iuk.show.hazards", kit.hazards().size()), kit.hazards().stream()
                .map(hazard -> hazard.path() + ": " + Messages.text("hazard." + Sentences.key(hazard.kind())))
                .toList());
        remarks(kit);
    }

    private void remarks(Kit kit) throws IOException {
        for (var path : kit.idleDeletions()) {
            line(Messages.text("iuk.remark.idle-deletion", Text.printable(path)));
        }
        for (var path : kit.programs()) {
            line(Messages.text("iuk.remark.program", path));
        }
    }

    private void lines(String title, List<String> items) throws IOException {
        line(title);
        for (var item : items.subList(0, Math.min(TOLD, items.size()))) {
            line("  " + Text.harmless(item));
        }
        if (items.size() > TOLD) {
            line("  " + Messages.text("iuk.more", items.size() - TOLD));
        }
    }

    private static String union(Diff diff) {
        var union = diff.union();
        return Messages.text(union == null ? "iuk.union.either" : "iuk.union." + Sentences.key(union));
    }

    private record Shipped(String path, long size) {}

    private static List<Shipped> shipped(Kit kit) throws IOException {
        var shipped = new ArrayList<Shipped>();
        Walk.of(kit.files(), Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File file) {
                shipped.add(new Shipped(path, file.size()));
            }
        });
        return shipped;
    }

    private static void diff(JsonWriter json, Diff diff) throws IOException {
        var counts = diff.counts();
        json.beginObject().name("name").value(diff.name()).name("size").value(diff.file().size());
        var union = diff.union();
        json.name("union").value(union == null ? "either" : Sentences.key(union));
        json.name("files").value(counts.files()).name("bytes").value(counts.bytes());
        json.name("directories").value(counts.directories()).name("symlinks").value(counts.symlinks());
        json.name("special").value(counts.special()).name("whiteouts").value(counts.whiteouts()).endObject();
    }

    private static void hazards(JsonWriter json, Kit kit) throws IOException {
        json.name("hazards").beginArray();
        for (var hazard : kit.hazards()) {
            json.beginObject().name("kind").value(Sentences.key(hazard.kind())).name("path").value(hazard.path());
            json.endObject();
        }
        json.endArray();
    }

    private static void strings(JsonWriter json, String name, List<String> values) throws IOException {
        json.name(name).beginArray();
        for (var value : values) {
            json.value(value);
        }
        json.endArray();
    }

    /// A kit is not applied, for these reasons.
    void hazards(Kit kit) {
        console.problem(Messages.text("iuk.refused", kit.hazards().size()));
        kit.hazards().stream().limit(TOLD).forEach(hazard -> console.message("  " + hazard.path() + ": "
                + Messages.text("hazard." + Sentences.key(hazard.kind()))));
    }

    /// A kit was applied.
    ///
    /// @param packed the upgraded image, or null if the target itself was upgraded
    void applied(Path file, Path target, Kit kit, Installation.Result result, @Nullable Packed packed)
            throws IOException {
        if (asJson) {
            document("iuk-apply/1", json -> {
                json.name("file").value(file.toString()).name("target").value(target.toString());
                json.name("format").value(kit.format().digit() - '0');
                strings(json, "written", result.written());
                strings(json, "deleted", result.deleted());
                if (packed != null) {
                    json.name("output").beginObject().name("file").value(packed.file().toString());
                    json.name("size").value(packed.size()).name("sha256").value(packed.sha256().hex()).endObject();
                }
            });
        }
        if (!quiet) {
            console.message(packed == null
                    ? Messages.text("iuk.applied", target, result.written().size(), result.deleted().size())
                    : Messages.text("iuk.upgraded", packed.file(), Progress.bytes(packed.size()), target,
                            result.written().size(), result.deleted().size(), packed.sha256().hex()));
            console.message(Messages.text("iuk.not-run"));
        }
    }

    /// A kit was checked.
    void checked(List<String> files, Kit kit, KitCheck.Result result) throws IOException {
        if (asJson) {
            document("iuk-check/1", json -> {
                json.name("old").value(files.get(0)).name("file").value(files.get(1)).name("new").value(files.get(2));
                json.name("same").value(result.isSame()).name("differences").value(result.differences());
                json.name("first").beginArray();
                for (var difference : result.first()) {
                    json.beginObject().name("what").value(Sentences.key(difference.what()));
                    json.name("path").value(difference.path()).endObject();
                }
                json.endArray().name("times").value(result.times()).name("copies").value(result.copies());
                hazards(json, kit);
            });
            return;
        }
        line(Messages.text(result.isSame() ? "iuk.check.same" : "iuk.check.different", result.differences()));
        for (var difference : result.first().subList(0, Math.min(TOLD, result.first().size()))) {
            line("  " + difference.path() + ": " + Messages.text("iuk.what." + Sentences.key(difference.what())));
        }
        if (result.differences() > TOLD) {
            line("  " + Messages.text("iuk.more", result.differences() - TOLD));
        }
        if (result.times() > 0 || result.copies() > 0) {
            line(Messages.text("iuk.check.aside", result.times(), result.copies()));
        }
        if (!kit.hazards().isEmpty()) {
            hazards(kit);
        }
    }
}
