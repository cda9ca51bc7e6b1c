package org.selfsame.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Declared trees and their comparison, for tests.
final class Trees {
    static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    private Trees() {}

    static Metadata metadata(int permissions) {
        return Metadata.builder().permissions(permissions).owner(0, 0).modified(TIME).links(1).build();
    }

    static Entry.File file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Entry.File file(String name, byte[] bytes) {
        return file(name, new BytesContent(bytes));
    }

    static Entry.File file(String name, Content content) {
        return MemoryTree.file(Name.of(name), metadata(0644), content);
    }

    static Entry.File file(String name, Metadata metadata, String text) {
        return MemoryTree.file(Name.of(name), metadata, new BytesContent(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Entry.Symlink link(String name, String target) {
        return new Entry.Symlink(Name.of(name), metadata(0777), Name.of(target));
    }

    static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), metadata(0755), List.of(children));
    }

    static Tree tree(Entry... children) {
        return new Tree(directory("", children));
    }

    static Comparison compare(Tree left, Tree right, int threads) throws IOException {
        return new Comparer(new CompareOptions(Limits.DEFAULT, 20, threads)).trees(left, right, "", _ -> {},
                Task.silent());
    }

    static Comparison compare(Tree left, Tree right) throws IOException {
        return compare(left, right, 2);
    }

    static Comparison compare(Content left, Content right, int threads) throws IOException {
        return new Comparer(new CompareOptions(Limits.DEFAULT, 20, threads)).contents(left, right, _ -> {},
                Task.silent());
    }

    /// Each difference on a line: kind, path, field, values.
    static List<String> lines(Comparison comparison) {
        return comparison.differences().stream().map(Trees::line).toList();
    }

    private static String line(Difference difference) {
        var line = new StringBuilder(difference.kindName()).append(' ').append(difference.path());
        if (difference.movedTo() != null) {
            line.append(" -> ").append(difference.movedTo());
        }
        if (!difference.field().isEmpty()) {
            line.append(' ').append(difference.field());
        }
        if (difference.left() != null || difference.right() != null) {
            line.append(": ").append(difference.left()).append(" | ").append(difference.right());
        }
        return line.toString();
    }
}
