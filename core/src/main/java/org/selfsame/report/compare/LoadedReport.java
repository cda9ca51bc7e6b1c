package org.selfsame.report.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Subject;
import org.selfsame.compare.detail.Detail;
import org.selfsame.compare.outcome.Outcome;
import org.selfsame.compare.outcome.Selection;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Text;

/// A report that diffoscope wrote, as one of ours. It says what diffoscope said: there is no account of bytes, and nobody
/// looked for causes.
public final class LoadedReport {
    private static final String NOTHING = "/dev/null";
    private static final Subject NO_SUBJECT = new Subject(null, null, null, null, "");

    private final List<Difference> differences = new ArrayList<>();
    private final Map<Integer, DiffoscopeNode> nodes = new HashMap<>();

    private LoadedReport() {}

    /// Reads `content`.
    ///
    /// @param version of the program
    /// @throws FormatException if it is no report of diffoscope, or not of version 1
    /// @throws IOException if the content cannot be read
    public static CompareReport of(Content content, String version) throws IOException {
        var root = DiffoscopeReader.read(content);
        var it = new LoadedReport();
        it.add(root, "");
        var comparison = new Comparison(it.differences.isEmpty(), it.differences, List.of(), List.of(), true);
        var outcome = Outcome.of(comparison, Selection.ALL, Set.of(), Set.of());
        return new CompareReport(new Party(root.source1(), -1, null), new Party(root.source2(), -1, null), outcome,
                it::detail, true, version);
    }

    private void add(DiffoscopeNode node, String path) {
        boolean says = node.unifiedDiff() != null || !node.comments().isEmpty() || node.details().isEmpty();
        if (says) {
            put(node, path, "");
        }
        for (var child : node.details()) {
            if (isView(child.source1())) {
                view(child, path);
            } else {
                var name = child.source1().equals(NOTHING) ? child.source2() : child.source1();
                add(child, path + "!/" + Text.printable(name));
            }
        }
    }

    /// A view says something of its container; what is in it lies in the container, too.
    private void view(DiffoscopeNode node, String path) {
        put(node, path, Text.printable(node.source1()));
        for (var child : node.details()) {
            if (isView(child.source1())) {
                view(child, path);
            } else {
                add(child, path + "!/" + Text.printable(child.source1()));
            }
        }
    }

    /// Whether it is the name of a view and not that of a file: diffoscope does not say.
    private static boolean isView(String name) {
        return name.contains("{}") || name.equals("file list") || name.equals("metadata") || name.startsWith("layout: ")
                || name.equals("line order") || name.startsWith("filetype from ") || name.startsWith("encoding");
    }

    private void put(DiffoscopeNode node, String path, String field) {
        int number = differences.size() + 1;
        var kind = path.isEmpty() || !field.isEmpty()
                ? Kind.CONTENT
                : node.source1().equals(NOTHING)
                        ? Kind.ADDED
                        : node.source2().equals(NOTHING) ? Kind.REMOVED : Kind.CONTENT;
        differences.add(new Difference(number, path, null, kind, field, null, null, 0, List.of(), 0, 1, NO_SUBJECT,
                List.of()));
        nodes.put(number, node);
    }

    private Detail detail(Difference difference) {
        var node = nodes.get(difference.number());
        if (node == null) {
            return new Detail.Nothing();
        }
        var diff = node.unifiedDiff();
        return new Detail.Text("", "", diff == null ? List.of() : UnifiedDiff.parse(diff), node.comments(), true);
    }
}
