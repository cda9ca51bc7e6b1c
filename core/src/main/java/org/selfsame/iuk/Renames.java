package org.selfsame.iuk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;

/// Changes of names that can be undone. Nothing is deleted: what has to go is put aside.
final class Renames {
    private final Path aside;
    private final ArrayDeque<Step> undo = new ArrayDeque<>();

    /// @param aside a directory on the same file system, where what has to go waits
    Renames(Path aside) {
        this.aside = aside;
    }

    private interface Step {
        void run() throws IOException;
    }

    /// Makes a directory if there is none.
    void makeDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            change(() -> Files.createDirectory(directory), () -> Files.delete(directory));
        }
    }

    /// Puts what is at `path` aside, if there is anything.
    ///
    /// @return whether there was
    boolean putAside(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        move(path, aside.resolve("old-" + undo.size()));
        return true;
    }

    /// Gives a file or directory another name, which nothing has.
    void move(Path from, Path to) throws IOException {
        change(() -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE),
                () -> Files.move(to, from, StandardCopyOption.ATOMIC_MOVE));
    }

    /// How to take a change back is noted first, so that no change goes unnoted, whatever memory is left.
    private void change(Step step, Step back) throws IOException {
        undo.push(back);
        boolean done = false;
        try {
            step.run();
            done = true;
        } finally {
            if (!done) {
                undo.pop();
            }
        }
    }

    /// Takes everything back, the last first. What cannot be taken back is told of beside `cause`.
    ///
    /// @return whether everything was taken back, so that nothing that matters is aside
    boolean undo(Throwable cause) {
        boolean complete = true;
        while (!undo.isEmpty()) {
            try {
                undo.pop().run();
            } catch (IOException e) {
                cause.addSuppressed(e);
                complete = false;
            }
        }
        return complete;
    }
}
