package org.selfsame.apt;

import java.io.IOException;
import java.io.InputStream;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;

/// Reads a `Packages` file, stanza after stanza. Source: the Debian wiki's "DebianRepository/Format".
public final class PackageIndex {
    static final String FORMAT = "Packages";
    static final int MOST_STANZA = 4 << 20;
    private static final int DIGITS = 15;

    private PackageIndex() {}

    /// A stanza.
    ///
    /// @param name its `Package`
    /// @param version its `Version`
    /// @param architecture its `Architecture`
    /// @param path its `Filename`, without `./` before it
    /// @param sha256 its `SHA256`
    /// @param size its `Size` in bytes
    public record IndexedPackage(String name, String version, String architecture, String path, Digest sha256,
            long size) {}

    /// Takes what is read.
    @FunctionalInterface
    public interface Listener {
        /// @throws IOException to end the reading
        void found(IndexedPackage found) throws IOException;
    }

    /// Reads all stanzas of `in`, which is not compressed.
    ///
    /// @throws FormatException if one breaks a rule, or a path leads out
    /// @throws IOException if it cannot be read, or the listener ends it
    public static void read(InputStream in, Listener listener) throws IOException {
        var stanzas = new StanzaReader(FORMAT, in, MOST_STANZA);
        for (var stanza = stanzas.next(); stanza != null; stanza = stanzas.next()) {
            var path = stanza.need("Filename");
            path = path.startsWith("./") ? path.substring(2) : path;
            var digest = stanza.need("SHA256");
            var size = stanza.need("Size");
            check(stanza, LockWord.PATH, path, "Filename");
            check(stanza, LockWord.SHA256, digest, "SHA256");
            if (!size.matches("[0-9]{1," + DIGITS + "}")) {
                throw stanza.broken("Size is no number of bytes");
            }
            listener.found(new IndexedPackage(field(stanza, "Package", LockWord.PACKAGE),
                    field(stanza, "Version", LockWord.VERSION), field(stanza, "Architecture", LockWord.ARCHITECTURE),
                    path, new Digest(DigestAlgorithm.SHA256, digest), Long.parseLong(size)));
        }
    }

    static String field(Stanza stanza, String name, LockWord word) throws FormatException {
        var value = stanza.need(name);
        check(stanza, word, value, name);
        return value;
    }

    private static void check(Stanza stanza, LockWord word, String value, String name) throws FormatException {
        if (!word.fits(value)) {
            throw stanza.broken(name + " is not what it should be: " + value);
        }
    }
}
