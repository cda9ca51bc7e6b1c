package org.selfsame.apt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.FormatException;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.CleartextMessage;

/// A `.dsc` file: which files a source package has. Source: dsc(5).
///
/// @param name its `Source`
/// @param version its `Version`
/// @param files the files beside it
public record SourceControl(String name, String version, List<File> files) {
    static final String FORMAT = "dsc";
    private static final int MOST_BYTES = 2 << 20;

    /// Copies the list.
    public SourceControl {
        files = List.copyOf(files);
    }

    /// A file beside it.
    ///
    /// @param name its name, without a directory
    /// @param size in bytes
    public record File(String name, Digest sha256, long size) {}

    /// Reads one. The signature of its maintainer is passed over: the archive's index vouches for the bytes.
    ///
    /// @throws FormatException if it breaks a rule, or a name has a directory
    /// @throws TrustException if it begins as signed text and is none
    public static SourceControl read(Content content) throws IOException {
        if (content.size() > MOST_BYTES) {
            throw new FormatException(FORMAT, MOST_BYTES, "has more than " + MOST_BYTES + " bytes");
        }
        var text = CleartextMessage.begins(content)
                ? CleartextMessage.read(content).unverifiedText()
                : content.bytes(0, (int) content.size());
        var stanza = new StanzaReader(FORMAT, new ByteArrayInputStream(text), MOST_BYTES).next();
        if (stanza == null) {
            throw new FormatException(FORMAT, 0, "has no field");
        }
        var files = new ArrayList<File>();
        for (var line : ReleaseFile.ListedFile.lines(stanza, "Checksums-Sha256")) {
            if (line.path().contains("/")) {
                throw stanza.broken("the name " + line.path() + " has a directory");
            }
            files.add(new File(line.path(), line.sha256(), line.size()));
        }
        return new SourceControl(PackageIndex.field(stanza, "Source", LockWord.PACKAGE),
                PackageIndex.field(stanza, "Version", LockWord.VERSION), files);
    }
}
