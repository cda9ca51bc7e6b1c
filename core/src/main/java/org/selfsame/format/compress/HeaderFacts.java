package org.selfsame.format.compress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.Structures;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Metadata;

/// What the header of the first member states.
final class HeaderFacts implements Structures {
    private final List<Fact> facts = new ArrayList<>();
    private @Nullable Instant modified;

    @Override
    public void fact(String name, String value) {
        facts.add(new Fact(name, value));
    }

    @Override
    public void modified(Instant time) {
        modified = time;
    }

    List<Fact> facts() {
        return List.copyOf(facts);
    }

    Metadata metadata() {
        return modified == null ? Metadata.NONE : Metadata.builder().modified(modified).build();
    }
}
