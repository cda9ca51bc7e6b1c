package org.selfsame.compare.cause;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Side;
import org.selfsame.content.Content;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FormatException;

/// The files whose bytes differ, by name, with their digests: what lists of checksums may be about. Thread-safe.
final class ChangedFiles {
    /// Files of one name that are tried.
    private static final int MOST = 50;

    private final Scene scene;
    private final Map<String, List<Changed>> byName = new HashMap<>();
    private final Map<Wanted, String> digests = new ConcurrentHashMap<>();

    /// A file that differs.
    ///
    /// @param root the number of the difference that says so
    record Changed(String path, int root, Content left, Content right) {
        Content content(Side side) {
            return side == Side.LEFT ? left : right;
        }
    }

    private record Wanted(String path, Side side, DigestAlgorithm algorithm) {}

    ChangedFiles(Scene scene) throws IOException {
        this.scene = scene;
        for (var difference : scene.differences()) {
            if (difference.kind() == Kind.CONTENT) {
                try {
                    add(difference.path(), difference.number(), difference.subject().content(Side.LEFT),
                            difference.subject().content(Side.RIGHT));
                } catch (FormatException _) {
                    // what cannot be read has no digest
                }
            }
        }
        for (var opened : scene.opened()) {
            var inside = scene.firstIn(opened.path());
            if (inside != null) {
                add(opened.path(), inside.number(), opened.leftContent(), opened.rightContent());
            }
        }
    }

    private void add(String path, int root, @Nullable Content left, @Nullable Content right) {
        if (left != null && right != null) {
            byName.computeIfAbsent(name(path), _ -> new ArrayList<>()).add(new Changed(path, root, left, right));
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The files with the last name of `path`.
    List<Changed> named(String path) {
        var all = byName.getOrDefault(name(path), List.of());
        return all.subList(0, Math.min(MOST, all.size()));
    }

    /// The digest of one side in lower-case hexadecimal; empty if it cannot be read.
    String digest(Changed file, Side side, DigestAlgorithm algorithm) throws IOException {
        try {
            return digests.computeIfAbsent(new Wanted(file.path(), side, algorithm), _ -> {
                try {
                    return Digests.of(file.content(side), algorithm, _ -> scene.task().checkCancelled()).hex();
                } catch (FormatException _) {
                    return "";
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
