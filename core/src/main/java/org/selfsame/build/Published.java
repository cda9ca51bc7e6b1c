package org.selfsame.build;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockException;
import org.selfsame.apt.LockJson;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Something that was published and says what it was made of: an image that carries its lock, or a lock.
///
/// @param lock the lock
/// @param image the digest of the image, or null for a lock alone
/// @param recipe the recipe that the image carries ([org.selfsame.recipe.RecipeReader#read(Content, String, String, Task)]),
///         or null; nothing vouches for it but the commit that the lock names, and it can be read as long as the image
public record Published(Lock lock, @Nullable Digest image, @Nullable Content recipe) {
    /// Where an image carries what it was made of.
    static final String DIRECTORY = ".selfsame";
    /// The lock in it.
    static final String LOCK = "selfsame.lock";
    /// The recipe in it.
    static final String RECIPE = "recipe.tar";

    /// What `content` is and says, if it is either.
    ///
    /// @throws LockException if a lock breaks a rule
    /// @throws FormatException if the image is damaged
    /// @throws IOException if it cannot be read
    public static Optional<Published> of(Content content, Task task) throws IOException {
        var carried = inImage(content).orElse(null);
        var text = carried == null ? null : file(carried, LOCK);
        if (carried != null && text != null) {
            var lock = LockJson.read(text.content());
            var recipe = file(carried, RECIPE);
            try (var meter = task.begin(Activity.READ_FILE, content.size())) {
                return Optional.of(new Published(lock, Digests.of(content, DigestAlgorithm.SHA256, meter::add),
                        recipe == null ? null : recipe.content()));
            }
        }
        if (content.size() > 0 && content.size() <= LockJson.MOST_BYTES && content.bytes(0, 1)[0] == '{') {
            return Optional.of(new Published(LockJson.read(content), null, null));
        }
        return Optional.empty();
    }

    /// Whether `content` is an image that carries a lock; the lock is not read.
    ///
    /// @throws FormatException if the image is damaged
    /// @throws IOException if it cannot be read
    public static boolean isCarriedBy(Content content) throws IOException {
        return inImage(content).isPresent();
    }

    /// The directory with a lock that lies in an image, or in the first partition of one that has it.
    private static Optional<Entry.Directory> inImage(Content content) throws IOException {
        for (var format : Formats.of(content)) {
            var tree = format.open(content, Limits.DEFAULT).tree();
            var found = carried(tree);
            if (found.isPresent()) {
                return found;
            }
            if (format.name().equals("disk")) {
                for (var partition : tree.root().children()) {
                    found = partition instanceof Entry.File file ? inPartition(file.content()) : Optional.empty();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Entry.Directory> inPartition(Content content) throws IOException {
        for (var format : Formats.of(content)) {
            if (!format.name().equals("disk")) {
                return carried(format.open(content, Limits.DEFAULT).tree());
            }
        }
        return Optional.empty();
    }

    private static Optional<Entry.Directory> carried(Tree tree) throws IOException {
        return tree.find(DIRECTORY).orElse(null) instanceof Entry.Directory directory
                && file(directory, LOCK) != null
                        ? Optional.of(directory)
                        : Optional.empty();
    }

    private static Entry.@Nullable File file(Entry.Directory directory, String name) throws IOException {
        for (var entry : directory.children()) {
            if (entry instanceof Entry.File file && file.name().equals(Name.of(name))) {
                return file;
            }
        }
        return null;
    }
}
