package org.selfsame.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.FileContent;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.Output;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.tree.Tree;

/// The clean system made into what the recipe asks for.
final class Images {
    private static final int BUFFER = 1 << 18;

    private final Recipe recipe;
    private final Lock lock;
    private final List<BuiltSource> built;
    private final BuildOptions options;
    private final Progressing progress;
    private final Compression compression;
    private final Results results;
    private final ImageHooks hooks;
    private final Task task;
    private List<Packaged> installed = List.of();

    Images(Recipe recipe, Lock lock, List<BuiltSource> built, Sandbox sandbox, BuildOptions options,
            Progressing progress, Compression compression, Results results, WorkDirectory work, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.built = built;
        this.options = options;
        this.progress = progress;
        this.compression = compression;
        this.results = results;
        this.task = task;
        hooks = new ImageHooks(recipe, lock, options, sandbox, progress, work, task);
    }

    /// Writes all that is asked for.
    ///
    /// @param root the system before it was normalized, in which hooks run
    /// @param system the clean system
    /// @param reused whether an earlier build may have made the image of the same system
    /// @param kits the kits that are to be written
    /// @throws BuildException if something is missing for an image
    /// @throws IOException if something cannot be read or written
    void write(PackageSet packages, FileContent root, CleanSystem system, boolean reused, Outputs outputs, Kits kits)
            throws IOException {
        installed = Database.installed(system.tree());
        var asked = recipe.image().outputs();
        if (asked.contains(Output.TAR)) {
            outputs.write(Outputs.suffix(Output.TAR), buffered(out -> system.write(out, task)));
        }
        if (!compression.isNeeded()) {
            return;
        }
        var squashfs = squashfs(system, reused);
        if (asked.contains(Output.SQUASHFS)) {
            outputs.copy(Outputs.suffix(Output.SQUASHFS), squashfs);
        }
        if (Steps.isMedium(recipe)) {
            medium(packages, system, root, squashfs, outputs, kits);
        }
    }

    /// What is installed in the system.
    List<Packaged> installed() {
        return installed;
    }

    private FileContent squashfs(CleanSystem system, boolean reused) throws IOException {
        if (reused) {
            var known = compression.known(system.digest());
            if (known.isPresent()) {
                progress.reused(StepName.SQUASHFS, known.get());
                return results.open(known.get());
            }
        }
        return progress.step(StepName.SQUASHFS, () -> made(system));
    }

    /// Another system has another image, so that the making begins before the digest is there. If it tells that the system is
    /// the same after all, there is no need to go on.
    private FileContent made(CleanSystem system) throws IOException {
        var making = task.part();
        system.onDigest(digest -> {
            if (compression.isLikelyKnown(digest)) {
                making.cancel();
            }
        });
        Compression.@Nullable Encoded encoded = null;
        try {
            encoded = compression.encoded(system.tree(), making);
        } catch (CancellationException _) {
            task.checkCancelled();
        }
        var known = compression.known(system.digest());
        if (known.isPresent()) {
            progress.turnedOutKnown(known.get());
            return results.open(known.get());
        }
        return compression.kept(encoded == null ? compression.encoded(system.tree(), task) : encoded, system.digest());
    }

    private void medium(PackageSet packages, CleanSystem system, Content root, Content squashfs, Outputs outputs,
            Kits kits) throws IOException {
        var asked = recipe.image().outputs();
        var hooked = new Tree[1];
        var medium = progress.step(StepName.BOOT, () -> {
            var made = new Medium(recipe, lock, new BootLoaders(packages, task), system.tree(), squashfs,
                    carried(system.digest()), task);
            hooked[0] = hooks.any() ? hooks.run(root, made.common()) : made.common();
            return made;
        });
        Artifact image = null;
        if (asked.contains(Output.ISO)) {
            image = progress.step(StepName.ISO, () -> {
                var tree = medium.iso(hooked[0]);
                return outputs.write(Outputs.suffix(Output.ISO), buffered(out -> medium.writeIso(tree, out)));
            });
        }
        if (asked.contains(Output.USB)) {
            progress.step(StepName.USB, () -> {
                var tree = medium.usb(hooked[0]);
                return outputs.write(Outputs.suffix(Output.USB), target -> medium.writeUsb(tree,
                        Channels.newOutputStream(target)));
            });
        }
        if (image != null && Steps.of(recipe, options).contains(StepName.KITS)) {
            var file = image.file();
            progress.run(StepName.KITS, () -> {
                kits.write(file, outputs);
            });
        }
    }

    private static Outputs.Writer buffered(Store.Writer writer) {
        return target -> {
            var out = new BufferedOutputStream(Channels.newOutputStream(target), BUFFER);
            writer.write(out);
            out.flush();
        };
    }

    /// What travels inside an image, so that it can be built again.
    private Tree carried(Digest system) throws IOException {
        var lockBytes = LockJson.write(lock);
        var steps = new ArrayList<StepName>(Steps.of(recipe, options));
        // they are made of the image, which must not depend on the earlier ones that are given
        steps.remove(StepName.KITS);
        var tree = new FileTree(lock.sourceDate()).file(Published.LOCK, new BytesContent(lockBytes), 0644)
                .file("record.json",
                        new BytesContent(RecordJson.carried(lock, Outputs.lockDigest(lock), system, built, steps)),
                        0644);
        if (recipe.carried() != null) {
            tree.file(Published.RECIPE, recipe.carried(), 0644);
        }
        return tree.tree();
    }
}
