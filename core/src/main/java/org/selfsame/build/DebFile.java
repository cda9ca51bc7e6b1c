package org.selfsame.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.codec.CompressedStream;
import org.selfsame.codec.Compressions;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.format.ar.ArFormat;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// A Debian package, opened. Source: deb(5). Members whose names begin with `_` are left to those who know them.
final class DebFile {
    /// Of decoded bytes that are held in memory; the largest packages that boot loaders or first packages lie in have some
    /// 60 MB.
    private static final long MOST_DATA = 1L << 30;
    private static final long MOST_CONTROL = 8L << 20;
    private static final int MOST_MEMBERS = 1 << 16;

    private final Content control;
    private final Content data;

    private DebFile(Content control, Content data) {
        this.control = control;
        this.data = data;
    }

    /// Opens a package; nothing is decoded yet.
    ///
    /// @throws FormatException if it is none, or has a part twice
    /// @throws IOException if it cannot be read
    static DebFile open(Content content) throws IOException {
        var members = new ArFormat().open(content, Limits.DEFAULT).tree().root().children();
        var version = one(members, "debian-binary");
        if (version.size() < 4 || version.size() > 64
                || !new String(version.bytes(0, (int) version.size()), StandardCharsets.US_ASCII).startsWith("2.")) {
            throw new FormatException("deb", 0, "a package of another version than 2");
        }
        return new DebFile(one(members, "control.tar"), one(members, "data.tar"));
    }

    /// The one member that has this name, or this name and a suffix.
    private static Content one(List<Entry> members, String name) throws IOException {
        Content found = null;
        for (var member : members) {
            var text = member.name().toString();
            if ((text.equals(name) || text.startsWith(name + ".")) && member instanceof Entry.File file) {
                if (found != null) {
                    throw new FormatException("deb", 0, "two members called " + name);
                }
                found = file.content();
            }
        }
        if (found == null) {
            throw new FormatException("deb", 0, "no member called " + name);
        }
        return found;
    }

    /// The file `control`: one paragraph, without an empty line.
    ///
    /// @throws FormatException if there is none, or it is none
    /// @throws IOException if it cannot be read
    String control() throws IOException {
        var tree = new TarFormat().open(decoded(control, MOST_CONTROL), Limits.DEFAULT).tree();
        if (!(tree.find("control").orElse(null) instanceof Entry.File file) || file.size() > MOST_CONTROL) {
            throw new FormatException("deb", 0, "no file called control");
        }
        var text = new String(file.content().bytes(0, (int) file.size()), StandardCharsets.UTF_8).strip();
        if (text.lines().anyMatch(String::isBlank)) {
            throw new FormatException("deb", 0, "an empty line in its file control");
        }
        return text;
    }

    /// The fields of a paragraph, with their first lines.
    static Map<String, String> fields(String paragraph) {
        var fields = new LinkedHashMap<String, String>();
        paragraph.lines().filter(line -> !line.startsWith(" ") && !line.startsWith("\t")).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return fields;
    }

    /// The files of the package, decoded, in memory.
    ///
    /// @throws FormatException if they are damaged or too large
    /// @throws IOException if they cannot be read
    Tree files() throws IOException {
        return new TarFormat().open(decoded(data, MOST_DATA), Limits.DEFAULT).tree();
    }

    private static Content decoded(Content stored, long most) throws IOException {
        var compression = Compressions.at(stored, 0);
        if (compression == null) {
            return stored;
        }
        var decoded = CompressedStream.of(compression, stored, most, MOST_MEMBERS).content();
        if (decoded.size() > most) {
            throw new FormatException(compression.name(), 0, "decodes to more than " + most + " bytes");
        }
        return new BytesContent(decoded.bytes(0, (int) decoded.size()));
    }
}
