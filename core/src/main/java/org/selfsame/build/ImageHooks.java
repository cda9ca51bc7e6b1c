package org.selfsame.build;

import java.io.IOException;
import java.util.List;
import org.selfsame.apt.Lock;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.pack.Shape;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// The hooks that work on the image: they run in the system, in a directory with the files of the image. The system itself,
/// which is compressed by then, is not among them.
final class ImageHooks {
    private static final String DIRECTORY = "selfsame-image";
    private static final String SYSTEM = "live/filesystem.squashfs";

    private final Recipe recipe;
    private final Lock lock;
    private final BuildOptions options;
    private final Sandbox sandbox;
    private final Progressing progress;
    private final WorkDirectory work;
    private final Task task;

    ImageHooks(Recipe recipe, Lock lock, BuildOptions options, Sandbox sandbox, Progressing progress,
            WorkDirectory work, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.options = options;
        this.sandbox = sandbox;
        this.progress = progress;
        this.work = work;
        this.task = task;
    }

    /// Whether there are any.
    boolean any() {
        return recipe.hooks().stream().anyMatch(hook -> hook.place() == Recipe.Place.IMAGE);
    }

    /// What the hooks make of an image's files.
    ///
    /// @param root the system that they run in
    /// @throws BuildException if one ends with an error
    /// @throws IOException if something cannot be read, or the sandbox breaks
    Tree run(Content root, Tree image) throws IOException {
        var rest = new Shape(null, false, true, List.of("/" + SYSTEM)).apply(image, Limits.DEFAULT, task).tree();
        var archive = work.made(out -> TarWriter.write(rest, TarOptions.pax(EntryTimes.keep(lock.sourceDate())), out,
                task));
        var inputs = new FileTree(lock.sourceDate()).file("image.tar", archive, 0644)
                .file("scripts/image", Provisions.script("image"), 0644);
        for (int i = 0; i < recipe.hooks().size(); i++) {
            inputs.file(Provisions.hook(i, recipe.hooks().get(i)), recipe.hooks().get(i).content(), 0755);
        }
        try (var workshop = new Workshop(sandbox, options, inputs.tree(), lock.sourceDate().getEpochSecond(), progress,
                task)) {
            workshop.open(root);
            workshop.script(StepName.BOOT, "image");
            for (int i = 0; i < recipe.hooks().size(); i++) {
                var hook = recipe.hooks().get(i);
                if (hook.place() == Recipe.Place.IMAGE) {
                    workshop.hookIn("/" + DIRECTORY, hook.name(), Provisions.hook(i, hook));
                }
            }
            return joined(image, new TarFormat().open(work.made(workshop::save), Limits.DEFAULT).tree());
        }
    }

    private Tree joined(Tree image, Tree saved) throws IOException {
        if (!(saved.find(DIRECTORY).orElse(null) instanceof Entry.Directory made)) {
            throw new FormatException("tar", 0, "no directory " + DIRECTORY);
        }
        var tree = new FileTree(lock.sourceDate()).all("", made);
        if (image.find(SYSTEM).orElse(null) instanceof Entry.File system) {
            tree.file(SYSTEM, system.content(), 0644);
        }
        return tree.tree();
    }
}
