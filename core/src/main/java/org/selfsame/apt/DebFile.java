package org.selfsame.apt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;

/// A Debian package, read as strictly as no two programs could disagree on it: `debian-binary`, one `control.tar`, one
/// `data.tar`, and beside them only members whose names begin with an underscore. Source: deb(5).
///
/// @param control the archive of control files, compressed as it is
/// @param data the archive of files, compressed as it is
public record DebFile(Content control, Content data) {
    static final String FORMAT = "deb";
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 60;
    private static final int MOST_MEMBERS = 16;
    private static final int MOST_CONTROL = 64 << 20;
    private static final int MOST_VERSION = 64;
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,10}) *");
    private static final Set<String> CONTROL = Set.of("control.tar", "control.tar.gz", "control.tar.xz",
            "control.tar.zst");
    private static final Set<String> DATA = Set.of("data.tar", "data.tar.gz", "data.tar.xz", "data.tar.zst",
            "data.tar.bz2", "data.tar.lzma");

    /// What a package says of itself.
    ///
    /// @param name its `Package`
    /// @param version its `Version`
    /// @param architecture its `Architecture`
    public record Identity(String name, String version, String architecture) {}

    /// Reads the headers of the members.
    ///
    /// @throws FormatException if it is not a package, or more than one
    public static DebFile open(Content content) throws IOException {
        if (content.size() < MAGIC.length || !Arrays.equals(content.bytes(0, MAGIC.length), MAGIC)) {
            throw new FormatException(FORMAT, 0, "does not begin as an archive");
        }
        Content control = null;
        Content data = null;
        int members = 0;
        for (long at = MAGIC.length; at < content.size(); members++) {
            var member = Member.at(content, at);
            if (members == MOST_MEMBERS) {
                throw new FormatException(FORMAT, at, "more than " + MOST_MEMBERS + " members");
            }
            if (members == 0) {
                checkVersion(content, member);
            } else if (CONTROL.contains(member.name) && control == null && data == null) {
                control = member.content(content);
            } else if (DATA.contains(member.name) && control != null && data == null) {
                data = member.content(content);
            } else if (!member.name.startsWith("_")) {
                throw new FormatException(FORMAT, at, "the member " + member.name + " is not expected here");
            }
            at = member.next(content);
        }
        if (control == null || data == null) {
            throw new FormatException(FORMAT, content.size(), "has no control.tar and data.tar");
        }
        return new DebFile(control, data);
    }

    private static void checkVersion(Content content, Member member) throws IOException {
        if (!member.name.equals("debian-binary") || member.size > MOST_VERSION || !new String(
                content.bytes(member.start, (int) member.size), StandardCharsets.ISO_8859_1).matches("2\\.[0-9]+\n")) {
            throw new FormatException(FORMAT, member.start, "does not say that it is a package of version 2");
        }
    }

    /// What its control file says of it.
    ///
    /// @throws FormatException if there is not exactly one, or it breaks a rule
    public Identity identity() throws IOException {
        var stanzas = new StanzaReader("control", new ByteArrayInputStream(controlFile()), PackageIndex.MOST_STANZA);
        var stanza = stanzas.next();
        if (stanza == null || stanzas.next() != null) {
            throw new FormatException("control", 0, "is not one stanza");
        }
        return new Identity(PackageIndex.field(stanza, "Package", LockWord.PACKAGE),
                PackageIndex.field(stanza, "Version", LockWord.VERSION),
                PackageIndex.field(stanza, "Architecture", LockWord.ARCHITECTURE));
    }

    /// The bytes of its control file.
    ///
    /// @throws FormatException if there is not exactly one
    byte[] controlFile() throws IOException {
        byte[] archive;
        try (var in = new UnpackedStream(control, MOST_CONTROL)) {
            archive = in.readAllBytes();
        }
        var root = new TarFormat().open(new BytesContent(archive), Limits.DEFAULT).tree().root();
        var name = Name.of("control");
        var found = root.children().stream().filter(entry -> entry.name().equals(name)).toList();
        if (found.size() != 1 || !(found.getFirst() instanceof Entry.File file)
                || file.size() > PackageIndex.MOST_STANZA) {
            throw new FormatException(FORMAT, 0, "has " + found.size() + " control files, or none that can be read");
        }
        var content = file.content();
        return content.bytes(0, (int) content.size());
    }

    /// A member of the archive.
    private record Member(String name, long start, long size) {

        static Member at(Content content, long at) throws IOException {
            if (content.size() - at < HEADER) {
                throw new FormatException(FORMAT, at, "bytes after the last member");
            }
            var header = new String(content.bytes(at, HEADER), StandardCharsets.ISO_8859_1);
            var size = SIZE.matcher(header.substring(48, 58));
            if (!header.endsWith("`\n") || !size.matches()) {
                throw new FormatException(FORMAT, at, "no header of a member");
            }
            long bytes = Long.parseLong(size.group(1));
            if (bytes > content.size() - at - HEADER) {
                throw new FormatException(FORMAT, at, "a member of " + bytes + " bytes, of which "
                        + (content.size() - at - HEADER) + " are there");
            }
            var name = header.substring(0, 16).stripTrailing();
            return new Member(name.endsWith("/") ? name.substring(0, name.length() - 1) : name, at + HEADER, bytes);
        }

        Content content(Content archive) throws FormatException {
            return archive.slice(start, size);
        }

        long next(Content archive) throws IOException {
            long end = start + size;
            if (end % 2 == 0 || end == archive.size()) {
                return end;
            }
            if (archive.bytes(end, 1)[0] != '\n') {
                throw new FormatException(FORMAT, end, "a member is not filled up with a line feed");
            }
            return end + 1;
        }
    }
}
