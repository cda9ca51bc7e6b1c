package org.selfsame.recipe;

import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.selfsame.recipe.RecipeException.Reason;

/// Reads small objects of a repository whole, and checks that they are what their id says: Git itself does not.
final class GitObjects {
    private GitObjects() {}

    /// @param most the largest size in bytes
    /// @param where for the exception
    /// @throws RecipeException if it is missing, another, or too large
    static byte[] bytes(ObjectReader reader, ObjectId id, int type, int most, String where) throws IOException {
        byte[] bytes;
        try {
            bytes = reader.open(id, type).getCachedBytes(most);
        } catch (LargeObjectException e) {
            throw new RecipeException(Reason.TOO_LARGE, where, String.valueOf(most), e);
        } catch (MissingObjectException | CorruptObjectException | IncorrectObjectTypeException e) {
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, where, id.name(), e);
        }
        try (var formatter = new ObjectInserter.Formatter()) {
            if (!formatter.idFor(type, bytes).equals(id)) {
                throw new RecipeException(Reason.DAMAGED_REPOSITORY, where, id.name());
            }
        }
        return bytes;
    }
}
