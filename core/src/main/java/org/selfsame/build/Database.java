package org.selfsame.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// What dpkg's database of a system says is installed. Source: dpkg(1), deb822(5).
final class Database {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final long MOST = 256L << 20;

    private Database() {}

    /// The packages that are installed, sorted by name, version and architecture.
    ///
    /// @throws FormatException if the database is too large
    /// @throws IOException if it cannot be read
    static List<Packaged> installed(Tree system) throws IOException {
        if (!(system.find(STATUS).orElse(null) instanceof Entry.File file)) {
            return List.of();
        }
        if (file.size() > MOST) {
            throw new FormatException("dpkg", 0, "a database of more than " + MOST + " bytes");
        }
        var found = new ArrayList<Packaged>();
        var text = new String(file.content().bytes(0, (int) file.size()), StandardCharsets.UTF_8);
        for (var paragraph : text.split("\n\n", -1)) {
            var fields = DebFile.fields(paragraph);
            if (fields.getOrDefault("Status", "").endsWith(" installed")) {
                var architecture = fields.getOrDefault("Architecture", "");
                var name = fields.getOrDefault("Package", "");
                found.add(new Packaged(fields.getOrDefault("Multi-Arch", "").equals("same")
                        ? name + ":" + architecture
                        : name, fields.getOrDefault("Version", ""), architecture));
            }
        }
        found.sort(Comparator.comparing(Packaged::name).thenComparing(Packaged::version)
                .thenComparing(Packaged::architecture));
        return List.copyOf(found);
    }
}
