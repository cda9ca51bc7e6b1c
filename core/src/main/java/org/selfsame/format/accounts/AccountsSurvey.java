package org.selfsame.format.accounts;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.parts.Lines;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// One of the files of accounts: two lines at least, and in the first 64 KiB only such.
final class AccountsSurvey implements Survey {
    private @Nullable AccountFile file;

    @Override
    public void head(Parts parts) throws IOException {
        var lines = new Lines(parts);
        if (!lines.next()) {
            throw parts.broken(0, "no line");
        }
        var first = lines.text();
        int count = 1;
        for (var candidate : AccountFile.values()) {
            if (candidate.accepts(first)) {
                file = candidate;
                break;
            }
        }
        while (file != null && lines.end() < Lines.SAMPLE && lines.next()) {
            if (!file.accepts(lines.text())) {
                throw parts.broken(lines.start(), "no line of " + file.commonName());
            }
            count++;
        }
        if (file == null || count < 2) {
            throw parts.broken(0, "no file of accounts");
        }
        parts.fact("file", file.commonName());
    }

    @Override
    public void body(Parts parts) throws IOException {
        var lines = new Lines(parts);
        while (file != null && lines.next()) {
            var line = lines.text();
            if (!file.accepts(line)) {
                throw parts.broken(lines.start(), "no line of " + file.commonName());
            }
            parts.structure(lines.start(), lines.end() - lines.start(), "line");
            var account = PartNames.of(line.substring(0, line.indexOf(':'))).toString();
            var fields = line.split(":", -1);
            var names = file.fields();
            long at = lines.start();
            for (int i = 0; i < fields.length; i++) {
                var entry = parts.entry(account, Name.of(names.get(i)), Metadata.NONE, at, fields[i].length());
                entry.field(at, fields[i].length(), file.commonName() + "." + names.get(i));
                at += fields[i].length() + 1;
            }
        }
    }
}
