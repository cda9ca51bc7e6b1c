package org.selfsame.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.EncoderUnavailableException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.squashfs.SquashfsLimitException;
import org.selfsame.pack.Packer.Packed;
import org.selfsame.pack.Repack.Outcome;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.NotWrittenException;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Makes images again from their own trees, with options read off them, and compares the bytes as they are made. Where all
/// are the same, an image holds nothing but its tree and those options.
public final class Repacker {
    /// live-build leaves there how it called xorriso or genisoimage.
    private static final List<Name> COMMAND = List.of(Name.of(".disk"), Name.of("mkisofs"));
    private static final int LONGEST_COMMAND = 1 << 14;

    private final boolean stopAtFirst;
    private final Task task;

    private Repacker(boolean stopAtFirst, Task task) {
        this.stopAtFirst = stopAtFirst;
        this.task = task;
    }

    /// The file that an image is written to.
    ///
    /// @param replace whether a file that is there is replaced
    public record Target(Path file, boolean replace) {}

    /// Makes `image` again, and the images in its files.
    ///
    /// @param target where to write what is made of the outermost image, or null to keep nothing
    /// @param stopAtFirst whether to go no further than the first difference, where nothing is written
    /// @throws FormatException if the image is in none of the formats that can be made, or is broken
    /// @throws org.selfsame.host.TargetException if the target is there, and not to be replaced
    /// @throws IOException if the image cannot be read, or the target not be written
    /// @throws java.util.concurrent.CancellationException if the task is cancelled; then there is no target
    public static Repack repack(Content image, @Nullable Target target, boolean stopAtFirst, Task task)
            throws IOException {
        var likeness = Likeness.of(image);
        if (likeness == null) {
            throw new FormatException("image", 0, "neither SquashFS nor ISO 9660 nor FAT, which can be made again");
        }
        return new Repacker(stopAtFirst, task).repack("", image, likeness, target);
    }

    /// What one attempt came to.
    private record Attempt(Making making, Outcome outcome, long first, @Nullable Packed written) {}

    private Repack repack(String path, Content image, Likeness likeness, @Nullable Target target) throws IOException {
        var reader = likeness.format().open(image, Limits.DEFAULT);
        var inner = path.isEmpty() && likeness.equals(Likeness.ISO) ? inner(reader) : List.<Repack>of();
        var stored = likeness.equals(Likeness.ISO) ? command(reader.tree()) : null;
        try {
            var best = best(image, reader, likeness.source().makings(image, reader, task), target);
            return new Repack(path, reader.format(), image.size(), best.making.options(), best.outcome, stored,
                    best.written, inner);
        } catch (NotWrittenException | NotStorableException | SquashfsLimitException | EncoderUnavailableException e) {
            if (target != null) {
                throw e;
            }
            return new Repack(path, reader.format(), image.size(), List.of(),
                    new Outcome.NotMade(String.valueOf(e.getMessage())), stored, null, inner);
        }
    }

    /// The attempt with the bytes of the image, or else that whose first difference comes last.
    private Attempt best(Content image, Reader reader, List<Making> makings, @Nullable Target target)
            throws IOException {
        if (makings.size() == 1) {
            return attempt(image, reader, makings.getFirst(), target, stopAtFirst);
        }
        Attempt best = null;
        for (var making : makings) {
            var attempt = attempt(image, reader, making, null, true);
            if (best == null || attempt.first > best.first) {
                best = attempt;
            }
            if (attempt.outcome instanceof Outcome.Equal) {
                break;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no making");
        }
        boolean done = target == null && (stopAtFirst || best.outcome instanceof Outcome.Equal);
        return done ? best : attempt(image, reader, best.making, target, false);
    }

    private Attempt attempt(Content image, Reader reader, Making making, @Nullable Target target, boolean stop)
            throws IOException {
        if (target != null) {
            var channels = new ArrayList<ComparingChannel>();
            var packed = Packer.pack(reader.tree(), (tree, file, watched) -> {
                var channel = new ComparingChannel(image, making.head(), -1, file);
                channels.add(channel);
                making.writer().write(tree, channel, watched);
            }, target.file, target.replace, task);
            return compared(image, reader, making, channels.getFirst(), true, packed);
        }
        var channel = new ComparingChannel(image, making.head(), stop ? making.reach() : -1, null);
        boolean whole = true;
        try {
            making.writer().write(reader.tree(), channel, task);
        } catch (ComparingChannel.StoppedException _) {
            whole = false;
        }
        return compared(image, reader, making, channel, whole, null);
    }

    private Attempt compared(Content image, Reader reader, Making making, ComparingChannel channel, boolean whole,
            @Nullable Packed written) throws IOException {
        var spans = channel.spans();
        if (whole && spans.isEmpty() && channel.size() == image.size()) {
            return new Attempt(making, new Outcome.Equal(), Long.MAX_VALUE, written);
        }
        if (spans.isEmpty()) {
            // one is the start of the other
            long end = Math.min(channel.size(), image.size());
            long more = Math.max(1, image.size() - end);
            spans = end == image.size()
                    ? List.of()
                    : List.of(new ComparingChannel.Span(end, more, ""));
        }
        var first = spans.isEmpty()
                ? List.<Repack.Difference>of()
                : DifferenceNames.of(image, reader.layout(task), spans);
        return new Attempt(making, new Outcome.Different(whole ? channel.size() : -1,
                whole ? channel.differing() : -1, first), spans.isEmpty() ? image.size() : spans.getFirst().start(),
                written);
    }

    /// The images in files, and those that only the boot catalog names.
    private List<Repack> inner(Reader reader) throws IOException {
        var found = new ArrayList<Repack>();
        var seen = new HashSet<Content.Span>();
        addInner(reader.tree(), "", seen, found);
        var boot = reader.trees().get("eltorito");
        if (boot != null) {
            addInner(boot, "eltorito:", seen, found);
        }
        return found;
    }

    private void addInner(Tree tree, String prefix, Set<Content.Span> seen, List<Repack> found)
            throws IOException {
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
            if (!(entry instanceof Entry.File file) || file.size() == 0) {
                return;
            }
            task.checkCancelled();
            try {
                var content = file.content();
                var likeness = seen.add(content.span()) ? Likeness.of(content) : null;
                if (likeness != null) {
                    found.add(inner(prefix + path, content, likeness));
                }
            } catch (FormatException _) {
                // a file that cannot be read; whoever makes the image around it again gets the error
            }
        });
    }

    private Repack inner(String path, Content content, Likeness likeness) throws IOException {
        try {
            return repack(path, content, likeness, null);
        } catch (FormatException e) {
            return new Repack(path, likeness.format().name(), content.size(), List.of(),
                    new Outcome.NotMade(String.valueOf(e.getMessage())), null, null, List.of());
        }
    }

    private static @Nullable String command(Tree tree) throws IOException {
        Entry at = tree.root();
        for (var name : COMMAND) {
            if (!(at instanceof Entry.Directory directory)) {
                return null;
            }
            at = directory.children().stream().filter(child -> child.name().equals(name)).findFirst().orElse(null);
        }
        if (!(at instanceof Entry.File file)) {
            return null;
        }
        var content = file.content();
        var bytes = content.bytes(0, (int) Math.min(content.size(), LONGEST_COMMAND));
        return Text.printable(new String(bytes, StandardCharsets.UTF_8).strip());
    }
}
