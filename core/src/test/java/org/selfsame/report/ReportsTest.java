package org.selfsame.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.selfsame.verify.Samples;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verdict.Builders;
import org.selfsame.words.VerdictWords;
import org.selfsame.words.Words;
import org.xml.sax.InputSource;

class ReportsTest {
    private static final String HOSTILE = "<script>alert('x')</script>\u001b[2J\u009b31m\u202egnp.\u2066\r\n&\"{file}\u0000\ud800";

    @Test
    void saysTheSameInEachForm() {
        for (var verdict : Samples.verdicts()) {
            var it = Samples.verification(verdict);
            var words = VerdictWords.of(it);
            assertThat(TextReport.of(it)).startsWith(words.title() + "\n\n" + words.sentence() + "\n" + words.reason());
            assertThat(HtmlReport.of(it, "1.2.3")).contains(HtmlReport.escape(words.sentence()))
                    .contains(HtmlReport.escape(words.reason()), "Selfsame 1.2.3");
            assertThat(JsonParser.parseString(JsonReport.of(it)).getAsJsonObject().get("verdict").getAsString())
                    .isEqualTo(verdict.name());
        }
    }

    @Test
    void endsWithWhatItDoesNotProve() {
        var html = HtmlReport.of(Samples.verification(new Verdict.Genuine(Samples.ALICE, Builders.NONE)), "1");
        assertThat(html)
                .endsWith("<p class=\"muted\">" + Words.text("report.limits") + "</p>\n</main>\n</body>\n</html>\n");
        assertThat(html).contains("sha256sum -- live.iso", "gpg --verify SHA256SUMS.sign SHA256SUMS",
                "selfsame verify -- live.iso");
    }

    @Test
    void escapesWhateverComesFromOutside() throws Exception {
        var it = Samples.verification(HOSTILE, new Verdict.Genuine(Samples.ALICE, Builders.NONE), Set.of(), HOSTILE);
        assertThat(TextReport.of(it)).matches(text -> text.codePoints().allMatch(ReportsTest::isHarmless));
        assertThat(JsonReport.of(it)).matches(text -> text.codePoints().allMatch(ReportsTest::isHarmless));
        assertThat(JsonParser.parseString(JsonReport.of(it)).getAsJsonObject().getAsJsonObject("image").get("file")
                .getAsString()).isEqualTo(HOSTILE);
        var html = HtmlReport.of(it, "1");
        assertThat(html).matches(text -> text.codePoints().allMatch(ReportsTest::isHarmless));
        assertThat(html.toLowerCase(Locale.ROOT)).doesNotContain("<script", "javascript:", "<img",
                "http-equiv=\"refresh");
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingElse() throws Exception {
        for (var verdict : Samples.verdicts()) {
            var html = HtmlReport.of(Samples.verification(verdict), "1");
            var xml = html.replace("<!DOCTYPE html>", "").replaceAll("<(meta[^>]*|br)>", "<$1/>");
            var page = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
            assertThat(page.getElementsByTagName("h1").getLength()).isEqualTo(1);
            assertThat(html).doesNotContain("src=", "<link", "@import", "url(");
        }
    }

    @Test
    void givesTheSameBytesInAnyLocaleAndTimeZone() {
        var it = Samples.verification(new Verdict.Genuine(Samples.ALICE, Builders.NONE));
        var before = JsonReport.of(it) + TextReport.of(it) + HtmlReport.of(it, "1");
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(JsonReport.of(it) + TextReport.of(it) + HtmlReport.of(it, "1")).isEqualTo(before);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
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
