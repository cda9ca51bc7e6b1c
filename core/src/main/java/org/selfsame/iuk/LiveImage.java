package org.selfsame.iuk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.selfsame.content.Content;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.format.squashfs.SquashfsReader;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// An image of a release: what is on the medium, and the system that is in `live/filesystem.squashfs` on it.
///
/// @param medium the tree of the ISO image
/// @param system the tree of the SquashFS image
public record LiveImage(Tree medium, Tree system) {
    static final String SYSTEM = "live/filesystem.squashfs";

    private static final String OS_RELEASE = "usr/lib/os-release";
    private static final int MOST = 1 << 16;

    /// Opens the system of a medium.
    ///
    /// @throws KitException if it has none
    /// @throws IOException if it cannot be read
    public static LiveImage of(Tree medium) throws IOException {
        if (!(medium.find(SYSTEM).orElse(null) instanceof Entry.File file)) {
            throw new KitException(KitException.Reason.NO_SYSTEM, SYSTEM);
        }
        return new LiveImage(medium, squashfs(file.content(), SYSTEM));
    }

    /// The tree of a SquashFS image.
    ///
    /// @param path for the exception
    /// @throws KitException if it is none
    static Tree squashfs(Content content, String path) throws IOException {
        if (!new SquashfsFormat().recognizes(content)) {
            throw new KitException(KitException.Reason.NOT_SQUASHFS, path);
        }
        return SquashfsReader.open(content, Limits.DEFAULT).tree();
    }

    /// What `os-release` of the system says under a key.
    ///
    /// @throws IOException if it cannot be read
    public Optional<String> release(String key) throws IOException {
        for (var path : new String[]{"etc/os-release", OS_RELEASE}) {
            if (system.find(path).orElse(null) instanceof Entry.File file && file.size() <= MOST) {
                var text = new String(file.content().bytes(0, (int) file.size()), StandardCharsets.UTF_8);
                return text.lines().filter(line -> line.startsWith(key + "="))
                        .map(line -> unquoted(line.substring(key.length() + 1).strip())).findFirst();
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'")) ? value.substring(1, value.length() - 1) : value;
    }
}
