package org.selfsame.sandbox;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.ar.ArFormat;
import org.selfsame.format.compress.CompressFormat;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// The files that a Debian package installs. They are decoded once, to a file. Source: deb(5).
final class PackageFiles implements Closeable {
    private static final String FORMAT = "deb";
    private static final String DATA = "data.tar";

    private final FileContent archive;
    private final Tree tree;

    private PackageFiles(FileContent archive, Tree tree) {
        this.archive = archive;
        this.tree = tree;
    }

    /// Opens a package.
    ///
    /// @param spool a file that is made for the decoded archive, and is left
    /// @throws FormatException if the package breaks a rule
    /// @throws IOException if it cannot be read, or the file not be written
    static PackageFiles open(Content content, Path spool, Task task) throws IOException {
        var data = data(content);
        try (var out = new BufferedOutputStream(Files.newOutputStream(spool), 1 << 16)) {
            copy(data, out, task);
        }
        var archive = FileContent.open(spool);
        try {
            return new PackageFiles(archive, new TarFormat().open(archive, Limits.DEFAULT).tree());
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static Content data(Content content) throws IOException {
        for (var member : new ArFormat().open(content, Limits.DEFAULT).tree().root().children()) {
            var name = member.name().toString();
            if (member instanceof Entry.File file && name.startsWith(DATA)) {
                return name.equals(DATA) ? file.content() : decoded(file.content());
            }
        }
        throw new FormatException(FORMAT, 0, "it has no member " + DATA);
    }

    private static Content decoded(Content content) throws IOException {
        for (var format : CompressFormat.all()) {
            if (format.recognizes(content)) {
                for (var entry : format.open(content, Limits.DEFAULT).tree().root().children()) {
                    if (entry instanceof Entry.File file) {
                        return file.content();
                    }
                }
            }
        }
        throw new FormatException(FORMAT, 0, DATA + " is not compressed as its name says");
    }

    private static void copy(Content content, OutputStream out, Task task) throws IOException {
        var buffer = new byte[1 << 18];
        try (var in = content.stream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                task.checkCancelled();
                out.write(buffer, 0, read);
            }
        }
    }

    /// What it installs.
    Tree tree() {
        return tree;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
