package org.selfsame.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.content.NotAFileException;
import org.selfsame.format.AddressException.Problem;
import org.selfsame.format.compress.CompressFormat;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// Finds what `IMAGE!/PATH` means: a path inside an image, inside an image inside it, and so on.
///
/// `!/PATH` is a path in the main tree of the main format; `!VIEW/PATH` is one in the tree called VIEW of any format
/// that the bytes have (`!joliet/README`, `!disk/gpt-2`). A `!` that nothing follows, or another `!`, is what a
/// compressed stream decodes to (`changelog.gz!`, `initrd.gz!!/init`). Names may have a `!` in them: at each step the longest
/// part that exists is taken. A name can be given as it is or in its printable form ([Text#printable]). Symbolic
/// links inside images are not followed: where they lead depends on the system that the image is for.
public final class Address {
    /// An image in an image costs memory and time at each step.
    private static final int MOST_STEPS = 32;

    private final String text;
    private final Limits limits;
    private final List<Place.Step> steps = new ArrayList<>();

    private Address(String text, Limits limits) {
        this.text = text;
        this.limits = limits;
    }

    /// Follows an address. Close the place when it is no longer needed.
    ///
    /// @throws AddressException if it leads nowhere
    /// @throws FormatException if a format on the way is broken
    /// @throws IOException if the file cannot be read
    public static Place resolve(String address, Limits limits) throws IOException {
        return new Address(address, limits).resolve();
    }

    private Place resolve() throws IOException {
        int end = text.length();
        Path path = existing(text);
        while (path == null) {
            end = text.lastIndexOf('!', end - 1);
            if (end <= 0) {
                int first = text.indexOf('!');
                throw new AddressException(new Problem.NoSuchFile(first <= 0 ? text : text.substring(0, first)));
            }
            path = existing(text.substring(0, end));
        }
        var file = open(path);
        try {
            descend(file, end);
            return new Place(file, steps, limits);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable Path existing(String text) {
        try {
            var path = Path.of(text);
            return text.isEmpty() || !Files.exists(path) ? null : path;
        } catch (InvalidPathException _) {
            return null;
        }
    }

    private static FileContent open(Path path) throws IOException {
        try {
            return FileContent.open(path);
        } catch (NotAFileException e) {
            throw new AddressException(new Problem.NotAFile(path.toString(), e.isDirectory()));
        }
    }

    /// Follows the rest of the address from the `!` at `at` on.
    private void descend(Content file, int at) throws IOException {
        var content = file;
        int position = at;
        while (position < text.length()) {
            if (steps.size() == MOST_STEPS) {
                throw new AddressException(new Problem.TooDeep(text.substring(0, position), MOST_STEPS));
            }
            if (position == text.length() - 1 || text.charAt(position + 1) == '!') {
                var step = decoded(content, text.substring(0, position), limits);
                steps.add(step);
                content = contentOf(step.entry(), position);
                position++;
                continue;
            }
            int slash = text.indexOf('/', position);
            int pathStart = slash < 0 ? text.length() : slash;
            var view = text.substring(position + 1, pathStart);
            var root = open(content, text.substring(0, position), view, limits);
            int end = text.length();
            var step = find(root, pathStart, end);
            while (step == null && (end = text.lastIndexOf('!', end - 1)) >= pathStart) {
                step = find(root, pathStart, end);
            }
            if (step == null) {
                int bang = text.indexOf('!', pathStart);
                throw explain(root.entry(), pathStart, bang < 0 ? text.length() : bang);
            }
            steps.add(step);
            if (end < text.length()) {
                content = contentOf(step.entry(), end);
            }
            position = end;
        }
    }

    /// The one file of a compressed stream: what it decodes to.
    private static Place.Step decoded(Content content, String at, Limits limits) throws IOException {
        for (var format : Formats.of(content)) {
            if (format instanceof CompressFormat) {
                var reader = format.open(content, limits);
                var file = reader.tree().root().children().getFirst();
                return new Place.Step(content, reader, reader.format(), "/" + file.name(), file);
            }
        }
        throw new AddressException(new Problem.NotCompressed(at));
    }

    private Content contentOf(Entry entry, int end) throws IOException {
        var at = text.substring(0, end);
        return switch (entry) {
            case Entry.File file -> file.content();
            case Entry.Symlink link ->
                throw new AddressException(new Problem.SymbolicLink(at, Text.printable(link.target())));
            case Entry.Directory _,Entry.Device _,Entry.Fifo _,Entry.Socket _ ->
                throw new AddressException(new Problem.NoContent(at));
        };
    }

    /// Opens a content as the format that has the tree `view`, or as the main one if `view` is empty.
    ///
    /// @param at the address of the content, for the errors
    static Place.Step open(Content content, String at, String view, Limits limits) throws IOException {
        var formats = Formats.of(content);
        if (formats.isEmpty()) {
            throw unknownFormat(at);
        }
        if (view.isEmpty()) {
            var reader = formats.getFirst().open(content, limits);
            return new Place.Step(content, reader, reader.trees().firstEntry().getKey(), "", reader.tree().root());
        }
        var present = new ArrayList<String>();
        FormatException broken = null;
        for (var format : formats) {
            try {
                var reader = format.open(content, limits);
                var tree = reader.trees().get(view);
                if (tree != null) {
                    return new Place.Step(content, reader, view, "", tree.root());
                }
                present.addAll(reader.trees().keySet());
            } catch (FormatException e) {
                // another format of a hybrid may have the view, so this one's fault counts only when none has
                broken = e;
            }
        }
        if (broken != null) {
            throw broken;
        }
        throw new AddressException(new Problem.NoSuchView(at, view, present));
    }

    static AddressException unknownFormat(String at) {
        return new AddressException(new Problem.UnknownFormat(at, Formats.all().stream().map(Format::name).toList()));
    }

    private Place.@Nullable Step find(Place.Step root, int start, int end) throws IOException {
        Entry at = root.entry();
        var path = new StringBuilder();
        for (var part : text.substring(start, end).split("/", -1)) {
            if (!part.isEmpty()) {
                var child = at instanceof Entry.Directory directory
                        ? child(directory, part)
                        : Optional.<Entry>empty();
                if (child.isEmpty()) {
                    return null;
                }
                at = child.get();
                path.append('/').append(Text.printable(at.name()));
            }
        }
        return new Place.Step(root.content(), root.reader(), root.view(), path.toString(), at);
    }

    private static Optional<Entry> child(Entry.Directory directory, String part) throws IOException {
        var children = directory.children();
        var name = Name.of(part);
        for (var child : children) {
            if (child.name().equals(name)) {
                return Optional.of(child);
            }
        }
        return part.indexOf('\\') < 0
                ? Optional.empty()
                : children.stream().filter(child -> Text.printable(child.name()).equals(part)).findFirst();
    }

    /// Why there is nothing: walks as [#find] does, and stops where that stops.
    private AddressException explain(Entry root, int start, int end) throws IOException {
        Entry at = root;
        int done = start;
        for (int from = start; from < end;) {
            int slash = text.indexOf('/', from);
            int to = slash < 0 || slash > end ? end : slash;
            if (to > from) {
                var reached = text.substring(0, done);
                if (at instanceof Entry.Symlink link) {
                    return new AddressException(new Problem.SymbolicLink(reached, Text.printable(link.target())));
                }
                if (!(at instanceof Entry.Directory directory)) {
                    return new AddressException(new Problem.NotADirectory(reached));
                }
                var part = text.substring(from, to);
                var child = child(directory, part);
                if (child.isEmpty()) {
                    return new AddressException(new Problem.NoSuchPath(reached, part));
                }
                at = child.get();
                done = to;
            }
            from = to + 1;
        }
        return new AddressException(new Problem.NoSuchPath(text.substring(0, start), text.substring(start, end)));
    }
}
