package org.selfsame.format.ar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.AnomalyList;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Tree;

/// An archive. The headers are read on opening. The index of symbols and the table of names are no entries.
final class ArReader implements Reader {
    static final String FORMAT = "ar";

    /// What a Debian package states about itself, in its first member.
    private static final String DEBIAN = "debian-binary";
    private static final int LONGEST_VERSION = 64;

    private final Content content;
    private final Limits limits;
    private final boolean thin;
    private final Tree tree;
    private final List<Fact> facts = new ArrayList<>();

    /// @throws FormatException if the tree is too large
    /// @throws IOException if the content cannot be read
    ArReader(Content content, Limits limits, boolean thin) throws IOException {
        this.content = content;
        this.limits = limits;
        this.thin = thin;
        var paths = new PathTree(FORMAT, limits, content.size());
        var members = new long[1];
        facts.add(new Fact("ar.thin", thin ? "yes" : "no"));
        new ArScan(content, limits, thin, member -> {
            if (member.kind() == ArMember.Kind.FILE) {
                var metadata = member.header().metadata();
                paths.entry(member.name(), member.header().offset(), name -> new ArFile(name, metadata, this, member));
                debian(member, members[0]++);
            }
        }).run(Task.silent());
        facts.add(1, new Fact("ar.members", Long.toString(members[0])));
        tree = paths.tree();
    }

    private void debian(ArMember member, long before) throws IOException {
        if (before == 0 && member.stored() <= LONGEST_VERSION && Name.of(member.name()).equals(Name.of(DEBIAN))) {
            var version = content.bytes(member.data(), (int) member.stored());
            facts.add(new Fact("ar.debian_binary", new String(version, StandardCharsets.ISO_8859_1).strip()));
        }
    }

    private record ArFile(Name name, Metadata metadata, ArReader reader, ArMember member) implements Entry.File {
        @Override
        public long size() {
            return member.size();
        }

        @Override
        public Content content() throws IOException {
            if (member.stored() < member.size()) {
                throw new FormatException(FORMAT, member.header().offset(), "the data of a member are not in the "
                        + "archive");
            }
            return reader.content.slice(member.data(), member.size());
        }
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(FORMAT, tree);
        return trees;
    }

    @Override
    public List<Fact> facts() {
        return List.copyOf(facts);
    }

    @Override
    public Layout layout(Task task) throws IOException {
        var layout = new Layout.Builder(FORMAT, content.size());
        layout.add(0, 8, Kind.STRUCTURE, "magic");
        new ArScan(content, limits, thin, new ArScan.Listener() {
            @Override
            public void member(ArMember member) throws IOException {
                boolean file = member.kind() == ArMember.Kind.FILE;
                var path = file ? PathTree.printable(member.name()) : "";
                long at = member.header().offset();
                layout.add(at, ArHeader.SIZE, Kind.STRUCTURE, "member header", path);
                for (var field : ArHeader.Field.values()) {
                    layout.add(at + field.at(), field.length(), Kind.FIELD,
                            "member header." + field.name().toLowerCase(Locale.ROOT), path);
                }
                layout.add(at + ArHeader.SIZE, member.nameLength(), Kind.STRUCTURE, "member name", path);
                layout.add(member.data(), member.stored(), file ? Kind.DATA : Kind.STRUCTURE, member.kind().term(),
                        path);
            }

            @Override
            public void padding(long offset) throws IOException {
                layout.add(offset, 1, Kind.PADDING, "padding");
            }

            @Override
            public void rest(long offset, long length) throws IOException {
                layout.add(offset, length, Kind.UNKNOWN, "no header");
            }
        }).run(task);
        return layout.build();
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        var anomalies = new AnomalyList(FORMAT);
        Set<Name> names = new HashSet<>();
        new ArScan(content, limits, thin, new ArScan.Listener() {
            @Override
            public void member(ArMember member) {
                var name = Name.of(member.name());
                if (member.kind() == ArMember.Kind.FILE && !names.add(name)) {
                    anomaly("duplicate_name", member.header().offset(), PathTree.printable(member.name())
                            + ": an earlier member has the same name");
                }
            }

            @Override
            public void padding(long offset) throws IOException {
                if (content.bytes(offset, 1)[0] != '\n') {
                    anomaly("padding", offset, "a member is not filled up with a line feed");
                }
            }

            @Override
            public void anomaly(String code, long offset, String detail) {
                anomalies.add(code, offset, detail);
            }
        }).run(task);
        return anomalies.list();
    }
}
