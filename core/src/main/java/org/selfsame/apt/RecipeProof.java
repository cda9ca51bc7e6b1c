package org.selfsame.apt;

import java.io.IOException;
import java.util.Objects;
import org.selfsame.apt.ProofReport.Input;
import org.selfsame.apt.ProofReport.Reason;
import org.selfsame.apt.ProofReport.Rule;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.recipe.Recipe;
import org.selfsame.task.Task;

/// Checks that a lock is for a recipe as it is now: the same files, and the same archives.
final class RecipeProof {
    private final Lock lock;
    private final Recipe recipe;
    private final LockProof.Lines lines;

    RecipeProof(Lock lock, Recipe recipe, LockProof.Lines lines) {
        this.lock = lock;
        this.recipe = recipe;
        this.lines = lines;
    }

    void run(Task task) throws IOException {
        var input = new Input(Input.Kind.LOCK, lock.recipe().name());
        var other = other(task);
        if (other.isEmpty()) {
            lines.proven(input, Rule.RECIPE);
        } else {
            lines.refuse(input, Rule.RECIPE, Reason.RECIPE_CHANGED, "found", other);
        }
    }

    /// What differs, by the name that it has in the lock; empty if nothing does.
    private String other(Task task) throws IOException {
        if (!lock.recipe().tree().equals(recipe.tree())) {
            return "tree";
        }
        if (!lock.recipe().name().equals(recipe.name()) || !lock.recipe().version().equals(recipe.version())) {
            return "name, version";
        }
        if (!lock.architecture().equals(recipe.architecture())) {
            return "architecture";
        }
        if (!lock.sourceDate().equals(recipe.sourceDate())) {
            return "sourceDate";
        }
        if (lock.archives().size() != recipe.archives().size()) {
            return "archives";
        }
        for (int i = 0; i < lock.archives().size(); i++) {
            if (!same(lock.archives().get(i), recipe.archives().get(i), task)) {
                return "archives: " + recipe.archives().get(i).name();
            }
        }
        return "";
    }

    private static boolean same(Lock.Archive locked, Recipe.ArchiveRequest asked, Task task) throws IOException {
        var keyring = asked.keyring();
        return locked.name().equals(asked.name()) && locked.suite().equals(asked.suite())
                && locked.components().equals(asked.components())
                && Objects.equals(locked.snapshot(), asked.snapshot())
                && Objects.equals(locked.original(), asked.original())
                && (keyring == null || locked.keyring()
                        .equals(Digests.of(keyring, DigestAlgorithm.SHA256, _ -> task.checkCancelled())));
    }
}
