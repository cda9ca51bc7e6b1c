package org.selfsame.report.compare;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Account;
import org.selfsame.compare.ByteRange;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Trouble;
import org.selfsame.compare.cause.Summary;
import org.selfsame.report.SafeJson;

/// A comparison as the JSON document `compare/1` (docs/schemas/compare-1.json). The same comparison gives the same bytes:
/// no time, no path of the host, no user, no locale is in it.
public final class CompareJson {
    private final SafeJson json;
    private final CompareReport report;

    private CompareJson(SafeJson json, CompareReport report) {
        this.json = json;
        this.report = report;
    }

    /// Writes the document, ended with a line feed.
    ///
    /// @throws IOException as `out` throws it
    public static void write(CompareReport report, Writer out) throws IOException {
        var json = new SafeJson(out);
        new CompareJson(json, report).document();
        json.flush();
        out.append('\n');
    }

    private void document() throws IOException {
        var outcome = report.outcome();
        var comparison = outcome.comparison();
        json.beginObject().field("selfsame", "compare/1").field("identical", comparison.identical())
                .field("complete", comparison.complete()).field("answer", lower(outcome.answer()))
                .field("loaded", report.loaded());
        party("left", report.left());
        party("right", report.right());
        summary(report.summary());
        for (var account : comparison.accounts()) {
            if (account.path().isEmpty()) {
                json.beginObject("bytes");
                account(account);
                json.endObject();
                break;
            }
        }
        json.beginArray("containers");
        for (var account : comparison.accounts()) {
            json.beginObject().field("path", account.path()).field("format", account.format());
            account(account);
            json.endObject();
        }
        json.endArray().beginArray("differences");
        for (var difference : comparison.differences()) {
            difference(difference);
        }
        json.endArray();
        leftOut();
        json.beginArray("troubles");
        for (var trouble : comparison.troubles()) {
            trouble(trouble);
        }
        json.endArray().beginArray("changed");
        for (var side : outcome.changed()) {
            json.value(lower(side));
        }
        json.endArray().endObject();
    }

    private void party(String name, Party party) throws IOException {
        json.beginObject(name).field("name", party.name());
        if (party.size() >= 0) {
            json.field("size", party.size());
        }
        var digest = party.sha256();
        if (digest != null) {
            json.field("sha256", digest.hex());
        }
        json.endObject();
    }

    private void summary(Summary it) throws IOException {
        json.beginObject("summary").field("text", report.paragraph()).field("differences", it.differences())
                .field("roots", it.roots()).field("derived", it.derived())
                .field("unexplainedRanges", it.unexplainedRanges()).beginArray("causes");
        for (var cause : it.causes().entrySet()) {
            json.beginObject().field("code", cause.getKey().name()).field("weight", lower(cause.getKey().weight()))
                    .field("confirmed", cause.getValue().confirmed()).field("likely", cause.getValue().likely())
                    .endObject();
        }
        json.endArray();
        numbers("security", it.security());
        json.endObject();
    }

    private void account(Account it) throws IOException {
        json.field("left", it.left()).field("right", it.right()).field("different", it.different())
                .field("explained", it.explained());
        ranges("unexplained", it.unexplained());
        json.field("moreUnexplained", it.moreUnexplained());
    }

    private void ranges(String name, List<ByteRange> ranges) throws IOException {
        json.beginArray(name);
        for (var range : ranges) {
            json.beginObject().field("side", lower(range.side())).field("offset", range.offset())
                    .field("length", range.length()).endObject();
        }
        json.endArray();
    }

    private void difference(Difference it) throws IOException {
        json.beginObject().field("number", it.number()).field("path", it.path()).field("kind", it.kindName())
                .field("field", it.field());
        optional("left", it.left());
        optional("right", it.right());
        optional("movedTo", it.movedTo());
        json.field("bytes", it.bytes()).field("count", it.count());
        if (!it.entries().isEmpty()) {
            json.beginArray("entries");
            for (var entry : it.entries()) {
                json.value(entry);
            }
            json.endArray().field("moreEntries", it.moreEntries());
        }
        ranges("ranges", it.ranges());
        json.field("moreRanges", it.moreRanges()).field("ignored", report.outcome().isIgnored(it))
                .beginArray("causes");
        for (var cause : it.causes()) {
            cause(cause);
        }
        json.endArray().endObject();
    }

    private void optional(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.field(name, value);
        }
    }

    private void cause(Cause it) throws IOException {
        json.beginObject().field("code", it.code().name()).field("weight", lower(it.code().weight()))
                .field("confidence", lower(it.confidence()));
        if (it.derivedFrom() != 0) {
            json.field("derivedFrom", it.derivedFrom());
        }
        json.beginArray("evidence");
        for (var evidence : it.evidence()) {
            json.beginObject();
            optional("left", evidence.left());
            optional("right", evidence.right());
            if (evidence.leftOffset() >= 0) {
                json.field("leftOffset", evidence.leftOffset());
            }
            if (evidence.rightOffset() >= 0) {
                json.field("rightOffset", evidence.rightOffset());
            }
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void leftOut() throws IOException {
        var outcome = report.outcome();
        json.beginObject("leftOut").beginArray("only");
        for (var pattern : outcome.selection().patterns()) {
            json.value(pattern);
        }
        json.endArray().field("elsewhere", outcome.elsewhere()).beginArray("ignoredCauses");
        for (var code : outcome.ignoredCauses()) {
            json.value(code.name());
        }
        json.endArray();
        numbers("ignored", report.ignored());
        json.endObject();
    }

    private void numbers(String name, List<Difference> differences) throws IOException {
        json.beginArray(name);
        for (var difference : differences) {
            json.number(difference.number());
        }
        json.endArray();
    }

    private void trouble(Trouble it) throws IOException {
        json.beginObject().field("path", it.path()).field("side", lower(it.side()))
                .field("format", it.problem().format())
                .field("offset", Long.toUnsignedString(it.problem().offset())).field("rule", it.problem().rule())
                .endObject();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
