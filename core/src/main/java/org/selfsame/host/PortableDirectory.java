package org.selfsame.host;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Pattern;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A directory of any host that Java runs on, by the JDK's own file calls. Paths are safe here because every
/// directory on the way was made by us and was not there before; where the user lets us add to directories that were,
/// they are safe as long as nobody else changes these.
///
/// @param target the path of the target
/// @param path its path
/// @param where its place below the target
/// @param losses where losses are reported
record PortableDirectory(Path target, Path path, Where where, Losses losses) implements HostDirectory {
    /// Names that Windows gives to devices in every directory, whatever follows a dot.
    private static final Pattern WINDOWS_DEVICE = Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    static PortableDirectory open(Path target, Losses losses) {
        return new PortableDirectory(target, target, Where.target(), losses);
    }

    @Override
    public HostDirectory makeDirectory(Name name) throws HostException {
        var child = child(name);
        try {
            Files.createDirectory(child, onlyForUs(child));
        } catch (IOException e) {
            throw HostException.of(e);
        }
        return new PortableDirectory(target, child, where.child(name), losses);
    }

    @Override
    public HostDirectory openDirectory(Name name) throws HostException {
        var child = child(name);
        if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            throw new HostException(HostError.EXISTS, "not a directory");
        }
        return new PortableDirectory(target, child, where.child(name), losses);
    }

    @Override
    public HostFile makeFile(Entry.File file) throws HostException {
        var child = child(file.name());
        try {
            var channel = FileChannel.open(child, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                    StandardOpenOption.SPARSE);
            return new PortableFile(channel, child, where.child(file.name()), losses);
        } catch (IOException e) {
            throw HostException.of(e);
        }
    }

    @Override
    public void makeSymlink(Entry.Symlink link) throws HostException {
        var child = child(link.name());
        if (!link.target().isUtf8()) {
            throw new HostException(HostError.NAME_NOT_STORABLE, "the target of a symbolic link");
        }
        try {
            Files.createSymbolicLink(child, Path.of(link.target().toString()));
        } catch (IOException e) {
            throw HostException.of(e);
        } catch (UnsupportedOperationException | InvalidPathException e) {
            throw new HostException(HostError.NOT_SUPPORTED, String.valueOf(e.getMessage()));
        }
        PortableMetadata.applyToLink(child, link.metadata(), where.child(link.name()), losses);
    }

    @Override
    public boolean makeSpecial(Entry special) {
        losses.add(switch (special) {
            case Entry.Device _ -> Loss.What.DEVICE;
            case Entry.Fifo _ -> Loss.What.FIFO;
            case Entry.Socket _ -> Loss.What.SOCKET;
            case Entry.Directory _,Entry.File _,Entry.Symlink _ -> throw new IllegalArgumentException("not special");
        }, where.child(special.name()));
        return false;
    }

    @Override
    public void makeLink(Where existing, Name name) throws HostException {
        try {
            Files.createLink(child(name), below(existing));
        } catch (IOException e) {
            throw HostException.of(e);
        } catch (UnsupportedOperationException e) {
            throw new HostException(HostError.NOT_SUPPORTED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void remove(Where made) throws HostException {
        try {
            Files.delete(below(made));
        } catch (IOException e) {
            throw HostException.of(e);
        }
    }

    @Override
    public void finish(Metadata metadata) {
        PortableMetadata.apply(path, metadata, where, losses);
    }

    @Override
    public void leave() {
        // nothing is open
    }

    private Path below(Where made) {
        return target.resolve(new String(made.bytes(), StandardCharsets.UTF_8));
    }

    private Path child(Name name) throws HostException {
        var text = name.toString();
        if (!name.isUtf8() || File.separatorChar == '\\' && isTakenByWindows(text)) {
            throw new HostException(HostError.NAME_NOT_STORABLE, "a name that this host cannot store");
        }
        try {
            var child = path.resolve(text);
            if (!path.equals(child.getParent()) || !child.getFileName().toString().equals(text)) {
                throw new HostException(HostError.NAME_NOT_STORABLE, "a name that is a path on this host");
            }
            return child;
        } catch (InvalidPathException _) {
            throw new HostException(HostError.NAME_NOT_STORABLE, "a name that this host cannot store");
        }
    }

    private static boolean isTakenByWindows(String name) {
        return name.endsWith(".") || name.endsWith(" ")
                || WINDOWS_DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /// The attributes of a directory that only its owner can enter, where the host knows of such.
    static FileAttribute<?>[] onlyForUs(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
    }

    /// Whether there is something at `path`, if only a symbolic link to nowhere.
    static boolean isTaken(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
