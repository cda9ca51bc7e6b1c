package org.selfsame.recipe;

import java.io.IOException;

/// A recipe that cannot be read, or must not be. The only exception that this room throws for what a recipe says; that the
/// computer or the network fails is a plain [IOException].
public final class RecipeException extends IOException {
    private final Reason reason;
    private final String path;
    private final int line;
    private final String detail;

    /// @param reason the rule that is broken
    /// @param path where: the path in the recipe, or the repository or revision as the user named it
    /// @param line the line, from 1 on, or 0 if it is not about one
    /// @param detail what exactly: a name, a value, a number; may be empty, and comes from the recipe as it is
    public RecipeException(Reason reason, String path, int line, String detail) {
        super(reason + " " + path + (line == 0 ? "" : ":" + line) + (detail.isEmpty() ? "" : ": " + detail));
        this.reason = reason;
        this.path = path;
        this.line = line;
        this.detail = detail;
    }

    /// As the other constructor, about no line.
    public RecipeException(Reason reason, String path, String detail) {
        this(reason, path, 0, detail);
    }

    /// As the other constructor, with the exception that told of it.
    public RecipeException(Reason reason, String path, String detail, Throwable cause) {
        this(reason, path, 0, detail);
        initCause(cause);
    }

    /// The rule that is broken.
    public Reason reason() {
        return reason;
    }

    /// Where: the path in the recipe, or the repository or revision as the user named it.
    public String path() {
        return path;
    }

    /// The line, from 1 on, or 0 if it is not about one.
    public int line() {
        return line;
    }

    /// What exactly: a name, a value, a number; may be empty, and comes from the recipe as it is.
    public String detail() {
        return detail;
    }

    /// What can be wrong with a recipe.
    public enum Reason {
        /// There is no Git repository; the path is the repository.
        NO_REPOSITORY,
        /// The address of the repository is of a kind that is not used.
        BAD_ADDRESS,
        /// The repository cannot be fetched; the detail is what the other side or the network said.
        FETCH_FAILED,
        /// No commit, tag or branch of this name.
        NO_SUCH_REVISION,
        /// The repository has no commit yet.
        NO_COMMIT,
        /// Not the name of a commit in full, a tag or a branch: an expression, an abbreviation, control characters.
        BAD_REVISION,
        /// A tag and a branch have this name, and they differ.
        AMBIGUOUS_REVISION,
        /// The object of a tag says that it is another tag; the detail is the other name.
        TAG_HAS_OTHER_NAME,
        /// A tag that names no commit, or by too many others.
        TAG_WITHOUT_COMMIT,
        /// A signature is asked for, and there is none: a branch, a commit, a tag without one.
        NOT_SIGNED,
        /// A tag is signed in a way that is not OpenPGP; the detail is which.
        OTHER_SIGNATURE,
        /// The signature of a tag does not count; the detail is why, as `trust` names it.
        BAD_SIGNATURE,
        /// A tag is signed by a key that the keyring does not have; the detail is what it names.
        UNKNOWN_SIGNER,
        /// An object of the repository is missing or damaged.
        DAMAGED_REPOSITORY,
        /// Files that bear on the build differ from the commit; the path is the first, the detail how many there are.
        DIRTY,
        /// There is neither `config/` nor `selfsame.toml`.
        NO_RECIPE,
        /// More files, or larger ones, than a recipe may have; the detail is the limit.
        TOO_LARGE,
        /// A name that is `.`, `..`, empty, or has a NUL in it.
        BAD_NAME,
        /// Two entries of one path.
        DUPLICATE,
        /// A submodule below `config/`.
        SUBMODULE,
        /// A file that lies elsewhere, by Git LFS.
        LFS_POINTER,
        /// A file that `.gitattributes` would change on the way out; the detail is the attribute.
        FILTERED,
        /// Neither a file, nor a directory, nor a symbolic link; only in a work tree.
        SPECIAL_FILE,
        /// A symbolic link, where the bytes are needed, that leads out of the recipe or to nothing; the detail is where to.
        LINK_OUTSIDE,
        /// Text that is not UTF-8.
        NOT_TEXT,
        /// Not TOML; the detail is what the parser says.
        NOT_TOML,
        /// A key that `selfsame.toml` does not have; the detail is the key.
        UNKNOWN_KEY,
        /// A key whose value is of another kind than it must be; the detail is the key.
        WRONG_TYPE,
        /// A value that the key cannot have; the detail is key and value.
        BAD_VALUE,
        /// A key that must be there; the detail is the key.
        MISSING_KEY,
        /// A file that `selfsame.toml` names and that is not there; the detail is the file.
        NO_SUCH_FILE,
        /// No archive, and no suite that tells which.
        NO_ARCHIVE,
        /// Not a line of a `sources.list`.
        BAD_ARCHIVE,
        /// An archive has several keys beside it, and none by its name.
        WHICH_KEY,
        /// An archive asks not to be checked: `trusted=yes` and the like.
        UNCHECKED_ARCHIVE,
        /// Not what apt takes as the name of a package.
        BAD_PACKAGE,
        /// An `#if` inside another, or without end.
        BAD_CONDITION,
        /// Files in `includes.chroot` and `includes.chroot_after_packages` at the same time.
        TWO_INCLUDES,
        /// A date that no image can carry: before 1970 or after 2106.
        BAD_DATE,
        /// The repository does not have the commit that the lock is for, and that travels in the image; the path is the
        /// commit.
        NO_LOCKED_COMMIT,
        /// What an image carries as its recipe breaks a rule; the detail is which.
        BAD_CARRIED
    }
}
