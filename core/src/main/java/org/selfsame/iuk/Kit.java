package org.selfsame.iuk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// An incremental upgrade kit, opened. Nothing of it is trusted: what could do harm is listed in [#hazards].
///
/// @param format of the kit
/// @param deletions the paths to delete, as they are written; see [#hazards]
/// @param files what is copied onto the system partition, diffs included
/// @param diffs the images in `live/`, in the order of their names
/// @param hazards what no honest kit has; the first of them
public record Kit(KitFormat format, List<String> deletions, Tree files, List<Diff> diffs, List<Hazard> hazards) {
    /// The list of the images that are stacked, on the partition.
    static final String MODULE = "live/Tails.module";

    private static final String NAME = "iuk";
    private static final String FORMAT = "FORMAT";
    private static final String OVERLAY = "overlay";
    private static final String SUFFIX = ".squashfs";
    /// Far more than any list takes.
    private static final int LARGEST_CONTROL = 1 << 20;

    /// Opens a kit, and looks at all of its entries.
    ///
    /// @throws FormatException if it is none
    /// @throws CancellationException if the task is cancelled
    /// @throws IOException if it cannot be read
    public static Kit open(Content content, Task task) throws IOException {
        var squashfs = new SquashfsFormat();
        boolean image = squashfs.recognizes(content);
        Format format = image ? squashfs : new TarFormat();
        if (!image && !format.recognizes(content)) {
            throw bad("is neither a SquashFS image nor a tar archive");
        }
        var tree = format.open(content, Limits.DEFAULT).tree();
        var stated = stated(tree);
        if (stated != (image ? KitFormat.SQUASHFS : KitFormat.TAR)) {
            throw bad("says that it has format " + stated.digit() + " and is a " + format.name());
        }
        var deletions = ControlFile.read(bytes(tree, ControlFile.NAME, LARGEST_CONTROL));
        var files = image ? overlay(tree) : unpacked(tree);
        var hazards = new ArrayList<Hazard>();
        Hazards.find(files, deletions, hazards, task);
        return new Kit(stated, deletions, files, diffs(files, hazards, task), List.copyOf(hazards));
    }

    /// What is deleted in `isolinux/`, which is called `syslinux/` on the partition: so it stays there.
    public List<String> idleDeletions() {
        return deletions.stream().filter(path -> path.startsWith(BootFiles.ISOLINUX + "/")).toList();
    }

    /// What the installer runs as the superuser, if it is there: it is a program in the kit.
    public List<String> programs() throws IOException {
        var program = "utils/linux/syslinux";
        return files.find(program).isPresent() ? List.of(program) : List.of();
    }

    private static FormatException bad(String rule) {
        return new FormatException(NAME, 0, rule);
    }

    private static KitFormat stated(Tree tree) throws IOException {
        byte[] bytes = bytes(tree, FORMAT, LARGEST_CONTROL);
        var format = bytes.length == 1 ? KitFormat.of((char) bytes[0]) : Optional.<KitFormat>empty();
        return format.orElseThrow(() -> bad("the file FORMAT is not 1 or 2 and nothing else"));
    }

    private static byte[] bytes(Tree tree, String name, int most) throws IOException {
        if (!(tree.find(name).orElse(null) instanceof Entry.File file) || file.size() > most) {
            throw bad("has no file " + name + ", or too large a one");
        }
        return file.content().bytes(0, (int) file.size());
    }

    private static Tree overlay(Tree tree) throws IOException {
        var overlay = tree.find(OVERLAY).orElse(null);
        if (overlay == null) {
            return new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));
        }
        if (!(overlay instanceof Entry.Directory directory)) {
            throw bad(OVERLAY + " is no directory");
        }
        return new Tree(directory);
    }

    /// All archives in a tar, unpacked in the order of their names.
    private static Tree unpacked(Tree tree) throws IOException {
        var layers = new ArrayList<Entry.Directory>();
        layers.add(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));
        for (var entry : tree.root().children()) {
            var name = entry.name().toString();
            if (entry instanceof Entry.File file && (name.endsWith(".tar") || name.endsWith(".tar.bz2"))) {
                layers.add(archive(file, name));
            }
        }
        return new Tree(new Unpacked(layers));
    }

    private static Entry.Directory archive(Entry.File file, String name) throws IOException {
        var content = file.content();
        if (name.endsWith(".bz2")) {
            var stream = Formats.of(content).stream().filter(format -> format.name().equals("bzip2")).findFirst()
                    .orElseThrow(() -> bad(Text.printable(name) + " is not compressed by bzip2"));
            var decoded = stream.open(content, Limits.DEFAULT).tree().root().children().getFirst();
            content = ((Entry.File) decoded).content();
        }
        var tar = new TarFormat();
        if (!tar.recognizes(content)) {
            throw bad(Text.printable(name) + " is no tar archive");
        }
        return tar.open(content, Limits.DEFAULT).tree().root();
    }

    private static List<Diff> diffs(Tree files, List<Hazard> hazards, Task task) throws IOException {
        var diffs = new ArrayList<Diff>();
        if (files.find("live").orElse(null) instanceof Entry.Directory live) {
            for (var entry : live.children()) {
                if (entry instanceof Entry.File file && entry.name().toString().endsWith(SUFFIX)) {
                    var diff = diff(Text.printable(entry.name()), file, hazards, task);
                    if (diff != null) {
                        diffs.add(diff);
                    }
                }
            }
        }
        diffs.sort(Comparator.comparing(diff -> diff.file().name()));
        return List.copyOf(diffs);
    }

    private static @Nullable Diff diff(String name, Entry.File file, List<Hazard> hazards, Task task)
            throws IOException {
        try {
            return DiffSurvey.of(name, file, LiveImage.squashfs(file.content(), name), hazards, task);
        } catch (FormatException | KitException _) {
            Hazards.add(hazards, Hazard.Kind.UNREADABLE_DIFF, "live/" + name);
            return null;
        }
    }
}
