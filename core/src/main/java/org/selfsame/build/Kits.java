package org.selfsame.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.iuk.KitFormat;
import org.selfsame.iuk.KitWriter;
import org.selfsame.iuk.LiveImage;
import org.selfsame.iuk.Union;
import org.selfsame.recipe.Recipe;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// Upgrade kits from earlier releases to the image that was built.
final class Kits {
    private static final int SHORT = 8;

    private final Recipe recipe;
    private final Lock lock;
    private final BuildOptions options;
    private final WorkDirectory work;
    private final Task task;
    private final List<Earlier> earlier = new ArrayList<>();

    private Kits(Recipe recipe, Lock lock, BuildOptions options, WorkDirectory work, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.options = options;
        this.work = work;
        this.task = task;
    }

    /// An image of an earlier release.
    private record Earlier(Path file, Digest sha256) {
        String suffix() {
            return "-from-" + sha256.hex().substring(0, SHORT) + ".iuk";
        }
    }

    /// Reads the images of earlier releases, before the work that would be in vain without one.
    ///
    /// @throws BuildException if one is missing that the recipe asks for
    /// @throws IOException if one cannot be read
    static Kits of(Recipe recipe, Lock lock, BuildOptions options, WorkDirectory work, Task task) throws IOException {
        var kits = new Kits(recipe, lock, options, work, task);
        if (Steps.of(recipe, options).contains(StepName.KITS)) {
            kits.read();
        }
        return kits;
    }

    private void read() throws IOException {
        for (var file : options.earlier()) {
            try (var content = FileContent.open(file)) {
                earlier.add(new Earlier(file,
                        Digests.of(content, DigestAlgorithm.SHA256, _ -> task.checkCancelled())));
            }
        }
        for (var asked : recipe.image().upgradesFrom()) {
            if (earlier.stream().noneMatch(it -> it.sha256.equals(asked))) {
                throw new BuildException(BuildException.Reason.NO_EARLIER_IMAGE, StepName.KITS, asked.hex(),
                        List.of());
            }
        }
    }

    /// The ends of the names of all kits.
    List<String> suffixes() {
        return earlier.stream().map(Earlier::suffix).toList();
    }

    /// Writes a kit from each image that is given.
    ///
    /// @param image the ISO image that was built
    /// @throws IOException if one cannot be read, or a kit not be made or written
    void write(Path image, Outputs outputs) throws IOException {
        for (var each : earlier) {
            kit(each, image, outputs);
        }
    }

    private void kit(Earlier from, Path to, Outputs outputs) throws IOException {
        try (var old = FileContent.open(from.file); var now = FileContent.open(to)) {
            var left = LiveImage.of(new IsoFormat().open(old, Limits.DEFAULT).tree());
            var right = LiveImage.of(new IsoFormat().open(now, Limits.DEFAULT).tree());
            KitWriter.Options kit;
            try {
                kit = new KitWriter.Options(KitFormat.SQUASHFS, Union.OVERLAYFS, lock.sourceDate(),
                        recipe.version() + ".squashfs", List.of());
            } catch (IllegalArgumentException e) {
                throw new BuildException(BuildException.Reason.BAD_VALUE, StepName.KITS, recipe.version(),
                        List.of(String.valueOf(e.getMessage())));
            }
            outputs.write(from.suffix(), target -> KitWriter.write(left, right, kit, work.file(), target, task));
        }
    }
}
