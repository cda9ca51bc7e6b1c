package org.selfsame.build;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.report.SafeJson;
import org.selfsame.sandbox.Surroundings;

/// A build's record as JSON (schema `docs/schemas/record-1.json`).
final class RecordJson {
    static final String SCHEMA = "record/1";

    private RecordJson() {}

    /// What travels inside the images: nothing that could differ from build to build.
    static byte[] carried(Lock lock, Digest lockDigest, Digest system, List<BuiltSource> built, List<StepName> steps)
            throws IOException {
        var text = new StringWriter();
        var json = new SafeJson(text).beginObject();
        head(json, lock, lockDigest, system);
        json.beginArray("steps");
        for (var step : steps) {
            json.beginObject().field("name", word(step)).endObject();
        }
        json.endArray();
        overlay(json, built, false);
        json.endObject();
        return bytes(text);
    }

    /// All of it: what it took, too.
    static byte[] whole(BuildRecord record) throws IOException {
        var text = new StringWriter();
        var json = new SafeJson(text).beginObject();
        head(json, record.lock(), record.lockDigest(), record.system());
        json.beginArray("steps");
        for (var step : record.steps()) {
            step(json, step);
        }
        json.endArray();
        overlay(json, record.overlay(), true);
        surroundings(json, record.surroundings());
        json.field("packages", record.packages());
        json.beginObject("normalized");
        for (var rule : record.rules().entrySet()) {
            json.field(rule.getKey(), rule.getValue());
        }
        json.endObject();
        json.beginArray("leftAlone");
        for (var line : record.skipped()) {
            json.value(line);
        }
        json.endArray();
        json.beginArray("artifacts");
        for (var artifact : record.artifacts()) {
            json.beginObject().field("name", artifact.name()).field("size", artifact.size())
                    .field("sha256", artifact.sha256().hex()).endObject();
        }
        json.endArray();
        json.endObject();
        return bytes(text);
    }

    private static byte[] bytes(StringWriter text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void head(SafeJson json, Lock lock, Digest lockDigest, Digest system) throws IOException {
        json.field("selfsame", SCHEMA);
        json.beginObject("recipe").field("name", lock.recipe().name()).field("version", lock.recipe().version())
                .field("repository", lock.recipe().repository()).field("commit", lock.recipe().commit());
        if (lock.recipe().tag() != null) {
            json.field("tag", lock.recipe().tag());
        }
        json.field("tree", lock.recipe().tree().hex()).endObject();
        json.field("lock", lockDigest.hex());
        json.field("sourceDate", lock.sourceDate().toString());
        json.field("architecture", lock.architecture());
        json.field("system", system.hex());
    }

    /// What was built from source, if anything was.
    ///
    /// @param outcome whether to tell how the two builds came out, too
    private static void overlay(SafeJson json, List<BuiltSource> built, boolean outcome) throws IOException {
        if (built.isEmpty()) {
            return;
        }
        json.beginArray("overlay");
        for (var each : built) {
            json.beginObject().field("source", each.source().name()).field("version", each.source().version());
            if (each.allowed() != null) {
                json.field("notReproducible", each.allowed());
            }
            if (outcome && each.again() != null) {
                json.field("reproduced", each.result().equals(each.again()));
                json.beginArray("leaks");
                for (var leak : each.leaks()) {
                    json.beginObject().field("path", leak.path()).field("cause", leak.cause().name()).endObject();
                }
                json.endArray();
            }
            json.beginArray("packages");
            for (var binary : each.packages()) {
                json.beginObject().field("name", binary.name()).field("version", binary.version())
                        .field("architecture", binary.architecture()).field("size", binary.size())
                        .field("sha256", binary.sha256().hex()).endObject();
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void step(SafeJson json, BuildRecord.Step step) throws IOException {
        json.beginObject().field("name", word(step.name())).field("reused", step.reused())
                .field("milliseconds", step.took().toMillis());
        json.beginArray("runs");
        for (var run : step.runs()) {
            json.beginObject().field("name", run.name()).field("exitCode", run.finished().exitCode())
                    .field("milliseconds", run.finished().wall().toMillis())
                    .field("processorMilliseconds", run.finished().cpu().toMillis());
            if (run.finished().peakMemory() >= 0) {
                json.field("peakMemory", run.finished().peakMemory());
            }
            json.endObject();
        }
        json.endArray().endObject();
    }

    private static void surroundings(SafeJson json, Surroundings seen) throws IOException {
        json.beginObject("surroundings").field("hostName", seen.hostName()).field("user", seen.user())
                .field("home", seen.home()).field("umask", Integer.toOctalString(seen.umask()))
                .field("locale", seen.locale()).field("timeZone", seen.timeZone())
                .field("clockOffsetSeconds", seen.clockOffset().toSeconds()).field("processors", seen.processors())
                .field("inputs", seen.inputs()).field("disk", seen.disk());
        json.beginObject("environment");
        for (var variable : new TreeMap<>(seen.environment()).entrySet()) {
            json.field(variable.getKey(), variable.getValue());
        }
        json.endObject().endObject();
    }

    private static String word(StepName step) {
        return step.name().toLowerCase(Locale.ROOT);
    }
}
