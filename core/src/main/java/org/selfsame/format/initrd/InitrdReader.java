package org.selfsame.format.initrd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Tree;

/// An initrd as a tree of its segments: `segment-1`, `segment-2`…, each with its stored bytes, which open by
/// themselves. The segments are looked for when they are first asked for.
final class InitrdReader implements Reader {
    private final Content content;
    private @Nullable List<Segment> segments;

    InitrdReader(Content content) {
        this.content = content;
    }

    private synchronized List<Segment> segments() throws IOException {
        if (segments == null) {
            segments = List.copyOf(new Segments(content).all());
        }
        return segments;
    }

    @Override
    public String format() {
        return InitrdFormat.NAME;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(InitrdFormat.NAME, new Tree(new Root(this)));
        return trees;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        var layout = new Layout.Builder(InitrdFormat.NAME, content.size());
        var finder = new Segments(content);
        int number = 1;
        for (var segment : segments()) {
            task.checkCancelled();
            layout.add(segment.offset(), segment.end() - segment.offset(), Kind.DATA, segment.kind() + " segment",
                    name(number++));
            layout.add(segment.end(), finder.zerosEnd(segment.end()) - segment.end(), Kind.PADDING, "segment padding");
        }
        return layout.build();
    }

    /// None: an initrd has no header of its own.
    @Override
    public List<Fact> facts() {
        return List.of();
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        var anomalies = new ArrayList<Anomaly>();
        int number = 1;
        for (var segment : segments()) {
            var damage = segment.damage();
            if (damage != null) {
                anomalies.add(new Anomaly("initrd.damaged_segment", damage.offset(), "the end of " + name(number)
                        + " is not found: " + damage.rule()));
            }
            number++;
        }
        var end = segments().isEmpty() ? 0 : segments().getLast().end();
        long next = new Segments(content).zerosEnd(end);
        if (next < content.size()) {
            anomalies.add(new Anomaly("initrd.trailing_bytes", next, (content.size() - next)
                    + " bytes that are no archive follow the last segment"));
        }
        return anomalies;
    }

    private static String name(int number) {
        return "segment-" + number;
    }

    /// The directory of the segments.
    private record Root(InitrdReader reader) implements Entry.Directory {
        @Override
        public Name name() {
            return Name.of("");
        }

        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public List<Entry> children() throws IOException {
            var files = new ArrayList<Entry>();
            for (var segment : reader.segments()) {
                files.add(new Stored(Name.of(InitrdReader.name(files.size() + 1)), slice(segment)));
            }
            files.sort(Comparator.comparing(Entry::name));
            return files;
        }

        private Content slice(Segment segment) throws FormatException {
            return reader.content.slice(segment.offset(), segment.end() - segment.offset());
        }
    }

    private record Stored(Name name, Content content) implements Entry.File {
        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public long size() {
            return content.size();
        }
    }
}
