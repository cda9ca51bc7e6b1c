package org.selfsame.format.mimecache;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The header, and the lists by where they start: each goes on to the next one. What comes before the first list are
/// strings; others lie at the ends of the lists. Source: "Shared MIME-info Database" 0.21, section 2.13.
final class MimeCacheSurvey implements Survey {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final List<String> LISTS = List.of("aliases", "parents", "literals", "suffixes", "globs", "magic",
            "namespaces", "icons", "generic icons");

    /// A list by its name.
    private record Part(String name, long start) {}

    private final List<Part> lists = new ArrayList<>();

    @Override
    public void head(Parts parts) throws IOException {
        var header = parts.cursor(0, "mimecache", BIG);
        parts.fact("version", header.u16("major_version") + "." + header.u16("minor_version"));
        long least = 4 + LISTS.size() * 4L;
        for (var list : LISTS) {
            long start = header.u32(list.replace(' ', '_'));
            if (start < least || start >= parts.size()) {
                throw parts.broken(header.at() - 4, "the list of " + list + " at " + start);
            }
            lists.add(new Part(list, start));
        }
        parts.structure(0, header.at(), "header");
    }

    @Override
    public void body(Parts parts) throws IOException {
        lists.sort((one, other) -> Long.compare(one.start(), other.start()));
        long least = 4 + LISTS.size() * 4L;
        parts.structure(least, lists.getFirst().start() - least, "strings");
        for (int i = 0; i < lists.size(); i++) {
            var list = lists.get(i);
            long end = i + 1 < lists.size() ? lists.get(i + 1).start() : parts.size();
            parts.entry("", Name.of(list.name()), Metadata.NONE, list.start(), end - list.start())
                    .structure(list.start(), end - list.start(), list.name());
        }
    }
}
