package org.selfsame.format.deb822;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Lines;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// Stanzas in the syntax of deb822(5). Many texts look like it: the first field must be one with which Debian's files
/// begin, and the first 64 KiB must keep the syntax.
final class Deb822Survey implements Survey {
    private static final Set<String> FIRST = Set.of("Package", "Source", "Format", "Origin", "Archive", "Label",
            "Suite", "Codename", "Template", "Types", "SHA1-Current", "SHA256-Current", "Dir");

    private boolean single;

    @Override
    public void head(Parts parts) throws IOException {
        var stanzas = new Stanzas(parts, false);
        var first = stanzas.next();
        if (first == null || first.fields().size() < 2 || !isFirst(first)) {
            throw parts.broken(0, "no stanza that a file of Debian's begins with");
        }
        single = true;
        while (stanzas.at() < Lines.SAMPLE && stanzas.next() != null) {
            single = false;
        }
    }

    private static boolean isFirst(Stanza stanza) {
        var name = stanza.fields().getFirst().name();
        // debconf's database has the name first, and so have many other files
        return FIRST.contains(name) || name.equals("Name") && stanza.field("Template") != null;
    }

    @Override
    public void body(Parts parts) throws IOException {
        var seen = single ? Map.<String, Integer>of() : count(parts);
        var stanzas = new Stanzas(parts, true);
        for (var stanza = stanzas.next(); stanza != null; stanza = stanzas.next()) {
            if (single) {
                fields(parts, stanza);
            } else {
                stanza(parts, stanza, seen);
            }
        }
    }

    private static Map<String, Integer> count(Parts parts) throws IOException {
        var seen = new HashMap<String, Integer>();
        var stanzas = new Stanzas(parts, false);
        // no more than there can be entries
        long most = parts.limits().tableBytes() / 128;
        try {
            for (var stanza = stanzas.next(); stanza != null && seen.size() < most; stanza = stanzas.next()) {
                seen.merge(name(parts, stanza), 1, Integer::sum);
            }
        } catch (FormatException _) {
            // what tells the stanzas comes to the damage too
        }
        return seen;
    }

    private static void fields(Parts parts, Stanza stanza) throws IOException {
        parts.structure(stanza.start(), stanza.end() - stanza.start(), "stanza");
        for (var field : stanza.fields()) {
            parts.entry("", PartNames.of(field.name()), Metadata.NONE, field.start(), field.length())
                    .field(field.start(), field.length(), "deb822." + field.name());
        }
    }

    private static void stanza(Parts parts, Stanza stanza, Map<String, Integer> seen) throws IOException {
        var name = name(parts, stanza);
        if (seen.getOrDefault(name, 1) > 1) {
            name += suffix(parts, stanza.field("Version")) + suffix(parts, stanza.field("Architecture"));
        }
        var entry = parts.entry("", PartNames.of(name), Metadata.NONE, stanza.start(), stanza.end() - stanza.start());
        for (var field : stanza.fields()) {
            entry.field(field.start(), field.length(), "deb822." + field.name());
        }
    }

    private static String name(Parts parts, Stanza stanza) throws IOException {
        var field = stanza.field("Package");
        return (field == null ? stanza.fields().getFirst() : field).value(parts);
    }

    private static String suffix(Parts parts, Stanza.@Nullable Field field) throws IOException {
        return field == null ? "" : " " + field.value(parts);
    }
}
