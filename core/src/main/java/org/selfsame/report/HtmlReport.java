package org.selfsame.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.selfsame.tree.Text;
import org.selfsame.verify.Evidence;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;
import org.selfsame.words.EvidenceWords;
import org.selfsame.words.VerdictWords;
import org.selfsame.words.Words;

/// A result as one HTML page that needs nothing else: no script, no picture, nothing fetched; light or dark as the
/// reader's system is. Everything that comes from outside is escaped. The same result gives the same bytes.
public final class HtmlReport {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{title}</title>
            <style>
            :root { color-scheme: light dark; --back: #fff; --text: #1f2328; --muted: #59636e; --line: #d1d9e0;
              --edge: #818b98; --tint: #f6f8fa; }
            .danger { --edge: #cf222e; --tint: #ffebe9; } .warning { --edge: #9a6700; --tint: #fff8c5; }
            .accent { --edge: #0969da; --tint: #ddf4ff; } .success { --edge: #1a7f37; --tint: #dafbe1; }
            @media (prefers-color-scheme: dark) {
              :root { --back: #0d1117; --text: #f0f6fc; --muted: #9198a1; --line: #3d444d; --tint: #151b23; }
              .danger { --tint: #25171c; } .warning { --tint: #272115; } .accent { --tint: #121d2f; }
              .success { --tint: #12261e; } }
            body { background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto;
              max-width: 46rem; padding: 0 1rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            .verdict { background: var(--tint); border-left: 6px solid var(--edge); padding: 1rem; }
            .verdict p { margin: .6rem 0 0; } .sentence { font-size: 1.15rem; }
            .muted, dt { color: var(--muted); } ul { list-style: none; margin: 0; padding: 0; }
            li { border-top: 1px solid var(--line); padding: .5rem 0; } dd { margin: 0 0 .4rem; }
            .state { border: 1px solid var(--line); border-radius: 1em; font-size: .85rem; padding: .1em .6em; }
            .detail, code { font-family: ui-monospace, monospace; font-size: .9rem; }
            pre { background: var(--tint); overflow-x: auto; padding: .7rem; white-space: pre-wrap; }
            </style>
            </head>
            <body>
            <main>
            """;

    private final StringBuilder html = new StringBuilder();

    private HtmlReport() {}

    /// The page, in UTF-8 when written.
    ///
    /// @param version of the program that made the result
    public static String of(Verification it, String version) {
        var report = new HtmlReport();
        report.page(it, version);
        return report.html.toString();
    }

    private void page(Verification it, String version) {
        html.append(PAGE.replace("{title}", escape(Words.text("report.title", "file", it.file()))));
        verdict(it);
        evidence(it.evidence());
        identity(it);
        damage(it);
        html.append("<h2>").append(escape(Words.text("report.madeBy", "version", version))).append("</h2>\n<pre>");
        html.append(commands(it).stream().map(HtmlReport::escape).collect(Collectors.joining("\n"))).append("</pre>\n");
        paragraph("muted", Words.text("report.limits"));
        html.append("</main>\n</body>\n</html>\n");
    }

    private void verdict(Verification it) {
        var words = VerdictWords.of(it);
        html.append("<section class=\"verdict ").append(role(it.verdict())).append("\">\n<h1>")
                .append(escape(words.title())).append("</h1>\n");
        paragraph("sentence", words.sentence());
        paragraph("muted", words.reason());
        paragraph("", Words.text("report.next", "action", words.actionHow()));
        html.append("</section>\n");
        if (!words.badges().isEmpty()) {
            heading(Words.text("report.remarks"));
            html.append("<ul>\n");
            words.badges().forEach(badge -> html.append("<li>").append(escape(badge)).append("</li>\n"));
            html.append("</ul>\n");
        }
    }

    private void evidence(List<Evidence> evidence) {
        heading(EvidenceWords.title(evidence.size()));
        html.append("<ul>\n");
        for (var one : evidence) {
            var words = EvidenceWords.of(one);
            html.append("<li><span class=\"state\">").append(escape(words.state())).append("</span> ")
                    .append(escape(words.line()));
            words.details().forEach(detail -> html.append("<div class=\"detail\">").append(escape(detail))
                    .append("</div>"));
            html.append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private void identity(Verification it) {
        var lines = Sections.identity(it.identity());
        if (!lines.isEmpty()) {
            heading(Words.text("identity.title"));
            html.append("<dl>\n");
            lines.forEach((label, value) -> html.append("<dt>").append(escape(label)).append("</dt><dd>")
                    .append(escape(value)).append("</dd>\n"));
            html.append("</dl>\n");
            paragraph("muted", Words.text("identity.note"));
        }
    }

    private void damage(Verification it) {
        if (!it.damage().isEmpty()) {
            heading(Words.text("damage.title"));
            html.append("<ul>\n");
            for (var damage : it.damage()) {
                html.append("<li>").append(Sections.damage(damage).stream().map(HtmlReport::escape)
                        .collect(Collectors.joining("<br>"))).append("</li>\n");
            }
            html.append("</ul>\n");
        }
    }

    /// What to type to check it without this program, as far as a shell can, and with it.
    private static List<String> commands(Verification it) {
        var file = quote(it.file());
        var signed = it.evidence().stream().filter(Evidence.Signed.class::isInstance).map(Evidence.Signed.class::cast)
                .filter(one -> !one.file().isEmpty()).map(one -> one.file().equals(one.over())
                        ? "gpg --verify " + quote(one.file())
                        : "gpg --verify " + quote(one.file()) + " " + quote(one.over()));
        return Stream.concat(Stream.concat(
                Stream.of("sha256sum -- " + file), signed.distinct()),
                Stream.of("selfsame verify -- " + file)).toList();
    }

    private static String quote(String name) {
        var harmless = Text.harmless(name);
        return harmless.matches("[A-Za-z0-9][A-Za-z0-9._+-]*")
                ? harmless
                : "'./" + harmless.replace("'", "'\\''") + "'";
    }

    /// The colour says nothing that the title does not.
    private static String role(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Mismatch _,Verdict.Withdrawn _ -> "danger";
            case Verdict.UnknownSigner _,Verdict.Disputed _ -> "warning";
            case Verdict.NotChecked _ -> "neutral";
            case Verdict.Genuine _ -> "accent";
            case Verdict.Reproduced _ -> "success";
        };
    }

    private void heading(String text) {
        html.append("<h2>").append(escape(text)).append("</h2>\n");
    }

    private void paragraph(String style, String text) {
        html.append(style.isEmpty() ? "<p>" : "<p class=\"" + style + "\">").append(escape(text)).append("</p>\n");
    }

    /// Text that can drive nothing and means nothing to HTML.
    public static String escape(String text) {
        return Text.harmless(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                .replace("\"", "&quot;").replace("'", "&#39;");
    }
}
