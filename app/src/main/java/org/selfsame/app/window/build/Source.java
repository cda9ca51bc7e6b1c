package org.selfsame.app.window.build;

/// Which recipe the user means.
///
/// @param repository a directory of this computer, or the address of a repository
/// @param revision a commit, tag or branch; empty for what is checked out
/// @param dirty whether files are taken as they are where they differ from the commit
public record Source(String repository, String revision, boolean dirty) {
    /// Nothing chosen yet.
    public static final Source NONE = new Source("", "", false);

    /// Without blanks around.
    public Source {
        repository = repository.strip();
        revision = revision.strip();
    }

    /// The last part of where it is, for a line on the screen.
    String name() {
        var path = repository.replaceFirst("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
