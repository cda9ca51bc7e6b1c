package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// An ISO 9660 image. Its trees are `rockridge` (if it has Rock Ridge), `joliet`, `enhanced` or `supplementary` (if it
/// has such descriptors), `iso9660`, and `eltorito` (the boot images, if it has a boot catalog).
///
/// The volume that counts is the one whose descriptors begin at sector 16. Others (earlier sessions, the twin of a
/// partition offset) appear in the layout, the facts and the anomalies only. Directories are read when they are asked
/// for, and not kept.
public final class IsoReader implements Reader {
    private final Content image;
    private final Limits limits;
    private final Volume volume;
    private final List<Volume> others;
    private final @Nullable BootCatalog catalog;
    private final @Nullable BootImages bootImages;
    private final SequencedMap<String, Tree> trees = new LinkedHashMap<>();
    private final Optional<ImplantedMd5> implantedMd5;
    private final List<Fact> facts;
    /// What was odd while opening.
    private final List<Anomaly> found;

    private IsoReader(Content image, Limits limits) throws IOException {
        this.image = image;
        this.limits = limits;
        found = new ArrayList<>();
        Notes notes = (code, offset, detail) -> found.add(new Anomaly(Iso.FORMAT + "." + code, offset, detail));
        volume = Volume.open(image, 0, 0, limits, notes);
        volume.hierarchies().forEach((title, hierarchy) -> trees.put(title, new Tree(hierarchy.root())));
        catalog = catalog(image, volume, notes);
        bootImages = catalog == null
                ? null
                : new BootImages(image, volume, trees.firstEntry().getValue(), catalog.entries(), limits);
        if (bootImages != null) {
            trees.put("eltorito", new Tree(bootImages));
        }
        others = OtherVolumes.find(image, volume, limits);
        implantedMd5 = ImplantedMd5.of(volume.primary());
        facts = IsoFacts.of(image, volume, others, catalog, implantedMd5.orElse(null));
    }

    static IsoReader open(Content image, Limits limits) throws IOException {
        return new IsoReader(image, limits);
    }

    private static @Nullable BootCatalog catalog(Content image, Volume volume, Notes notes) throws IOException {
        for (var descriptor : volume.descriptors()) {
            var block = descriptor.bootCatalog();
            if (block != null) {
                try {
                    return BootCatalog.read(image, volume.base() + block * Iso.SECTOR, notes);
                } catch (FormatException e) {
                    notes.add("boot_catalog", e.offset(), e.rule());
                }
            }
        }
        return null;
    }

    @Override
    public String format() {
        return Iso.FORMAT;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        return Collections.unmodifiableSequencedMap(trees);
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }

    /// The sum that `implantisomd5` has written into the image, if it has.
    public Optional<ImplantedMd5> implantedMd5() {
        return implantedMd5;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        return new IsoLayout(image, volume, task).of(others, catalog, bootImages);
    }

    /// Nothing is said of an image with more than one volume.
    @Override
    public @Nullable String gist(Known known, Task task) throws IOException {
        return others.isEmpty() ? new Gist(image, volume, catalog, limits, known, task).of() : null;
    }

    /// As [IsoLikeness#of].
    List<IsoOptions> likeness(Task task) throws IOException {
        boolean twin = others.stream().anyMatch(other -> other.base() > 0 && other.base() == other.start());
        return new IsoLikeness(image, volume, twin, catalog, bootImages, limits, task).options();
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        return new IsoAnomalies(image, limits, task, found).of(volume, others, bootImages);
    }
}
