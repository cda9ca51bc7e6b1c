package org.selfsame.format.tar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.Encoded;
import org.selfsame.content.FileContent;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;
import org.selfsame.tree.Tree;

/// Turns what a scan finds into the tree and the facts.
final class TarIndex implements ScanListener {
    private final Content content;
    private final PathTree tree;
    private final boolean decoded;
    /// By the components of the path: what hard links lead to. Only needed while the archive is scanned.
    private final Map<List<Name>, Linked> named = new HashMap<>();
    private final TreeSet<String> forms = new TreeSet<>();
    private final List<String> labels = new ArrayList<>();
    private final TreeMap<String, String> global = new TreeMap<>();
    private long members;

    TarIndex(Content content, Limits limits) {
        this.content = content;
        tree = new PathTree(TarReader.FORMAT, limits, content.size());
        decoded = isDecoded(content);
    }

    /// Whether the bytes come out of a decoder that runs from start to end, so that members are best looked at while it
    /// runs: they lie neither in a file, nor in memory, nor in pieces that are decoded one by one.
    private static boolean isDecoded(Content content) {
        var root = content.span().root();
        return !(root instanceof FileContent || root instanceof BytesContent || root instanceof Encoded);
    }

    @Override
    public void extension(TarHeader header, long dataLength, List<PaxRecord> records) {
        forms.add(header.type() == 'x' || header.type() == 'g' ? "pax" : form(header));
        if (header.type() == 'V') {
            labels.add(Name.of(header.path()).toString());
        }
    }

    @Override
    public void member(TarHeader header, Member member, long mapOffset, long mapLength) throws IOException {
        members++;
        forms.add(form(header));
        if (member.type() == Member.Type.DIRECTORY) {
            tree.directory(member.path(), member.offset(), member.metadata());
            return;
        }
        var key = PathTree.components(member.path());
        var linked = new Linked(member, digest(member));
        if (member.type() == Member.Type.HARD_LINK && member.stored() == 0) {
            var target = named.get(PathTree.components(member.link()));
            if (target == null) {
                var name = PathTree.printable(member.link());
                tree.entry(member.path(), member.offset(),
                        it -> new TarFile.Dangling(it, member.metadata(), member.offset(), name));
                return;
            }
            target.linked = true;
            linked = target;
        }
        var found = linked;
        tree.entry(member.path(), member.offset(), found::entry);
        named.put(key, found);
    }

    @Override
    public void end(Extensions extensions) {
        extensions.global().forEach((keyword, value) -> global.put(keyword, Name.of(value).toString()));
        named.clear();
    }

    Tree tree() {
        return tree.tree();
    }

    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("tar.form", String.join(", ", forms)));
        facts.add(new Fact("tar.members", Long.toString(members)));
        labels.stream().limit(1).forEach(label -> facts.add(new Fact("tar.volume_label", label)));
        global.forEach((keyword, value) -> facts.add(new Fact("tar.global." + keyword, value)));
        return List.copyOf(facts);
    }

    private static String form(TarHeader header) {
        return switch (header.variant()) {
            case V7 -> "v7";
            case USTAR -> "ustar";
            case GNU -> "gnu";
        };
    }

    private @Nullable Digest digest(Member member) throws IOException {
        if (!decoded || member.sparse() != null || member.broken() != null
                || member.stored() > content.size() - member.dataOffset()) {
            return null;
        }
        return Digests.of(content.slice(member.dataOffset(), member.stored()), DigestAlgorithm.SHA256, count -> {});
    }

    /// A member, and whether hard links lead to it.
    private final class Linked {
        private final Member member;
        private final @Nullable Digest digest;
        private boolean linked;

        Linked(Member member, @Nullable Digest digest) {
            this.member = member;
            this.digest = digest;
        }

        Entry entry(Name name) {
            Metadata metadata = linked
                    ? member.metadata().with().inode(member.offset() / TarHeader.SIZE + 1).build()
                    : member.metadata();
            return switch (member.type()) {
                case SYMBOLIC_LINK -> new Entry.Symlink(name, metadata, Name.of(member.link()));
                case CHARACTER_DEVICE -> new Entry.Device(name, metadata, false, member.major(), member.minor());
                case BLOCK_DEVICE -> new Entry.Device(name, metadata, true, member.major(), member.minor());
                case FIFO -> new Entry.Fifo(name, metadata);
                case FILE, HARD_LINK, UNKNOWN, DIRECTORY -> new TarFile(name, metadata, content, member, digest);
            };
        }
    }
}
