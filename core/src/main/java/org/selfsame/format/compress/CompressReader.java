package org.selfsame.format.compress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.CompressedStream;
import org.selfsame.codec.Compression;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// A compressed stream. A damaged one has no content, but facts, anomalies, and a layout of the members before the damage.
final class CompressReader implements Reader {
    /// What a member counts in memory.
    private static final int MEMBER = 64;
    private static final int PIECE = 1 << 16;
    /// Anomalies of single members that are listed.
    private static final int MOST_ANOMALIES = 1_000;

    private final Compression compression;
    private final Content stored;
    private final Limits limits;
    private final HeaderFacts header;
    private @Nullable CompressedStream stream;

    private CompressReader(Compression compression, Content stored, Limits limits, HeaderFacts header) {
        this.compression = compression;
        this.stored = stored;
        this.limits = limits;
        this.header = header;
    }

    static Reader open(Compression compression, Content stored, Limits limits) throws IOException {
        var header = new HeaderFacts();
        compression.header(stored, 0, header);
        return new CompressReader(compression, stored, limits, header);
    }

    @Override
    public String format() {
        return compression.name();
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(format(), new Tree(new Root(this)));
        return trees;
    }

    @Override
    public List<Fact> facts() {
        return header.facts();
    }

    private synchronized CompressedStream stream() throws IOException {
        if (stream == null) {
            stream = CompressedStream.of(compression, stored, Limits.decodedBytes(stored.size()),
                    (int) Math.min(limits.tableBytes() / MEMBER, Integer.MAX_VALUE));
        }
        return stream;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        var found = stream();
        var regions = new StreamRegions(format(), stored.size());
        long last = 0;
        for (var member : found.members()) {
            task.checkCancelled();
            regions.padding(last, member.offset() - last, "stream padding");
            compression.describe(stored, member, regions);
            last = member.end();
        }
        regions.padding(found.end(), found.paddingEnd() - found.end(), "stream padding");
        if (found.damage() != null) {
            // nobody can tell where a member ends that cannot be decoded
            regions.data(found.paddingEnd(), stored.size() - found.paddingEnd());
        }
        return regions.build();
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        var found = stream();
        var anomalies = new ArrayList<Anomaly>();
        var notes = new AnomalyNotes(format(), anomalies, MOST_ANOMALIES);
        for (var member : found.members()) {
            task.checkCancelled();
            compression.header(stored, member.offset(), notes);
        }
        var damage = damage(found, task);
        if (damage != null) {
            anomalies.add(new Anomaly(format() + ".damaged", damage.offset(), damage.rule()));
        } else if (found.paddingEnd() < stored.size()) {
            anomalies.add(new Anomaly(format() + ".trailing_bytes", found.paddingEnd(),
                    (stored.size() - found.paddingEnd()) + " bytes follow the last member"));
        }
        return anomalies;
    }

    /// What is wrong, found by decoding everything unless that was done before.
    private static @Nullable FormatException damage(CompressedStream found, Task task) throws IOException {
        if (found.damage() != null) {
            return found.damage();
        }
        try {
            var content = found.content();
            var piece = new byte[PIECE];
            for (long at = 0; at < content.size() && content.knownDigest() == null; at += piece.length) {
                task.checkCancelled();
                content.read(at, piece, 0, (int) Math.min(piece.length, content.size() - at));
            }
            return null;
        } catch (FormatException e) {
            return e;
        }
    }

    /// The directory with the one file.
    private record Root(CompressReader reader) implements Entry.Directory {
        private static final Name NAME = Name.of(new byte[0]);

        @Override
        public Name name() {
            return NAME;
        }

        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        /// @throws FormatException if a member is damaged
        @Override
        public List<Entry> children() throws IOException {
            return List.of(new Decoded(reader.stream().content(), reader.header.metadata()));
        }
    }

    /// What the stream decodes to.
    private record Decoded(Content content, Metadata metadata) implements Entry.File {
        private static final Name NAME = Name.of("content");

        @Override
        public Name name() {
            return NAME;
        }

        @Override
        public long size() {
            return content.size();
        }
    }
}
