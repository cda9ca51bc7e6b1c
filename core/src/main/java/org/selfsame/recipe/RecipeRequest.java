package org.selfsame.recipe;

import org.jspecify.annotations.Nullable;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;

/// Which recipe to read.
///
/// @param repository a directory of this computer in a Git repository, or the address of one: `https:`, `http:`, `git:`,
///         `file:`
/// @param revision a commit in full, a tag or a branch; null for what is checked out, or for the remote's usual branch
/// @param directory the directory of the recipe below `repository`, with slashes; empty for that itself
/// @param allowDirty whether the files of the work tree are taken where they differ from the commit; only for a directory
///         of this computer without a revision
/// @param signers the keys of which one must have signed the tag, or null if none need have
public record RecipeRequest(String repository, @Nullable String revision, String directory, boolean allowDirty,
        @Nullable Signers signers) {

    /// Who may sign a tag.
    ///
    /// @param keyring the keys
    /// @param policy what their signatures must satisfy
    public record Signers(Keyring keyring, Policy policy) {}

    /// The recipe in `repository`, as it is checked out.
    public static RecipeRequest of(String repository) {
        return new RecipeRequest(repository, null, "", false, null);
    }

    /// The same, at a commit, tag or branch.
    public RecipeRequest at(@Nullable String name) {
        return new RecipeRequest(repository, name, directory, allowDirty, signers);
    }

    /// The same, in a directory of the repository.
    public RecipeRequest in(String path) {
        return new RecipeRequest(repository, revision, path, allowDirty, signers);
    }

    /// The same, also where files were changed.
    public RecipeRequest dirty(boolean allowed) {
        return new RecipeRequest(repository, revision, directory, allowed, signers);
    }

    /// The same, if one of these keys signed the tag.
    public RecipeRequest signedBy(Keyring keyring, Policy policy) {
        return new RecipeRequest(repository, revision, directory, allowDirty, new Signers(keyring, policy));
    }
}
