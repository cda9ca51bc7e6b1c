package org.selfsame.report;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.selfsame.tree.Text;
import org.selfsame.verify.Damage;
import org.selfsame.verify.Identity;
import org.selfsame.words.Words;

/// The parts that text and HTML say alike, as plain lines.
final class Sections {
    private Sections() {}

    /// What the image says it is: label to value, without what it does not say.
    static SequencedMap<String, String> identity(Identity it) {
        var lines = new LinkedHashMap<String, String>();
        put(lines, Words.text("identity.name"), it.name());
        put(lines, Words.text("identity.version"), it.version());
        put(lines, Words.text("identity.volumeId"), it.volumeId());
        put(lines, Words.text("identity.commit"), it.commit());
        put(lines, Words.text("identity.sourceDate"),
                it.sourceDate().map(date -> date.atZone(ZoneOffset.UTC).toLocalDate().toString()).orElse(""));
        put(lines, Words.text("identity.formats"), String.join(", ", it.formats()));
        put(lines, Words.text("identity.from"), String.join(", ", it.from()));
        return lines;
    }

    private static void put(SequencedMap<String, String> lines, String label, String value) {
        if (!value.isBlank()) {
            lines.put(label, Text.harmless(value));
        }
    }

    /// A place of damage: the place, and the rule that is broken there.
    static List<String> damage(Damage it) {
        var lines = new ArrayList<String>();
        long last = it.offset() + Math.max(it.length(), 1) - 1;
        if (it.offset() < 0) {
            lines.add(Words.text("damage.unplaced", "path", it.path(), "what", it.what()));
        } else if (it.path().isEmpty()) {
            lines.add(Words.text("damage.placeless", "what", it.what(), "first", it.offset(), "last", last));
        } else {
            lines.add(Words.text("damage.place", "path", it.path(), "what", it.what(), "first", it.offset(), "last",
                    last));
        }
        if (!it.rule().isEmpty()) {
            lines.add(Words.text("damage.rule", "rule", it.rule()));
        }
        return lines;
    }
}
