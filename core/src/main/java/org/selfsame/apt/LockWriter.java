package org.selfsame.apt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.tree.Text;

/// Writes a lock. Lists of packages and indexes have an element a line; no library lays JSON out like that.
final class LockWriter {
    private final Lock lock;
    private final StringBuilder out = new StringBuilder();

    private LockWriter(Lock lock) {
        this.lock = lock;
    }

    static byte[] write(Lock lock) {
        var writer = new LockWriter(lock);
        writer.document();
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void document() {
        var recipe = lock.recipe();
        out.append("{\n  \"selfsame\": ").append(Text.quoted(LockJson.SCHEMA)).append(",\n  \"recipe\": ")
                .append(new Line().text("name", recipe.name()).text("version", recipe.version())
                        .text("repository", recipe.repository()).text("commit", recipe.commit())
                        .optional("tag", recipe.tag()).digest("tree", recipe.tree()))
                .append(",\n  \"sourceDate\": ").append(Text.quoted(lock.sourceDate().toString()))
                .append(",\n  \"architecture\": ").append(Text.quoted(lock.architecture())).append(",\n");
        list("  ", "archives", lock.archives(), this::archive);
        out.append(",\n");
        list("  ", "packages", lock.packages().stream().sorted(LockOrder.PACKAGES).toList(), this::binary);
        out.append(",\n");
        list("  ", "sources", lock.sources().stream().sorted(LockOrder.SOURCES).toList(), this::source);
        out.append(",\n");
        list("  ", "tools", lock.tools().stream().sorted(LockOrder.TOOLS).toList(),
                tool -> new Line().text("name", tool.name()).text("version", tool.version()).toString());
        out.append("\n}\n");
    }

    private <T> void list(String indent, String name, List<T> elements, Function<T, String> form) {
        out.append(indent).append(Text.quoted(name)).append(": [");
        for (int i = 0; i < elements.size(); i++) {
            out.append(i == 0 ? "\n" : ",\n").append(indent).append("  ").append(form.apply(elements.get(i)));
        }
        out.append(elements.isEmpty() ? "]" : "\n" + indent + "]");
    }

    private String archive(Lock.Archive archive) {
        var release = archive.inRelease();
        var text = new StringBuilder("{\n");
        var indent = "      ";
        text.append(indent).append(new Line().text("name", archive.name()).text("uri", archive.uri())
                .text("suite", archive.suite()).texts("components", archive.components())
                .time("snapshot", archive.snapshot()).optional("original", archive.original())
                .digest("keyring", archive.keyring()).members()).append(",\n");
        text.append(indent).append("\"inRelease\": ").append(new Line().digest("sha256", release.sha256())
                .number("size", release.size()).time("date", release.date()).time("validUntil", release.validUntil())
                .text("codename", release.codename()).texts("signers", release.signers())).append(",\n");
        text.append(indent).append("\"indexes\": [");
        var separator = "\n";
        for (var index : archive.indexes().stream().sorted(LockOrder.INDEXES).toList()) {
            text.append(separator).append(indent).append("  ").append(new Line().text("path", index.path())
                    .digest("sha256", index.sha256()).number("size", index.size()));
            separator = ",\n";
        }
        return text.append(archive.indexes().isEmpty() ? "]" : "\n" + indent + "]").append("\n    }").toString();
    }

    private String binary(Lock.Binary binary) {
        var line = new Line().text("name", binary.name()).text("version", binary.version())
                .text("architecture", binary.architecture()).digest("sha256", binary.sha256())
                .number("size", binary.size()).text("path", binary.path()).optional("archive", name(binary.archive()))
                .texts("uses", words(binary.uses()));
        return (binary.requested() ? line.plain("requested", "true") : line).toString();
    }

    private static String built(Lock.Built built) {
        var line = new Line().text("name", built.name()).text("version", built.version())
                .text("architecture", built.architecture()).texts("uses", words(built.uses()));
        return (built.requested() ? line.plain("requested", "true") : line).toString();
    }

    private static List<String> words(Set<Lock.Use> uses) {
        return new TreeSet<>(uses).stream().map(use -> use.name().toLowerCase(Locale.ROOT)).toList();
    }

    private String source(Lock.Source source) {
        var files = source.files().stream().<String>map(file -> "\n      " + new Line().text("path", file.path())
                .digest("sha256", file.sha256()).number("size", file.size())).toList();
        var binaries = source.binaries().stream().sorted(LockOrder.BUILT).<String>map(it -> "\n      " + built(it))
                .toList();
        return new Line().text("name", source.name()).text("version", source.version())
                .optional("archive", name(source.archive()))
                .plain("binaries", "[" + String.join(",", binaries) + (binaries.isEmpty() ? "]" : "\n    ]"))
                .plain("files", "[" + String.join(",", files) + "\n    ]").toString();
    }

    private @Nullable String name(int archive) {
        return archive < 0 ? null : lock.archives().get(archive).name();
    }

    /// An object on a line.
    private static final class Line {
        private final List<String> members = new ArrayList<>();

        Line plain(String name, String value) {
            members.add(Text.quoted(name) + ": " + value);
            return this;
        }

        Line text(String name, String value) {
            return plain(name, Text.quoted(value));
        }

        Line optional(String name, @Nullable String value) {
            return value == null ? this : text(name, value);
        }

        Line digest(String name, Digest value) {
            return text(name, value.hex());
        }

        Line number(String name, long value) {
            return plain(name, Long.toString(value));
        }

        Line time(String name, @Nullable Instant value) {
            return value == null ? this : text(name, value.toString());
        }

        Line texts(String name, List<String> values) {
            return plain(name, "[" + String.join(", ", values.stream().map(Text::quoted).toList()) + "]");
        }

        String members() {
            return String.join(", ", members);
        }

        @Override
        public String toString() {
            return "{" + members() + "}";
        }
    }
}
