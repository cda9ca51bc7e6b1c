package org.selfsame.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Where an [Address] leads: a file of the host, or an entry within images within it. Closing it closes the file.
public final class Place implements Closeable {
    private final FileContent file;
    private final List<Step> steps;
    private final Limits limits;

    /// One image on the way in.
    ///
    /// @param content the content that was opened
    /// @param reader what it was opened as
    /// @param view the name of the tree
    /// @param path printable path of the entry in that tree, with a leading slash; empty for the root
    /// @param entry the entry in that tree that the address names; the root if it names the tree
    public record Step(Content content, Reader reader, String view, String path, Entry entry) {}

    Place(FileContent file, List<Step> steps, Limits limits) {
        this.file = file;
        this.steps = List.copyOf(steps);
        this.limits = limits;
    }

    /// The file of the host.
    public FileContent file() {
        return file;
    }

    /// The images on the way, outermost first; empty if the address is the file of the host itself.
    public List<Step> steps() {
        return steps;
    }

    /// The entry that the address names, or null if it is the file of the host itself.
    public @Nullable Entry entry() {
        return steps.isEmpty() ? null : steps.getLast().entry();
    }

    /// Printable path, in its tree, of what the address names, with a leading slash; empty for a root.
    public String path() {
        return steps.isEmpty() ? "" : steps.getLast().path();
    }

    /// The content that the address names, or null if it names a directory, link or special file.
    ///
    /// @throws IOException as [Entry.File#content] does
    public @Nullable Content content() throws IOException {
        return switch (entry()) {
            case null -> file;
            case Entry.File inner -> inner.content();
            case Entry.Directory _,Entry.Symlink _,Entry.Device _,Entry.Fifo _,Entry.Socket _ -> null;
        };
    }

    /// The content that the address names, which must be in a known format.
    ///
    /// @throws AddressException if it has none, or is in no known format
    /// @throws IOException as [Entry.File#content] does
    public Content requireContent() throws IOException {
        var content = content();
        if (content == null) {
            throw new AddressException(new AddressException.Problem.NoContent(file.path() + path()));
        }
        if (Formats.of(content).isEmpty()) {
            throw Address.unknownFormat(file.path() + path());
        }
        return content;
    }

    /// What the address stands for when entries are asked for: the entry that it names, or the root of the main tree
    /// of the file of the host.
    ///
    /// @throws AddressException if the file of the host is in no known format
    /// @throws IOException as the format throws it
    public Step shown() throws IOException {
        return steps.isEmpty() ? Address.open(file, file.path().toString(), "", limits) : steps.getLast();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
