package org.selfsame.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.format.Formats;
import org.selfsame.format.compress.CompressFormat;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Text;

/// An image, or a partition of one, opened as the format that people mean.
///
/// @param at printable address of what was opened, ended with `!/`; empty for the image itself
/// @param content what was opened
/// @param reader as what
/// @param start where `content` starts in the image file
record Opened(String at, Content content, Reader reader, long start) {
    private static final String DISK = "disk";
    /// Partitions of a disk that are looked into.
    private static final int MAX_PARTITIONS = 16;

    /// Opens an image as the first of its formats that can be opened; a disk as its partitions.
    ///
    /// @param problems gets what kept something from being opened
    static List<Opened> of(Content image, Consumer<IOException> problems) {
        var opened = new ArrayList<Opened>();
        var main = first(image, problems);
        if (main == null) {
            return opened;
        }
        if (!main.format().equals(DISK)) {
            return List.of(new Opened("", image, main, 0));
        }
        try {
            for (var child : main.tree().root().children()) {
                if (opened.size() < MAX_PARTITIONS && child instanceof Entry.File partition) {
                    open(image, partition, main, opened, problems);
                }
            }
        } catch (IOException e) {
            problems.accept(e);
        }
        return opened;
    }

    private static void open(Content image, Entry.File partition, Reader disk, List<Opened> opened,
            Consumer<IOException> problems) throws IOException {
        var content = partition.content();
        if (content.size() == image.size()) {
            return;
        }
        var name = Text.printable(partition.name());
        var reader = first(content, problems);
        if (reader != null && !reader.format().equals(DISK)) {
            long start = disk.layout(Task.silent()).regions().stream()
                    .filter(region -> name.equals(region.owner())).mapToLong(region -> region.offset()).min()
                    .orElse(-1);
            opened.add(new Opened(name + "!/", content, reader, start));
        }
    }

    private static @Nullable Reader first(Content content, Consumer<IOException> problems) {
        try {
            for (var format : Formats.of(content)) {
                if (format instanceof CompressFormat) {
                    // listing it may mean to decode all of it, for evidence that is about the stored bytes
                    continue;
                }
                try {
                    return format.open(content, Limits.DEFAULT);
                } catch (IOException e) {
                    problems.accept(e);
                }
            }
        } catch (IOException e) {
            problems.accept(e);
        }
        return null;
    }

    /// Where its bytes lie in the image file.
    Placement placement() {
        return start < 0
                ? new Placement(List.of())
                : new Placement(List.of(new Placement.Run(0, start, content.size())));
    }
}
