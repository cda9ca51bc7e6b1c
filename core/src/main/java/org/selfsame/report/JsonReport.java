package org.selfsame.report;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.verify.Damage;
import org.selfsame.verify.Evidence;
import org.selfsame.verify.Identity;
import org.selfsame.verify.NextAction;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verdict.Builders;
import org.selfsame.verify.Verdict.PublisherName;
import org.selfsame.verify.Verification;

/// A result as the JSON document `verify/1` (docs/schemas/verify-1.json). The same result gives the same bytes: no
/// time of the check, no path, no user, no locale is in it.
public final class JsonReport {
    private final SafeJson json;

    private JsonReport(SafeJson json) {
        this.json = json;
    }

    /// The document, ended with a line feed.
    public static String of(Verification verification) {
        var text = new StringWriter();
        try {
            var json = new SafeJson(text);
            new JsonReport(json).write(verification);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private void write(Verification it) throws IOException {
        json.beginObject().field("selfsame", "verify/1");
        verdict(it.verdict());
        json.field("action", lower(NextAction.of(it.verdict())));
        json.beginObject("image").field("file", it.file()).field("size", it.size());
        for (var digest : it.digests()) {
            json.field(key(digest), digest.hex());
        }
        json.endObject().beginArray("badges");
        for (var badge : it.badges()) {
            json.value(lower(badge));
        }
        json.endArray().beginArray("evidence");
        for (var evidence : it.evidence()) {
            evidence(evidence);
        }
        json.endArray();
        identity(it.identity());
        json.beginArray("damage");
        for (var damage : it.damage()) {
            damage(damage);
        }
        json.endArray().endObject();
    }

    private void verdict(Verdict verdict) throws IOException {
        json.field("verdict", verdict.name());
        switch (verdict) {
            case Verdict.Mismatch it -> publisher(it.publisher()).field("reason", lower(it.cause()));
            case Verdict.Withdrawn it ->
                publisher(it.publisher()).field("reason", lower(it.cause())).field("since", it.since());
            case Verdict.UnknownSigner it -> json.field("key", it.keyId()).field("keyCameAlong", it.keyCameAlong());
            case Verdict.Disputed it -> builders(publisher(it.publisher()), it.builders());
            case Verdict.NotChecked it -> {
                json.field("reason", lower(it.reason()));
                publisher(it.publisher());
            }
            case Verdict.Genuine it -> builders(publisher(it.publisher()), it.builders());
            case Verdict.Reproduced it -> builders(publisher(it.publisher()), it.builders());
        }
    }

    private SafeJson publisher(@Nullable PublisherName publisher) throws IOException {
        if (publisher == null) {
            return json;
        }
        return json.beginObject("publisher").field("id", publisher.id()).field("name", publisher.name())
                .field("homePage", publisher.homePage()).field("addedByHand", publisher.addedByHand()).endObject();
    }

    private static void builders(SafeJson json, Builders builders) throws IOException {
        json.beginObject("builders").field("same", builders.same()).field("different", builders.different())
                .field("asked", builders.asked()).field("needed", builders.needed()).endObject();
    }

    private void evidence(Evidence evidence) throws IOException {
        json.beginObject().field("kind", kind(evidence)).field("state", lower(evidence.state()));
        switch (evidence) {
            case Evidence.FileRead it -> {
                json.field("size", it.size());
                digests(it.digests());
            }
            case Evidence.Signed it -> {
                json.field("file", it.file()).field("over", it.over()).field("result", it.result());
                publisher(it.publisher()).field("fingerprint", it.fingerprint()).field("pinnedAt", it.pinnedAt())
                        .field("made", it.made());
            }
            case Evidence.Listed it -> {
                json.field("list", it.list()).field("name", it.name());
                var expected = it.expected();
                digests(expected == null ? List.of() : List.of(expected));
            }
            case Evidence.Unreadable it ->
                json.field("file", it.file()).field("rule", it.rule().toLowerCase(Locale.ROOT));
            case Evidence.Rebuilt it ->
                json.field("builder", it.builder()).field("operator", it.operator()).field("when", it.when());
            case Evidence.SelfConsistent it -> {
                json.field("list", it.list()).field("checked", it.checked()).field("failures", it.failures());
                strings("failed", it.failed());
            }
            case Evidence.BuilderPolicy it -> json.field("needed", it.needed()).field("asked", it.asked());
        }
        json.endObject();
    }

    private static String kind(Evidence evidence) {
        return switch (evidence) {
            case Evidence.FileRead _ -> "file-read";
            case Evidence.Signed _ -> "signature";
            case Evidence.Listed _ -> "list";
            case Evidence.Unreadable _ -> "unreadable";
            case Evidence.Rebuilt _ -> "rebuild";
            case Evidence.SelfConsistent _ -> "self-consistency";
            case Evidence.BuilderPolicy _ -> "builder-policy";
        };
    }

    private void digests(List<Digest> digests) throws IOException {
        json.beginObject("digests");
        for (var digest : digests) {
            json.field(key(digest), digest.hex());
        }
        json.endObject();
    }

    private void identity(Identity it) throws IOException {
        json.beginObject("identity");
        strings("formats", it.formats());
        json.field("volumeId", it.volumeId()).field("name", it.name()).field("version", it.version())
                .field("commit", it.commit()).field("sourceDate", it.sourceDate().orElse(null));
        strings("from", it.from());
        json.endObject();
    }

    private void damage(Damage it) throws IOException {
        json.beginObject().field("path", it.path());
        if (it.offset() >= 0) {
            json.field("offset", it.offset()).field("length", it.length());
        }
        json.field("what", it.what()).field("rule", it.rule()).endObject();
    }

    private void strings(String name, List<String> values) throws IOException {
        json.beginArray(name);
        for (var value : values) {
            json.value(value);
        }
        json.endArray();
    }

    private static String key(Digest digest) {
        return lower(digest.algorithm());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
