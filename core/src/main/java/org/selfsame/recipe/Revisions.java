package org.selfsame.recipe;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.jspecify.annotations.Nullable;
import org.selfsame.recipe.RecipeException.Reason;

/// Finds the commit that a name stands for. Only names are taken, no expressions: what `main~3` or `1a2b3c` is can change
/// from one day to the next.
final class Revisions {
    /// The largest commit or tag, in bytes.
    private static final int MOST = 1 << 20;
    /// How many tags may stand between a name and its commit.
    private static final int MOST_TAGS = 5;
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private final ObjectReader reader;

    /// @param reader has the objects
    Revisions(ObjectReader reader) {
        this.reader = reader;
    }

    /// Whether a name is that of a commit, in full.
    static boolean isCommit(String name) {
        return COMMIT.matcher(name).matches();
    }

    /// @throws RecipeException if it cannot be the name of a tag or branch
    static void check(String name) throws RecipeException {
        if (!isCommit(name) && !Repository.isValidRefName("refs/tags/" + name)) {
            throw new RecipeException(Reason.BAD_REVISION, name, "");
        }
    }

    /// The names that `name` may stand for, in the order in which they are looked for.
    ///
    /// @return full names of tags first, of branches after them
    static List<String> candidates(String name) {
        return name.startsWith(Constants.R_REFS)
                ? List.of(name)
                : List.of(Constants.R_TAGS + name, Constants.R_HEADS + name, Constants.R_REMOTES + name);
    }

    /// What `name` stands for among the names that a repository has.
    ///
    /// @throws RecipeException if nothing, or two things
    Revision find(Repository repository, @Nullable String name, RecipeRequest.@Nullable Signers signers)
            throws IOException {
        if (name == null) {
            var head = repository.exactRef(Constants.HEAD);
            var id = head == null ? null : head.getObjectId();
            if (id == null) {
                throw new RecipeException(Reason.NO_COMMIT, Constants.HEAD, "");
            }
            return resolve(id, null, Constants.HEAD, signers);
        }
        check(name);
        if (isCommit(name)) {
            return resolve(ObjectId.fromString(name), null, name, signers);
        }
        Revision found = null;
        for (var candidate : candidates(name)) {
            var ref = repository.exactRef(candidate);
            var id = ref == null ? null : ref.getObjectId();
            if (id == null) {
                continue;
            }
            if (found == null) {
                found = resolve(id, tagName(candidate), name, signers);
            } else if (!found.commit().equals(resolve(id, null, name, null).commit())) {
                throw new RecipeException(Reason.AMBIGUOUS_REVISION, name, "");
            }
        }
        return Optional.ofNullable(found)
                .orElseThrow(() -> new RecipeException(Reason.NO_SUCH_REVISION, name, ""));
    }

    private static @Nullable String tagName(String ref) {
        return ref.startsWith(Constants.R_TAGS) ? ref.substring(Constants.R_TAGS.length()) : null;
    }

    /// What the object that a name leads to stands for.
    ///
    /// @param tag the name of the tag, if the name is that of one
    /// @param shown for exceptions
    /// @throws RecipeException if it is no commit in the end, or not signed as it must be
    Revision resolve(AnyObjectId start, @Nullable String tag, String shown, RecipeRequest.@Nullable Signers signers)
            throws IOException {
        var id = start.copy();
        String signer = null;
        for (int depth = 0; depth <= MOST_TAGS; depth++) {
            int type = type(id, shown);
            if (type == Constants.OBJ_COMMIT) {
                if (signers != null && signer == null) {
                    throw new RecipeException(Reason.NOT_SIGNED, shown, "");
                }
                var commit = commit(id, shown);
                return new Revision(id, commit.getTree().getId().copy(), Instant.ofEpochSecond(commit.getCommitTime()),
                        tag, signer);
            } else if (type != Constants.OBJ_TAG) {
                break;
            }
            var bytes = GitObjects.bytes(reader, id, Constants.OBJ_TAG, MOST, shown);
            var parsed = parse(bytes, shown);
            if (depth == 0) {
                if (tag != null && !tag.equals(parsed.getTagName())) {
                    throw new RecipeException(Reason.TAG_HAS_OTHER_NAME, shown, parsed.getTagName());
                }
                signer = signers == null ? null : TagSignature.check(bytes, shown, signers);
            }
            id = parsed.getObject().getId().copy();
        }
        throw new RecipeException(Reason.TAG_WITHOUT_COMMIT, shown, "");
    }

    private int type(ObjectId id, String shown) throws IOException {
        try {
            return reader.open(id).getType();
        } catch (MissingObjectException e) {
            throw new RecipeException(shown.equals(id.name()) ? Reason.NO_SUCH_REVISION : Reason.DAMAGED_REPOSITORY,
                    shown, id.name(), e);
        } catch (CorruptObjectException e) {
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, shown, id.name(), e);
        }
    }

    private RevCommit commit(ObjectId id, String shown) throws IOException {
        var bytes = GitObjects.bytes(reader, id, Constants.OBJ_COMMIT, MOST, shown);
        try {
            checker().checkCommit(id, bytes);
            return RevCommit.parse(bytes);
        } catch (CorruptObjectException e) {
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, shown, String.valueOf(e.getMessage()), e);
        }
    }

    private static RevTag parse(byte[] bytes, String shown) throws RecipeException {
        try {
            checker().checkTag(bytes);
            return RevTag.parse(bytes);
        } catch (CorruptObjectException e) {
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, shown, String.valueOf(e.getMessage()), e);
        }
    }

    /// Old commits of real projects have names and time zones that are no longer allowed.
    private static ObjectChecker checker() {
        return new ObjectChecker().setAllowInvalidPersonIdent(true);
    }
}
