package org.selfsame.parts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
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
import org.selfsame.tree.PathTree;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Tree;

/// A content as its [Survey] tells it. Each question is a run of its own, so nothing is kept in memory between them.
///
/// A rule that is broken behind the headers is the anomaly `FORMAT.damaged`; the parts before it can be read.
final class PartsReader implements Reader {
    private static final int ANOMALIES = 1_000;

    private final String format;
    private final Content content;
    private final Limits limits;
    private final Supplier<Survey> surveys;
    private final List<Fact> facts;

    private PartsReader(String format, Content content, Limits limits, Supplier<Survey> surveys, List<Fact> facts) {
        this.format = format;
        this.content = content;
        this.limits = limits;
        this.surveys = surveys;
        this.facts = facts;
    }

    /// @throws FormatException if the headers break a rule
    /// @throws IOException if the content cannot be read
    static Reader open(String format, Content content, Limits limits, Supplier<Survey> surveys) throws IOException {
        var facts = new ArrayList<Fact>();
        surveys.get().head(new Parts(format, content, limits, new Sink() {
            @Override
            public void fact(Fact fact) {
                facts.add(fact);
            }
        }));
        return new PartsReader(format, content, limits, surveys, List.copyOf(facts));
    }

    /// Whether the headers keep the rules.
    ///
    /// @throws IOException if the content cannot be read
    static boolean opens(String format, Content content, Survey survey) throws IOException {
        try {
            survey.head(new Parts(format, content, Limits.DEFAULT, new Sink() {
            }));
            return true;
        } catch (FormatException _) {
            return false;
        }
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(format, new Tree(new Root()));
        return trees;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        var layout = new Layout.Builder(format, content.size());
        run(new Sink() {
            @Override
            public void region(long offset, long length, Kind kind, String what, String owner) throws FormatException {
                task.checkCancelled();
                layout.add(offset, length, kind, what, owner);
            }
        });
        return layout.build();
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        var anomalies = new ArrayList<Anomaly>();
        run(new Sink() {
            @Override
            public void region(long offset, long length, Kind kind, String what, String owner) {
                task.checkCancelled();
            }

            @Override
            public void anomaly(Anomaly anomaly) {
                if (anomalies.size() < ANOMALIES) {
                    anomalies.add(anomaly);
                }
            }
        });
        return anomalies;
    }

    private void run(Sink sink) throws IOException {
        var survey = surveys.get();
        var parts = new Parts(format, content, limits, sink);
        survey.head(parts);
        try {
            survey.body(parts);
        } catch (FormatException e) {
            parts.anomaly("damaged", e.offset(), e.rule());
        }
    }

    private List<Entry> entries() throws IOException {
        var tree = new PathTree(format, limits, content.size());
        run(new Sink() {
            @Override
            public void entry(String directory, Entry.File file, long offset) throws FormatException {
                tree.entry(path(directory, file.name()), offset, _ -> file);
            }
        });
        return tree.tree().root().children();
    }

    private static byte[] path(String directory, Name name) {
        var before = directory.isEmpty() ? new byte[0] : (directory + "/").getBytes(StandardCharsets.UTF_8);
        var path = Arrays.copyOf(before, before.length + name.length());
        System.arraycopy(name.bytes(), 0, path, before.length, name.length());
        return path;
    }

    /// Lists the parts when they are asked for.
    private final class Root implements Entry.Directory {
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
            return entries();
        }
    }
}
