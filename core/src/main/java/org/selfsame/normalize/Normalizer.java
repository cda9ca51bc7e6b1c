package org.selfsame.normalize;

import java.io.IOException;
import java.util.Optional;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// Applies rules to one file.
public final class Normalizer {
    private final Contents contents;

    /// @param scratch room for bytes that are made; what comes out may lie in it
    public Normalizer(List<? extends Rule> rules, Epoch epoch, Limits limits, Scratch scratch, Task task) {
        var forContent = new ArrayList<ContentRule>();
        for (var rule : rules) {
            if (rule instanceof ContentRule content) {
                forContent.add(content);
            }
        }
        contents = new Contents(forContent, epoch, limits, scratch, task);
    }

    /// What one file should be; empty if it is that already.
    ///
    /// @param path that the log calls it by
    /// @throws IOException if it cannot be read, or there is no room for what is made
    public Optional<Content> content(String path, Content content, Log log) throws IOException {
        return contents.normalize(path, content, log);
    }
}
