package org.selfsame.apt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.BundleException.Reason;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarOptions.Owners;
import org.selfsame.format.tar.TarOutput;
import org.selfsame.store.Store;
import org.selfsame.store.StoreException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.trust.openpgp.Policy;

/// A lock with all of its inputs in one tar archive, so that a rebuild needs no network and no archive that may be gone. Its
/// bytes depend on the lock, and on the recipe that is put beside it, alone.
///
/// ```
/// selfsame-bundle    says `bundle/1`
/// selfsame.lock      the lock
/// recipe.bundle      the recipe's commit as Git has it in a bundle, if it was given
/// sha256/ab/cdef…    each input, as in a [Store], in the order of their digests
/// ```
public final class Bundle {
    /// The name of the lock in it.
    public static final String LOCK = "selfsame.lock";
    /// The name of the recipe in it.
    public static final String RECIPE = "recipe.bundle";
    private static final String MARK = "selfsame-bundle";
    private static final String FILES = "sha256";
    private static final String VERSION = "bundle/1\n";
    private static final long MOST_RECIPE = 4L << 30;
    private static final int MOST_MARK = 64;
    private static final Limits LIMITS = new Limits(8, 1_000_000, 64 << 20, 64 << 20);
    private static final Metadata METADATA = Metadata.builder().permissions(0644).build();

    private final Content lockText;
    private final Lock lock;
    private final @Nullable Content recipe;
    private final NavigableMap<Digest, Entry.File> files;

    private Bundle(Content lockText, Lock lock, @Nullable Content recipe, NavigableMap<Digest, Entry.File> files) {
        this.lockText = lockText;
        this.lock = lock;
        this.recipe = recipe;
        this.files = files;
    }

    /// Writes one to `out`, which is not closed.
    ///
    /// @param recipe the commit of the recipe as a Git bundle, or null
    /// @throws StoreException if an input is not in the store, or was changed there
    /// @throws IOException if something cannot be read or written
    /// @throws CancellationException if the task was cancelled
    public static void write(Lock lock, @Nullable Content recipe, Store store, OutputStream out, Task task)
            throws IOException {
        var text = new BytesContent(LockJson.write(lock));
        long size = LockFiles.of(lock).values().stream().mapToLong(it -> Math.max(0, it)).sum();
        try (var meter = task.begin(Activity.EXPORT_INPUTS, size)) {
            var archive = new TarOutput(out, TarOptions.gnu(EntryTimes.set(lock.sourceDate())).owners(Owners.ROOT)
                    .dotted(false), meter);
            add(archive, MARK, new BytesContent(VERSION.getBytes(StandardCharsets.US_ASCII)));
            add(archive, LOCK, text);
            if (recipe != null) {
                add(archive, RECIPE, recipe);
            }
            for (var file : LockFiles.of(lock).entrySet()) {
                try (var content = store.open(file.getKey(), task)) {
                    if (file.getValue() != LockFiles.UNKNOWN && file.getValue() != content.size()) {
                        throw new StoreException(StoreException.Reason.UNEXPECTED, file.getKey(), "has "
                                + content.size() + " bytes, and the lock says " + file.getValue());
                    }
                    var hex = file.getKey().hex();
                    add(archive, FILES + "/" + hex.substring(0, 2) + "/" + hex.substring(2), content);
                }
            }
            archive.finish();
        }
    }

    private static void add(TarOutput archive, String path, Content content) throws IOException {
        var name = Name.of(path);
        archive.add(new Member(name, MemoryTree.file(name, METADATA, content), 1, null));
    }

    /// Reads the headers and the lock of one.
    ///
    /// @throws BundleException if it breaks a rule
    /// @throws LockException if its lock does
    /// @throws IOException if it cannot be read
    public static Bundle open(Content content) throws IOException {
        Entry.Directory root;
        try {
            root = new TarFormat().open(content, LIMITS).tree().root();
        } catch (FormatException e) {
            throw new BundleException(Reason.NOT_A_BUNDLE, "", e);
        }
        checkMark(root);
        Content text = null;
        Content recipe = null;
        var files = new TreeMap<Digest, Entry.File>(Comparator.comparing(Digest::hex));
        var seen = new HashSet<String>();
        for (var entry : root.children()) {
            var name = entry.name().toString();
            if (!seen.add(name)) {
                throw new BundleException(Reason.NOT_EXPECTED, name);
            }
            if (name.equals(FILES) && entry instanceof Entry.Directory directory) {
                list(directory, files);
            } else if (name.equals(LOCK) && entry instanceof Entry.File file) {
                text = file.content();
            } else if (name.equals(RECIPE) && entry instanceof Entry.File file) {
                recipe = file.content();
            } else if (!name.equals(MARK)) {
                throw new BundleException(Reason.NOT_EXPECTED, name);
            }
        }
        if (text == null) {
            throw new BundleException(Reason.NO_LOCK, LOCK);
        }
        if (recipe != null && recipe.size() > MOST_RECIPE) {
            throw new BundleException(Reason.RECIPE_TOO_LARGE, RECIPE);
        }
        var bundle = new Bundle(text, LockJson.read(text), recipe, files);
        bundle.checkComplete();
        return bundle;
    }

    private static void checkMark(Entry.Directory root) throws IOException {
        var marks = root.children().stream().filter(entry -> entry.name().toString().equals(MARK)).toList();
        if (marks.size() != 1 || !(marks.getFirst() instanceof Entry.File file) || file.size() > MOST_MARK) {
            throw new BundleException(Reason.NOT_A_BUNDLE, MARK);
        }
        var version = new String(file.content().bytes(0, (int) file.size()), StandardCharsets.ISO_8859_1);
        if (!version.equals(VERSION)) {
            throw new BundleException(version.matches("bundle/[0-9]+\n") ? Reason.OTHER_VERSION : Reason.NOT_A_BUNDLE,
                    MARK);
        }
    }

    private static void list(Entry.Directory directory, NavigableMap<Digest, Entry.File> files) throws IOException {
        for (var group : directory.children()) {
            for (var entry : group instanceof Entry.Directory inner ? inner.children() : List.of(group)) {
                var hex = group.name().toString() + entry.name();
                if (group.name().length() != 2 || !hex.matches("[0-9a-f]{64}")
                        || !(entry instanceof Entry.File file)
                        || files.put(new Digest(DigestAlgorithm.SHA256, hex), file) != null) {
                    throw new BundleException(Reason.NOT_EXPECTED, FILES + "/" + group.name() + "/" + entry.name());
                }
            }
        }
    }

    private void checkComplete() throws BundleException {
        var wanted = LockFiles.of(lock);
        for (var file : wanted.entrySet()) {
            var there = files.get(file.getKey());
            if (there == null) {
                throw new BundleException(Reason.MISSING, file.getKey().hex());
            }
            boolean tooLarge = file.getValue() == LockFiles.UNKNOWN && there.size() > Policy.MAX_KEYRING_BYTES;
            if (tooLarge || file.getValue() != LockFiles.UNKNOWN && there.size() != file.getValue()) {
                throw new BundleException(Reason.ALTERED, file.getKey().hex());
            }
        }
        for (var digest : files.keySet()) {
            if (!wanted.containsKey(digest)) {
                throw new BundleException(Reason.NOT_EXPECTED, digest.hex());
            }
        }
    }

    /// Its lock.
    public Lock lock() {
        return lock;
    }

    /// Its lock, as it is in it.
    public Content lockText() {
        return lockText;
    }

    /// The recipe in it, as a Git bundle. Nothing vouches for its bytes but the commit that the lock names.
    public Optional<Content> recipe() {
        return Optional.ofNullable(recipe);
    }

    /// Puts all inputs into a store; goes on where an earlier run was interrupted.
    ///
    /// @throws BundleException if a file is not what the lock says; what came before it is in the store
    /// @throws IOException if something cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public void store(Store store, Task task) throws IOException {
        long size = files.values().stream().mapToLong(Entry.File::size).sum();
        try (var meter = task.begin(Activity.IMPORT_INPUTS, size)) {
            for (var file : files.entrySet()) {
                if (!isStored(store, file.getKey(), task)) {
                    store(store, file.getKey(), file.getValue(), task);
                }
                meter.add(file.getValue().size());
            }
        }
    }

    private static boolean isStored(Store store, Digest digest, Task task) throws IOException {
        try (var _ = store.open(digest, task)) {
            return true;
        } catch (StoreException _) {
            return false;
        }
    }

    private static void store(Store store, Digest digest, Entry.File file, Task task) throws IOException {
        var content = file.content();
        try {
            store.resume(digest, content.size(),
                    offset -> content.slice(offset, content.size() - offset).stream(), task);
        } catch (StoreException | FormatException e) {
            throw new BundleException(Reason.ALTERED, digest.hex(), e);
        }
    }
}
