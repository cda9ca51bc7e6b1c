package org.selfsame.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Walk;

/// Finds where an image does not fit itself, without a good copy: files that its own lists say are different, and
/// whatever breaks a rule of its format when everything is read. What decodes all the same cannot be found so.
final class DamageFinder {
    private static final int MAX_DAMAGE = 100;
    /// Containers within containers.
    private static final int MAX_DEPTH = 3;
    private static final int PIECE = 1 << 20;
    /// How layouts call all the blocks of a file, and what one of them is.
    private static final String BLOCKS = "data blocks";
    private static final String ONE_BLOCK = "data block";

    private final Task.Meter meter;
    private final List<Damage> found = new ArrayList<>();
    private final Set<Long> offsets = new HashSet<>();

    private DamageFinder(Task.Meter meter) {
        this.meter = meter;
    }

    /// Looks into `images`.
    ///
    /// @param failed addresses of files that do not fit a list inside the image
    /// @throws java.util.concurrent.CancellationException if the task is cancelled
    static List<Damage> find(List<Opened> images, List<String> failed, Task task) {
        try (var meter = task.begin(Activity.LOCATE, -1)) {
            var finder = new DamageFinder(meter);
            for (var image : images) {
                finder.container(image.reader(), image.at(), image.placement(), 0, task, Set.copyOf(failed));
            }
            return List.copyOf(finder.found);
        }
    }

    private void container(Reader reader, String at, Placement placement, int depth, Task task,
            Set<String> failed) {
        Layout layout = null;
        try {
            layout = reader.layout(task);
        } catch (IOException e) {
            broken(at, e, placement, null);
        }
        var visitor = new Reading(at, placement, layout, depth, task, failed);
        try {
            Walk.of(reader.tree(), Limits.DEFAULT, visitor);
        } catch (IOException e) {
            broken(at, e, placement, layout);
        }
    }

    /// Reads everything in one container.
    private final class Reading implements Walk.Visitor {
        private final String at;
        private final Placement placement;
        private final @Nullable Layout layout;
        private final int depth;
        private final Task task;
        private final Set<String> failed;

        Reading(String at, Placement placement, @Nullable Layout layout, int depth, Task task, Set<String> failed) {
            this.at = at;
            this.placement = placement;
            this.layout = layout;
            this.depth = depth;
            this.task = task;
            this.failed = failed;
        }

        @Override
        public void visit(String path, Entry entry) {
            meter.add(1);
            if (entry instanceof Entry.File file && found.size() < MAX_DAMAGE) {
                file(path, file);
            }
        }

        @Override
        public void unreadable(String path, Entry.Directory directory, IOException problem) {
            broken(at + path, problem, placement, layout);
        }

        private void file(String path, Entry.File file) {
            int before = found.size();
            try {
                var content = file.content();
                readAll(content);
                if (depth < MAX_DEPTH) {
                    inside(path, content);
                }
            } catch (IOException e) {
                broken(at + path, e, placement, layout);
            }
            if (found.size() == before && failed.contains(at + path)) {
                extents(path);
            }
        }

        private void inside(String path, Content content) {
            // a container that cannot be opened is damaged only if something says so: it may be anything
            for (var inner : Opened.of(content, problem -> {
                if (failed.contains(at + path)) {
                    broken(at + path, problem, of(path, content.size()), null);
                }
            })) {
                var whole = of(path, content.size());
                var start = inner.start() <= 0 ? whole : new Placement(List.of());
                container(inner.reader(), at + path + "!/" + inner.at(), start, depth + 1, task, failed);
            }
        }

        private Placement of(String path, long size) {
            return placement.of(regions(path), size);
        }

        private List<Region> regions(String path) {
            return layout == null
                    ? List.of()
                    : layout.regions().stream().filter(it -> it.kind() == Region.Kind.DATA && path.equals(it.owner()))
                            .toList();
        }

        private void extents(String path) {
            for (var region : regions(path)) {
                long offset = placement.outer(region.offset());
                found.add(new Damage(at + path, offset, offset < 0 ? 0 : region.length(), region.what(), ""));
            }
        }

        private void readAll(Content content) throws IOException {
            var buffer = new byte[(int) Math.min(PIECE, content.size())];
            for (long offset = content.nextData(0); offset < content.size(); offset = content
                    .nextData(offset + Math.min(buffer.length, content.size() - offset))) {
                meter.add(0);
                content.read(offset, buffer, 0, (int) Math.min(buffer.length, content.size() - offset));
            }
        }
    }

    private void broken(String path, IOException problem, Placement placement, @Nullable Layout layout) {
        if (found.size() >= MAX_DAMAGE) {
            return;
        }
        if (!(problem instanceof FormatException format)) {
            found.add(new Damage(path, -1, 0, "file", "cannot be read"));
            return;
        }
        long offset = placement.outer(format.offset());
        if (offset >= 0 && !offsets.add(offset)) {
            return;
        }
        var region = layout == null || format.offset() < 0
                ? null
                : layout.at(format.offset()).stream().filter(it -> it.kind() != Region.Kind.UNKNOWN)
                        .reduce((outer, inner) -> inner).orElse(null);
        var what = region == null ? format.format() : region.what();
        if (format.length() > 0 && what.equals(BLOCKS)) {
            what = ONE_BLOCK;
        }
        found.add(new Damage(path, offset, offset < 0 ? 0 : length(format, region), what, format.rule()));
    }

    /// As exact as the reader tells; else to the end of what begins before and goes beyond.
    private static long length(FormatException problem, @Nullable Region region) {
        if (region == null) {
            return Math.max(problem.length(), 1);
        }
        long rest = region.end() - problem.offset();
        return problem.length() > 0 ? Math.min(problem.length(), rest) : rest;
    }
}
