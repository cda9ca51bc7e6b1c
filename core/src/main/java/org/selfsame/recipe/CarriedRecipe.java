package org.selfsame.recipe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarOutput;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// A recipe as it travels in an image: a tar archive that anybody can read with tar, and that proves itself. The objects of
/// directories are computed from the files, and the id of the commit follows from them; what of Git's objects does not
/// follow from the files lies beside them. There is no history: the commit names its parents, and they are not there.
///
/// ```
/// selfsame-recipe    says `recipe/1`
/// directory          the path of the recipe's directory in its repository; not there if that is the top
/// files/…            the files of that directory, with the modes that Git has
/// objects/12ab…      an object by its id: what Git hashes, `commit 123`, a NUL and 123 bytes; sha1sum gives its name
/// ```
///
/// Its bytes depend on the commit and the path alone: not on the repository, nor on a compression, nor on how the recipe was
/// asked for. That is why a tag is not in it.
final class CarriedRecipe extends ObjectReader {
    /// The most bytes of all files and objects together.
    static final long MOST_BYTES = 64_000_000;

    private static final String MARK = "selfsame-recipe";
    private static final String VERSION = "recipe/1\n";
    private static final String DIRECTORY = "directory";
    private static final String FILES = "files";
    private static final String OBJECTS = "objects";
    /// The largest file beside files and objects.
    private static final int MOST_TEXT = 1 << 16;
    /// The longest that Linux has.
    private static final int LONGEST_LINK = 4095;
    private static final int LONGEST_HEADER = 32;
    private static final Limits LIMITS = new Limits(Listing.MOST_DEEP + 2, Listing.MOST_FILES, MOST_BYTES, MOST_BYTES);

    private final Map<ObjectId, Stored> objects = new HashMap<>();
    private final GitTrees trees = new GitTrees();
    private final ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
    private final Task task;
    private List<Name> directory = List.of();
    private long bytes;

    private CarriedRecipe(Task task) {
        this.task = task;
    }

    /// An object.
    ///
    /// @param type as JGit numbers them
    private record Stored(int type, Content content) {}

    /// What goes into an archive, before it is written.
    ///
    /// @param files the files as anybody can read them
    /// @param objects what does not follow from these
    /// @param bytes of all of them together
    record Plan(List<Listed> files, Collection<ObjectId> objects, long bytes) {}

    /// What has to be in the archive of a commit.
    ///
    /// @throws RecipeException if an object is missing or breaks a rule
    /// @throws IOException if it cannot be read
    static Plan plan(ObjectReader reader, Revision revision, CommitFiles.Found found) throws IOException {
        var files = new ArrayList<Listed>();
        var rest = new TreeMap<String, ObjectId>();
        var there = new HashMap<ObjectId, Listed>();
        var computed = new GitTrees();
        long bytes = 0;
        for (var file : found.listing().files().values()) {
            if (isReadable(file)) {
                var id = ObjectId.fromString(file.id());
                computed.add(file.path(), file.kind(), id);
                there.put(id, file);
                files.add(file);
                bytes += file.size();
            } else if (file.kind() != Listed.Kind.SUBMODULE) {
                rest.put(file.id(), ObjectId.fromString(file.id()));
            }
        }
        rest.put(revision.commit().name(), revision.commit());
        var known = computed.objects().keySet();
        for (var id : found.read()) {
            if (!known.contains(id) && !there.containsKey(id)) {
                rest.put(id.name(), id);
            }
        }
        for (var id : rest.values()) {
            bytes += reader.getObjectSize(id, ObjectReader.OBJ_ANY);
        }
        return new Plan(files, rest.values(), bytes);
    }

    /// Whether tar has a place for it, and gives it back.
    private static boolean isReadable(Listed file) throws IOException {
        return switch (file.kind()) {
            case FILE, EXECUTABLE -> true;
            case SUBMODULE -> false;
            case SYMLINK -> file.size() > 0 && file.size() <= LONGEST_LINK && !hasNul(bytes(file));
        };
    }

    private static boolean hasNul(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] bytes(Listed file) throws IOException {
        try (var in = file.opener().open()) {
            return in.readAllBytes();
        }
    }

    /// Writes an archive to `out`, which is not closed.
    ///
    /// @param plan of no more than [#MOST_BYTES]
    /// @throws RecipeException if an object is missing or damaged
    /// @throws IOException if something cannot be read or written
    static void write(Plan plan, ObjectReader reader, Revision revision, List<Name> directory, OutputStream out,
            Task task) throws IOException {
        try (var meter = task.begin(Activity.PACK, plan.bytes())) {
            var time = revision.time().isBefore(Instant.EPOCH) ? Instant.EPOCH : revision.time();
            var archive = new TarOutput(out, TarOptions.gnu(EntryTimes.set(time)).dotted(false), meter);
            add(archive, Name.of(MARK), VERSION.getBytes(StandardCharsets.US_ASCII));
            if (!directory.isEmpty()) {
                add(archive, Name.of(DIRECTORY), Listing.joined(directory).bytes());
            }
            for (var file : plan.files()) {
                task.checkCancelled();
                var name = Listing.joined(List.of(Name.of(FILES), file.path()));
                var metadata = Metadata.builder().permissions(file.kind().permissions).owner(0, 0).build();
                var bytes = bytes(file);
                add(archive, name, file.kind() == Listed.Kind.SYMLINK
                        ? new Entry.Symlink(name, metadata, Name.of(bytes))
                        : MemoryTree.file(name, metadata, new BytesContent(bytes)));
            }
            for (var id : plan.objects()) {
                task.checkCancelled();
                int type = reader.open(id).getType();
                var bytes = GitObjects.bytes(reader, id, type, (int) MOST_BYTES, id.name());
                var header = (Constants.typeString(type) + " " + bytes.length + "\0")
                        .getBytes(StandardCharsets.US_ASCII);
                var whole = Arrays.copyOf(header, header.length + bytes.length);
                System.arraycopy(bytes, 0, whole, header.length, bytes.length);
                add(archive, Name.of(OBJECTS + "/" + id.name()), whole);
            }
            archive.finish();
        }
    }

    private static void add(TarOutput archive, Name name, byte[] bytes) throws IOException {
        var metadata = Metadata.builder().permissions(Listed.Kind.FILE.permissions).owner(0, 0).build();
        add(archive, name, MemoryTree.file(name, metadata, new BytesContent(bytes)));
    }

    private static void add(TarOutput archive, Name name, Entry entry) throws IOException {
        archive.add(new Member(name, entry, 1, null));
    }

    /// Reads an archive. All of it is hashed; whether it is what a commit has is seen when the objects are used.
    ///
    /// @param archive must stay open as long as this
    /// @throws RecipeException if it breaks a rule
    /// @throws org.selfsame.content.FormatException if it is no tar archive, or a damaged one
    /// @throws IOException if it cannot be read
    static CarriedRecipe open(Content archive, Task task) throws IOException {
        var carried = new CarriedRecipe(task);
        var root = new TarFormat().open(archive, LIMITS).tree().root();
        boolean marked = false;
        for (var entry : root.children()) {
            switch (entry) {
                case Entry.Directory below when is(below, FILES) -> carried.files(below, List.of());
                case Entry.Directory below when is(below, OBJECTS) -> carried.objects(below);
                case Entry.File file when is(file, DIRECTORY) ->
                    carried.directory = PathTree.components(carried.text(file));
                case Entry.File file when is(file, MARK) ->
                    marked = new String(carried.text(file), StandardCharsets.ISO_8859_1).equals(VERSION);
                default -> throw bad(entry.name().toString());
            }
        }
        if (!marked) {
            throw bad(MARK);
        }
        carried.trees.objects().forEach((id, tree) -> carried.objects.put(id,
                new Stored(Constants.OBJ_TREE, new BytesContent(tree))));
        return carried;
    }

    private static boolean is(Entry entry, String name) {
        return entry.name().equals(Name.of(name));
    }

    private static RecipeException bad(String what) {
        return new RecipeException(Reason.BAD_CARRIED, "recipe.tar", what);
    }

    private byte[] text(Entry.File file) throws IOException {
        if (file.size() > MOST_TEXT) {
            throw bad(file.name().toString());
        }
        return file.content().bytes(0, (int) file.size());
    }

    /// @throws RecipeException if all together are too large: an archive can say that the same bytes are many files
    private void count(long size) throws RecipeException {
        task.checkCancelled();
        bytes += size;
        if (bytes > MOST_BYTES) {
            throw new RecipeException(Reason.TOO_LARGE, "recipe.tar", String.valueOf(MOST_BYTES));
        }
    }

    private void files(Entry.Directory at, List<Name> above) throws IOException {
        for (var entry : at.children()) {
            var path = new ArrayList<>(above);
            path.add(entry.name());
            switch (entry) {
                case Entry.Directory below -> files(below, path);
                case Entry.File file -> file(path, (file.metadata().permissions() & 0100) == 0
                        ? Listed.Kind.FILE
                        : Listed.Kind.EXECUTABLE, file.content());
                case Entry.Symlink link -> file(path, Listed.Kind.SYMLINK, new BytesContent(link.target().bytes()));
                default -> throw bad(entry.name().toString());
            }
        }
    }

    private void file(List<Name> path, Listed.Kind kind, Content content) throws IOException {
        count(content.size());
        ObjectId id;
        try (var in = content.stream()) {
            id = formatter.idFor(Constants.OBJ_BLOB, content.size(), in);
        }
        objects.put(id, new Stored(Constants.OBJ_BLOB, content));
        trees.add(Listing.joined(path), kind, id);
    }

    private void objects(Entry.Directory at) throws IOException {
        for (var entry : at.children()) {
            var name = entry.name().toString();
            if (!(entry instanceof Entry.File file) || !Revisions.isCommit(name)) {
                throw bad(name);
            }
            count(file.size());
            var content = file.content();
            int type = type(content, name);
            var body = content.slice(start(content), content.size() - start(content));
            ObjectId id;
            try (var in = body.stream()) {
                id = formatter.idFor(type, body.size(), in);
            }
            if (!id.name().equals(name)) {
                throw bad(name);
            }
            objects.put(id, new Stored(type, body));
        }
    }

    private static String header(Content content) throws IOException {
        var bytes = content.bytes(0, (int) Math.min(LONGEST_HEADER, content.size()));
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// The offset of the bytes behind the header, or 0 if there is none.
    private static int start(Content content) throws IOException {
        return header(content).indexOf(0) + 1;
    }

    private static int type(Content content, String name) throws IOException {
        var header = header(content);
        for (int type : new int[]{Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_BLOB}) {
            if (header.startsWith(Constants.typeString(type) + " ") && header.indexOf(0) > 0) {
                return type;
            }
        }
        throw bad(name);
    }

    /// The directory of the recipe below the top of its repository.
    List<Name> directory() {
        return directory;
    }

    @Override
    public ObjectReader newReader() {
        return this;
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId id) {
        // abbreviations are not used
        return List.of();
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return Set.of();
    }

    private Stored stored(AnyObjectId id, int hint) throws IOException {
        var stored = objects.get(id.toObjectId());
        if (stored == null) {
            throw new MissingObjectException(id.copy(), hint == OBJ_ANY ? "object" : Constants.typeString(hint));
        }
        if (hint != OBJ_ANY && hint != stored.type()) {
            throw new IncorrectObjectTypeException(id.copy(), hint);
        }
        return stored;
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int hint) throws IOException {
        var stored = stored(id, hint);
        var content = stored.content();
        return new ObjectLoader.SmallObject(stored.type(), content.bytes(0, (int) content.size()));
    }

    @Override
    public long getObjectSize(AnyObjectId id, int hint) throws IOException {
        return stored(id, hint).content().size();
    }

    @Override
    public void close() {
        formatter.close();
    }
}
