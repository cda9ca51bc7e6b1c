package org.selfsame.report.compare;

import static org.selfsame.report.HtmlReport.escape;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.selfsame.compare.Cause;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Difference;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.outcome.Answer;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Words;

/// A comparison as one HTML page that needs nothing else: no script, no picture, nothing fetched; light or dark as the
/// reader's system is. Everything is there, folded; all that comes from outside is escaped. The same comparison gives the
/// same bytes.
public final class CompareHtml {
    /// Lines of details in all: some 5 MB of a page.
    private static final long DETAIL_LINES = 50_000;
    /// Links of one cause in the index; all are in the list by path.
    private static final int LINKS = 1_000;
    /// A page with at most this many differences is open from the start.
    private static final int OPEN = 100;

    private final CompareReport report;
    private final Appendable out;
    private final DetailBudget details;
    private final boolean open;

    private CompareHtml(CompareReport report, Appendable out) {
        this.report = report;
        this.out = out;
        details = new DetailBudget(report.details(), DETAIL_LINES);
        open = report.differences().size() <= OPEN;
    }

    /// Writes the page.
    ///
    /// @throws IOException as `out` throws it, or if the host cannot read an image for details
    public static void write(CompareReport report, Appendable out) throws IOException {
        new CompareHtml(report, out).page();
    }

    private void page() throws IOException {
        var title = Words.text("comparison.names", "left", report.left().name(), "right", report.right().name());
        out.append(Page.HEAD.replace("{title}", escape(title)));
        out.append("<section class=\"answer ").append(role()).append("\">\n<h1>")
                .append(escape(Words.text("comparison.answer." + report.outcome().answer()))).append("</h1>\n<p>")
                .append(escape(report.paragraph())).append("</p>\n</section>\n<h2>").append(escape(title))
                .append("</h2>\n<dl>\n");
        party("comparison.left", report.left());
        party("comparison.right", report.right());
        out.append("</dl>\n");
        if (!report.outcome().comparison().identical()) {
            flat("comparison.security.heading", report.security());
            bytes();
            index();
            paths();
            flat("comparison.ignored.heading", report.ignored());
        }
        troubles();
        out.append("<p class=\"muted\">").append(escape(Words.text("comparison.madeBy", "version", report.version())))
                .append("</p>\n</main>\n</body>\n</html>\n");
    }

    /// The colour says nothing that the title does not.
    private String role() {
        if (report.outcome().answer() == Answer.DIFFERENT) {
            return report.security().isEmpty() ? "warning" : "danger";
        }
        return report.outcome().answer() == Answer.UNKNOWN ? "warning" : "success";
    }

    private void party(String key, Party party) throws IOException {
        out.append("<dt>").append(escape(Words.text(key))).append("</dt>\n<dd>").append(escape(party.name()));
        if (party.size() >= 0) {
            out.append("<br>").append(escape(Words.text("comparison.size", "size", party.size())));
        }
        var digest = party.sha256();
        if (digest != null) {
            out.append("<br><code>").append(escape(digest.toString())).append("</code>");
        }
        out.append("</dd>\n");
    }

    private void heading(String key) throws IOException {
        out.append("<h2>").append(escape(Words.text(key))).append("</h2>\n");
    }

    private void flat(String key, List<Difference> differences) throws IOException {
        if (differences.isEmpty()) {
            return;
        }
        heading(key);
        out.append("<ul>\n");
        for (var difference : differences) {
            out.append("<li>");
            link(difference);
            out.append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private void link(Difference difference) throws IOException {
        out.append("<a href=\"#d").append(String.valueOf(difference.number())).append("\">")
                .append(escape(CompareWords.where(difference.path()))).append("</a> ")
                .append(escape(CompareWords.what(difference)));
    }

    private void bytes() throws IOException {
        if (report.loaded()) {
            return;
        }
        heading("comparison.bytes.heading");
        out.append("<ul>\n");
        for (var line : Accounts.lines(report)) {
            out.append("<li>").append(escape(line)).append("</li>\n");
        }
        for (var account : report.outcome().comparison().accounts()) {
            out.append("<li>").append(escape(Accounts.line(account)));
            for (var line : Accounts.unexplained(account)) {
                out.append("<div class=\"detail\">").append(escape(line)).append("</div>");
            }
            out.append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private void index() throws IOException {
        if (report.loaded()) {
            return;
        }
        var groups = CauseGroups.of(report.differences());
        causes("comparison.index.heading", groups.roots());
        causes("comparison.derived.heading", groups.derived());
    }

    private void causes(String key, Map<CauseCode, List<Difference>> groups) throws IOException {
        if (groups.isEmpty()) {
            return;
        }
        heading(key);
        for (var group : groups.entrySet()) {
            var differences = group.getValue();
            out.append("<details><summary>").append(escape(Accounts.group(group.getKey(), differences)))
                    .append("</summary>\n").append(CompareWords.hint(group.getKey())
                            .map(hint -> "<p class=\"detail\">" + escape(hint) + "</p>\n").orElse(""))
                    .append("<ul>\n");
            for (var difference : differences.subList(0, Math.min(LINKS, differences.size()))) {
                out.append("<li>");
                link(difference);
                out.append("</li>\n");
            }
            if (differences.size() > LINKS) {
                out.append("<li>").append(escape(Words.text("comparison.more", "count", differences.size() - LINKS)))
                        .append("</li>\n");
            }
            out.append("</ul>\n</details>\n");
        }
    }

    private void paths() throws IOException {
        if (report.differences().isEmpty()) {
            return;
        }
        heading("comparison.paths.heading");
        var root = PathTree.of(report.differences());
        for (var difference : root.differences()) {
            difference(difference);
        }
        for (var child : root.children()) {
            node(child, 0);
        }
        if (details.leftOut() > 0) {
            out.append("<p>").append(escape(Words.text("comparison.detail.budget", "count", details.leftOut())))
                    .append("</p>\n");
        }
    }

    private void node(PathTree node, int level) throws IOException {
        out.append(open || level == 0 ? "<details open>" : "<details>").append("<summary><code>")
                .append(escape(node.label())).append("</code> <span class=\"muted\">")
                .append(String.valueOf(node.count())).append("</span></summary>\n");
        for (var difference : node.differences()) {
            difference(difference);
        }
        for (var child : node.children()) {
            node(child, level + 1);
        }
        out.append("</details>\n");
    }

    private void difference(Difference it) throws IOException {
        out.append("<div class=\"d").append(CompareWords.isSecurity(it) ? " s" : "").append("\" id=\"d")
                .append(String.valueOf(it.number())).append("\">").append(escape(CompareWords.what(it)))
                .append(" <a href=\"#d").append(String.valueOf(it.number())).append("\">[")
                .append(String.valueOf(it.number())).append("]</a>");
        if (report.outcome().isIgnored(it)) {
            out.append(" <em>").append(escape(Words.text("comparison.isIgnored"))).append("</em>");
        }
        for (var cause : it.causes()) {
            cause(cause, it);
        }
        entries(it);
        var detail = details.of(it);
        if (!(detail instanceof Detail.Nothing)) {
            boolean derived = !it.causes().isEmpty() && it.causes().getFirst().derivedFrom() != 0;
            out.append(open && !derived ? "<details open>" : "<details>").append("<summary>")
                    .append(escape(CompareWords.where(it.path()))).append("</summary>\n");
            HtmlDetail.write(detail, out);
            out.append("</details>");
        }
        out.append("</div>\n");
    }

    private void entries(Difference it) throws IOException {
        if (it.entries().isEmpty()) {
            return;
        }
        out.append("<details><summary>").append(escape(Words.text("comparison.entries", "count", it.entries().size()
                + it.moreEntries()))).append("</summary>\n<ul>\n");
        for (var entry : it.entries()) {
            out.append("<li><code>").append(escape(CompareWords.where(entry))).append("</code></li>\n");
        }
        if (it.moreEntries() > 0) {
            out.append("<li>").append(escape(Words.text("comparison.more", "count", it.moreEntries())))
                    .append("</li>\n");
        }
        out.append("</ul></details>\n");
    }

    private void cause(Cause it, Difference of) throws IOException {
        out.append("<div class=\"c\">").append(escape(CompareWords.alone(it)));
        if (it.derivedFrom() != 0) {
            out.append(", <a href=\"#d").append(String.valueOf(it.derivedFrom())).append("\">")
                    .append(escape(Words.text("comparison.cause.follows", "number", it.derivedFrom()))).append("</a>");
        }
        for (var evidence : CompareWords.evidence(it, of)) {
            out.append("<br><code>").append(escape(evidence)).append("</code>");
        }
        out.append("</div>");
    }

    private void troubles() throws IOException {
        var troubles = report.outcome().comparison().troubles();
        if (troubles.isEmpty()) {
            return;
        }
        heading("comparison.troubles.heading");
        out.append("<ul>\n");
        for (var trouble : troubles) {
            out.append("<li>").append(escape(CompareWords.trouble(trouble))).append("</li>\n");
        }
        out.append("</ul>\n");
    }
}
