package org.selfsame.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Subject;
import org.xml.sax.InputSource;

class CompareReportsTest {
    private static final String HOSTILE = "<script>alert('x')</script>\u001b[2J\u009b31m\u202egnp.\u2066\r\n```\n# x\n&\"{file}\u0000\ud800";
    private static final Map<String, Comparisons.Form> FORMS = Map.of("text", CompareText::write, "markdown",
            CompareMarkdown::write, "html", CompareHtml::write, "json", CompareJson::write, "diffoscope",
            DiffoscopeWriter::write);

    @Test
    void noFormLetsTextOut() {
        var report = Comparisons.ofEverything(HOSTILE);
        FORMS.forEach((name, form) -> assertThat(Comparisons.written(form, report)).as(name)
                .matches(text -> text.codePoints().allMatch(CompareReportsTest::isHarmless)));

        var html = Comparisons.written(CompareHtml::write, report).toLowerCase(Locale.ROOT);
        assertThat(html).doesNotContain("<script", "javascript:", "<img", "http-equiv=\"refresh");
        // a line of Markdown begins with what we put there, or lies in a fence or span that the text cannot end
        assertThat(Comparisons.written(CompareMarkdown::write, report)).doesNotContain("\n# x",
                "<script>alert('x')</script>\n");
    }

    @Test
    void markdownMeansNothing() {
        assertThat(MarkdownSink.prose("*a* [b](c) @team #1 <b> a_b | ~x~ `y` :tada: www.example.org"))
                .isEqualTo("\\*a\\* \\[b\\](c) &#64;team \\#1 &#60;b&#62; a\\_b \\| \\~x\\~ \\`y\\` \\:tada\\: "
                        + "www\\.example\\.org");
        assertThat(MarkdownSink.prose("1. x")).isEqualTo("1\\. x");
        assertThat(MarkdownSink.prose("- x")).isEqualTo("\\- x");
        assertThat(MarkdownSink.code("a`b``c")).isEqualTo("```a`b``c```");
        assertThat(MarkdownSink.code("`a")).isEqualTo("`` `a ``");
    }

    @Test
    void everyFormSaysEverything() {
        var report = Comparisons.ofEverything("name");
        FORMS.forEach((name, form) -> {
            var text = Comparisons.written(form, report).replace("\\", "").replace("u0021", "!");
            assertThat(text).as(name).contains(report.paragraph().substring(0, 40));
            for (var difference : report.differences()) {
                var label = name.equals("html") || name.equals("diffoscope")
                        ? "name" + difference.kind()
                        : difference.path();
                assertThat(text).as(name).contains(label);
            }
            assertThat(text).as(name).contains("PERM_OTHER", "TIME_TEXT");
        });
        assertThat(Comparisons.written(CompareText::write, report))
                .contains("not explained: left side, bytes 2 to 4 (3 bytes)", "not explained: 2 more ranges",
                        "SHA-256", "right side: damaged x at byte 5: name", "Left out of the answer");
    }

    @Test
    void saysWhatMattersMostFirst() {
        for (var form : List.<Comparisons.Form>of(CompareText::write, CompareMarkdown::write, CompareHtml::write)) {
            var text = Comparisons.written(form, Comparisons.ofEverything("name"));
            assertThat(text.indexOf("Look at these first")).isPositive()
                    .isLessThan(text.indexOf("Everything, by path"));
        }
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
        for (var text : List.of("name", HOSTILE)) {
            var html = Comparisons.written(CompareHtml::write, Comparisons.ofEverything(text));
            var xml = html.replace("<!DOCTYPE html>", "").replaceAll("<(meta[^>]*|br)>", "<$1/>")
                    .replace("<details open>", "<details>");
            var page = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
            assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
            assertThat(html).doesNotContain("src=", "<link", "@import", "url(");
            // every link leads to something on the page
            var targets = new ArrayList<String>();
            var divs = page.getElementsByTagName("div");
            for (int i = 0; i < divs.getLength(); i++) {
                targets.add("#" + divs.item(i).getAttributes().getNamedItem("id"));
            }
            var links = page.getElementsByTagName("a");
            assertThat(links.getLength()).isPositive();
            for (int i = 0; i < links.getLength(); i++) {
                var link = links.item(i).getAttributes().getNamedItem("href").getNodeValue();
                assertThat(targets).anyMatch(target -> target.contains("\"" + link.substring(1) + "\""));
            }
        }
    }

    @Test
    void namesTheEntriesThatAreToldTogether() {
        var entries = IntStream.rangeClosed(1, 30).mapToObj(i -> "!/usr/f" + i + "-").toList();
        var difference = new Difference(1, "", null, Kind.LAYOUT, "header.mtime", null, null, 60, List.of(), 0, 30,
                entries, 5, new Subject(null, null, null, null, "tar"),
                List.of(new Cause(CauseCode.TIME_ARCHIVE, Cause.Confidence.CONFIRMED, 0, List.of())));
        var report = Comparisons.report(new Comparison(false, List.of(difference), List.of(), List.of(), true), "x");
        for (var form : List.<Comparisons.Form>of(CompareText::write, CompareMarkdown::write)) {
            assertThat(Comparisons.written(form, report)).contains("/usr/f1-", "/usr/f10-", "and 25 more")
                    .doesNotContain("/usr/f11-");
        }
        assertThat(Comparisons.written(CompareHtml::write, report)).contains("In 35 entries", "/usr/f1-", "/usr/f30-",
                "and 5 more");
        assertThat(Comparisons.written(CompareJson::write, report)).contains("!/usr/f1-", "!/usr/f30-")
                .containsPattern("\"moreEntries\": ?5");
    }

    @Test
    void givesTheSameBytesInAnyLocaleAndTimeZone() {
        var report = Comparisons.ofEverything("name");
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        FORMS.forEach((name, form) -> {
            var before = Comparisons.written(form, report);
            try {
                Locale.setDefault(Locale.forLanguageTag("ar-EG"));
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                assertThat(Comparisons.written(form, report)).as(name).isEqualTo(before);
            } finally {
                Locale.setDefault(locale);
                TimeZone.setDefault(zone);
            }
        });
    }

    @Test
    void bearsFiftyThousandDifferences() throws IOException {
        var differences = new ArrayList<Difference>();
        for (int i = 1; i <= 50_000; i++) {
            differences.add(new Difference(i, "!/live/fs.squashfs!/usr/share/doc/p" + i / 40 + "/f" + i, null,
                    Kind.METADATA, "modified", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", 0, List.of(), 0, 1,
                    new Subject(null, null, null, null, "squashfs"),
                    List.of(new Cause(CauseCode.TIME_SQFS_INODE, Cause.Confidence.CONFIRMED, 0, List.of()))));
        }
        var report = Comparisons.report(new Comparison(false, differences, List.of(), List.of(), true), "x");
        assertThat(Comparisons.written(CompareHtml::write, report)).hasSizeLessThan(20_000_000)
                .contains("id=\"d50000\"");
        assertThat(Comparisons.written(CompareText::write, report)).hasSizeLessThan(20_000_000).contains("[50000]");
    }

    @Test
    void namesPathsHoweverDeep() {
        var deep = "!" + "/d".repeat(5_000);
        var difference = new Difference(1, deep, null, Kind.METADATA, "modified", "1", "2", 0, List.of(), 0, 1,
                new Subject(null, null, null, null, ""), List.of());
        var other = new Difference(2, deep + "e", null, Kind.METADATA, "modified", "1", "2", 0, List.of(), 0, 1,
                new Subject(null, null, null, null, ""), List.of());
        var html = Comparisons.written(CompareHtml::write, Comparisons.report(
                new Comparison(false, List.of(difference, other), List.of(), List.of(), true), "x"));
        assertThat(html.split("<details", -1)).hasSizeLessThan(60);
    }

    @Test
    void jsonHasTheTextAsItIs() {
        var json = JsonParser.parseString(Comparisons.written(CompareJson::write, Comparisons.ofEverything(HOSTILE)))
                .getAsJsonObject();
        assertThat(json.getAsJsonObject("left").get("name").getAsString()).isEqualTo(HOSTILE + "l");
        assertThat(json.getAsJsonArray("differences")).hasSize(Kind.values().length);
    }

    private static boolean isHarmless(int c) {
        return c == '\n' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }
}
