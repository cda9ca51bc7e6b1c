package org.selfsame.report.compare;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Account;
import org.selfsame.compare.Difference;
import org.selfsame.compare.detail.Detail;
import org.selfsame.report.SafeJson;
import org.selfsame.tree.Text;
import org.selfsame.words.CompareWords;
import org.selfsame.words.Words;

/// A comparison as diffoscope writes it: JSON, version 1. Containers are nodes, what is in them are nodes of theirs; what
/// only one side has is in a view called `file list`, what a format records in one called `metadata`, and what differs in
/// a container itself in `layout`. Causes are comments.
public final class DiffoscopeWriter {
    private static final long DETAIL_LINES = 50_000;

    private final CompareReport report;
    private final DetailBudget details;
    private final Set<String> containers = new HashSet<>();
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private DiffoscopeWriter(CompareReport report) {
        this.report = report;
        details = new DetailBudget(report.details(), DETAIL_LINES);
        report.outcome().comparison().accounts().stream().map(Account::path).forEach(containers::add);
    }

    /// A node that is being put together.
    private static final class Draft {
        private final String source1;
        private final String source2;
        private final List<String> comments = new ArrayList<>();
        private final List<String> leftList = new ArrayList<>();
        private final List<String> rightList = new ArrayList<>();
        private final List<String> listComments = new ArrayList<>();
        private final List<String> leftMetadata = new ArrayList<>();
        private final List<String> rightMetadata = new ArrayList<>();
        private final List<String> metadataComments = new ArrayList<>();
        private final List<DiffoscopeNode> views = new ArrayList<>();
        private final List<Draft> children = new ArrayList<>();
        private @Nullable String unifiedDiff;
        private boolean hexadecimal;

        Draft(String source1, String source2) {
            this.source1 = source1;
            this.source2 = source2;
        }

        DiffoscopeNode node() {
            var all = new ArrayList<DiffoscopeNode>();
            if (!leftList.isEmpty() || !rightList.isEmpty()) {
                all.add(view("file list", listComments, UnifiedDiff.replace(leftList, rightList), false));
            }
            if (!leftMetadata.isEmpty()) {
                all.add(view("metadata", metadataComments, UnifiedDiff.replace(leftMetadata, rightMetadata), false));
            }
            all.addAll(views);
            children.forEach(child -> all.add(child.node()));
            return new DiffoscopeNode(source1, source2, comments, hexadecimal, unifiedDiff, all);
        }
    }

    private static DiffoscopeNode view(String name, List<String> comments, @Nullable String diff, boolean hexadecimal) {
        return new DiffoscopeNode(name, name, comments, hexadecimal, diff, List.of());
    }

    /// Writes the document, ended with a line feed.
    ///
    /// @throws IOException as `out` throws it, or if the host cannot read an image for details
    public static void write(CompareReport report, Writer out) throws IOException {
        var json = new SafeJson(out);
        write(new DiffoscopeWriter(report).root(), true, json);
        json.flush();
        out.append('\n');
    }

    private DiffoscopeNode root() throws IOException {
        var root = new Draft(report.left().name(), report.right().name());
        root.comments.add(report.paragraph());
        drafts.put("", root);
        for (var difference : report.differences()) {
            add(difference);
        }
        for (var trouble : report.outcome().comparison().troubles()) {
            draft(trouble.path(), null).comments.add(CompareWords.trouble(trouble));
        }
        for (var account : report.outcome().comparison().accounts()) {
            draft(account.path(), null).comments.addAll(Accounts.unexplained(account));
        }
        if (details.leftOut() > 0) {
            root.comments.add(Words.text("comparison.detail.budget", "count", details.leftOut()));
        }
        return root.node();
    }

    private void add(Difference it) throws IOException {
        switch (it.kind()) {
            case ADDED -> list(it, null, it.path());
            case REMOVED -> list(it, it.path(), null);
            case MOVED -> list(it, it.path(), it.movedTo());
            case METADATA, TYPE -> {
                var draft = draft(it.path(), it.movedTo());
                draft.leftMetadata.add(value(it.field(), it.left()));
                draft.rightMetadata.add(value(it.field(), it.right()));
                draft.metadataComments.add(numbered(it));
                draft.metadataComments.addAll(causes(it));
            }
            case CONTENT -> {
                var draft = draft(it.path(), it.movedTo());
                var detail = details.of(it);
                draft.unifiedDiff = UnifiedDiff.of(detail);
                draft.hexadecimal = detail instanceof Detail.Binary;
                draft.comments.add(numbered(it));
                draft.comments.addAll(causes(it));
            }
            case LAYOUT -> {
                var comments = new ArrayList<>(List.of(numbered(it)));
                comments.addAll(causes(it));
                draft(it.path(), null).views.add(view("layout: " + Text.harmless(it.field()), comments,
                        UnifiedDiff.of(details.of(it)), true));
            }
        }
    }

    private void list(Difference it, @Nullable String left, @Nullable String right) throws IOException {
        var container = container(it.path());
        var draft = draft(container, null);
        if (left != null) {
            draft.leftList.add(Text.harmless(label(left, container)));
        }
        if (right != null) {
            draft.rightList.add(Text.harmless(label(right, container)));
        }
        if (it.count() > 1 || CompareWords.isSecurity(it)) {
            draft.listComments.add(Text.harmless(label(it.path(), container)) + ": " + CompareWords.what(it));
            draft.listComments.addAll(CompareWords.entries(it));
            draft.listComments.addAll(causes(it));
        }
        var detail = CompareWords.isAlone(it) ? UnifiedDiff.of(details.of(it)) : null;
        if (detail != null) {
            draft(it.path(), null).unifiedDiff = detail;
        }
    }

    private static String value(String field, @Nullable String value) {
        return Text.harmless(field) + ": "
                + (value == null ? Words.text("comparison.noValue") : Text.harmless(value));
    }

    private static String numbered(Difference it) {
        return "[" + it.number() + "] " + CompareWords.what(it);
    }

    private static List<String> causes(Difference it) {
        return it.causes().stream().map(CompareWords::cause).toList();
    }

    /// The container that a path lies in.
    private String container(String path) {
        for (int bang = path.lastIndexOf('!'); bang > 0; bang = path.lastIndexOf('!', bang - 1)) {
            if (containers.contains(path.substring(0, bang))) {
                return path.substring(0, bang);
            }
        }
        return "";
    }

    private Draft draft(String path, @Nullable String movedTo) {
        var there = drafts.get(path);
        if (there != null) {
            return there;
        }
        var container = container(path);
        var draft = new Draft(label(path, container), label(movedTo == null ? path : movedTo, container));
        drafts.put(path, draft);
        draft(container, null).children.add(draft);
        return draft;
    }

    private static String label(String path, String container) {
        var label = path.startsWith(container) ? path.substring(container.length()) : path;
        return label.startsWith("!/") ? label.substring(2) : label;
    }

    private static void write(DiffoscopeNode node, boolean root, SafeJson json) throws IOException {
        json.beginObject();
        if (root) {
            json.field(DiffoscopeReader.VERSION, 1);
        }
        json.field("source1", node.source1()).field("source2", node.source2());
        if (!node.comments().isEmpty()) {
            json.beginArray("comments");
            for (var comment : node.comments()) {
                json.value(comment);
            }
            json.endArray();
        }
        var diff = node.unifiedDiff();
        if (node.hexadecimal() && diff != null) {
            json.field("has_internal_linenos", true);
        }
        if (diff == null) {
            json.nothing("unified_diff");
        } else {
            json.field("unified_diff", diff);
        }
        if (!node.details().isEmpty()) {
            json.beginArray("details");
            for (var child : node.details()) {
                write(child, false, json);
            }
            json.endArray();
        }
        json.endObject();
    }
}
