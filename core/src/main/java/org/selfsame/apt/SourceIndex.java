package org.selfsame.apt;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.FormatException;

/// Reads a `Sources` file, stanza after stanza. Source: the Debian wiki's "DebianRepository/Format".
public final class SourceIndex {
    static final String FORMAT = "Sources";

    private SourceIndex() {}

    /// A stanza.
    ///
    /// @param name its `Package`
    /// @param version its `Version`
    /// @param files its files with their paths in the archive, in the order of `Checksums-Sha256`
    public record IndexedSource(String name, String version, List<Lock.SourceFile> files) {
        /// Copies the list.
        public IndexedSource {
            files = List.copyOf(files);
        }
    }

    /// Takes what is read.
    @FunctionalInterface
    public interface Listener {
        /// @throws IOException to end the reading
        void found(IndexedSource found) throws IOException;
    }

    /// Reads all stanzas of `in`, which is not compressed.
    ///
    /// @throws FormatException if one breaks a rule, or a path leads out
    /// @throws IOException if it cannot be read, or the listener ends it
    public static void read(InputStream in, Listener listener) throws IOException {
        var stanzas = new StanzaReader(FORMAT, in, PackageIndex.MOST_STANZA);
        for (var stanza = stanzas.next(); stanza != null; stanza = stanzas.next()) {
            var directory = stanza.need("Directory");
            directory = directory.equals(".") ? "" : directory + "/";
            var files = new ArrayList<Lock.SourceFile>();
            for (var line : ReleaseFile.ListedFile.lines(stanza, "Checksums-Sha256")) {
                var path = directory + line.path();
                if (!LockWord.PATH.fits(path)) {
                    throw stanza.broken("Directory is not what it should be: " + directory);
                }
                files.add(new Lock.SourceFile(path, line.sha256(), line.size()));
            }
            listener.found(new IndexedSource(PackageIndex.field(stanza, "Package", LockWord.PACKAGE),
                    PackageIndex.field(stanza, "Version", LockWord.VERSION), files));
        }
    }
}
