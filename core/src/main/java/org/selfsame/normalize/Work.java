package org.selfsame.normalize;

import java.io.IOException;
import java.util.Optional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// What a content rule has at hand for one content.
public final class Work implements Log {
    private final Contents contents;
    private final String path;
    private final int depth;
    private final Map<Integer, Content> members = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    Work(Contents contents, String path, int depth) {
        this.contents = contents;
        this.path = path;
        this.depth = depth;
    }

    /// The time that takes the place of the build's.
    public Epoch epoch() {
        return contents.epoch();
    }

    /// Bounds of what is read.
    public Limits limits() {
        return contents.limits();
    }

    /// The handle of the operation.
    public Task task() {
        return contents.task();
    }

    /// Room for bytes that are made.
    public Scratch scratch() {
        return contents.scratch();
    }

    /// What a member of the content should be; empty if it is that already, or left alone.
    ///
    /// @param index of the member, by which [#changed] knows it
    /// @param name printable path of the member in the content; empty for what a compressed stream decodes to
    /// @throws IOException if it cannot be read
    public Optional<Content> member(int index, String name, Content member) throws IOException {
        var after = contents.normalize(path + (name.isEmpty() ? "!" : "!/" + name), member, depth + 1, this);
        after.ifPresent(content -> members.put(index, content));
        return after;
    }

    /// What [#member] made of the member at `index`, or null if it left it as it was.
    public @Nullable Content changed(int index) {
        return members.get(index);
    }

    @Override
    public void changed(Change change) {
        changes.add(change);
    }

    @Override
    public void skipped(Skipped what) {
        skipped.add(what);
    }

    /// Tells `log` what happened inside.
    void tell(Log log, boolean accepted) {
        if (accepted) {
            changes.forEach(log::changed);
        }
        skipped.forEach(log::skipped);
    }
}
