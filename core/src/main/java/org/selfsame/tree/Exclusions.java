package org.selfsame.tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is left out of a tree, by patterns: those of mksquashfs' `-wildcards -ef FILE`.
///
/// A pattern is a path from the root, and each of its names may have the wildcards of the shell: `*`, `?`, `[a-z]`, `[!a]`
/// and `@(a|b)`, `?(a)`, `*(a)`, `+(a)`; a dot at the start of a name is matched by a dot alone. `... ` before a pattern
/// lets its path begin in any directory. A directory that matches is left out with all that is in it; with `x/*` it stays,
/// empty but for names that start with a dot. Names are matched byte by byte.
public final class Exclusions {
    /// Nothing is left out.
    public static final Exclusions NONE = new Exclusions(List.of());

    private static final String ANYWHERE = "... ";

    private final List<Rule> rules;

    private Exclusions(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(List<Pattern> names, boolean anywhere) {}

    /// A rule of which as many names as `matched` led to a directory.
    private record Progress(Rule rule, int matched) {}

    /// These patterns.
    ///
    /// @throws IllegalArgumentException if one of them is empty, or has a bracket without an end
    public static Exclusions of(List<Name> patterns) {
        var rules = new ArrayList<Rule>();
        for (var pattern : patterns) {
            var text = new String(pattern.bytes(), StandardCharsets.ISO_8859_1);
            boolean anywhere = text.startsWith(ANYWHERE);
            var names = new ArrayList<Pattern>();
            for (var name : (anywhere ? text.substring(ANYWHERE.length()) : text).split("/", -1)) {
                if (!name.isEmpty() && !name.equals(".")) {
                    names.add(Wildcards.compile(name));
                }
            }
            if (names.isEmpty()) {
                throw new IllegalArgumentException("no pattern: \"" + Text.printable(pattern) + "\"");
            }
            rules.add(new Rule(names, anywhere));
        }
        return new Exclusions(rules);
    }

    /// The patterns in a file, one a line, blanks before it left out; comments begin with `#`.
    ///
    /// @throws IllegalArgumentException as [#of]
    public static Exclusions parse(byte[] file) {
        var patterns = new ArrayList<Name>();
        var line = new ByteArrayOutputStream();
        for (int i = 0; i <= file.length; i++) {
            if (i < file.length && file[i] != '\n') {
                line.write(file[i]);
                continue;
            }
            var text = line.toString(StandardCharsets.ISO_8859_1).stripLeading();
            if (!text.isEmpty() && text.charAt(0) != '#') {
                patterns.add(Name.of(text.getBytes(StandardCharsets.ISO_8859_1)));
            }
            line.reset();
        }
        return of(patterns);
    }

    /// The tree without what is excluded. Its directories are read when they are asked for, as before.
    public Tree apply(Tree tree) {
        return rules.isEmpty()
                ? tree
                : new Tree(new Filtered(tree.root(), rules.stream().map(rule -> new Progress(rule, 0)).toList()));
    }

    private record Filtered(Entry.Directory directory, List<Progress> progress) implements Entry.Directory {
        @Override
        public Name name() {
            return directory.name();
        }

        @Override
        public Metadata metadata() {
            return directory.metadata();
        }

        @Override
        public List<Entry> children() throws IOException {
            var kept = new ArrayList<Entry>();
            for (var child : directory.children()) {
                keep(child, kept);
            }
            return kept;
        }

        private void keep(Entry child, List<Entry> kept) {
            var name = new String(child.name().bytes(), StandardCharsets.ISO_8859_1);
            var within = new ArrayList<Progress>();
            for (var at : progress) {
                var names = at.rule.names();
                if (at.matched == 0 && at.rule.anywhere()) {
                    within.add(at);
                }
                if (names.get(at.matched).matcher(name).matches()) {
                    if (at.matched + 1 == names.size()) {
                        return;
                    }
                    within.add(new Progress(at.rule, at.matched + 1));
                }
            }
            kept.add(child instanceof Entry.Directory inner && !within.isEmpty() ? new Filtered(inner, within) : child);
        }
    }
}
