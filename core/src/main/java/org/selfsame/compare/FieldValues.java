package org.selfsame.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Region;
import org.selfsame.tree.Text;

/// What to write for the two values of a field: what the readers state of it as a fact, or else its bytes. Facts that
/// differ are looked up once. Not thread-safe.
final class FieldValues {
    private static final int SHOWN = 32;

    private final ContainerPair main;
    /// Facts that differ, by name.
    private final Map<String, Pair> facts = new LinkedHashMap<>();

    /// Two values, of which one may be missing.
    record Pair(String name, @Nullable String left, @Nullable String right) {}

    FieldValues(List<ContainerPair> containers) {
        main = containers.getFirst();
        for (var container : containers) {
            var left = byName(container.reader(Side.LEFT).facts());
            var right = byName(container.reader(Side.RIGHT).facts());
            left.forEach((name, value) -> add(name, value, right.get(name)));
            right.forEach((name, value) -> {
                if (!left.containsKey(name)) {
                    add(name, null, value);
                }
            });
        }
    }

    private static Map<String, String> byName(List<Fact> facts) {
        var byName = new LinkedHashMap<String, String>();
        for (var fact : facts) {
            byName.merge(fact.name(), Text.printable(fact.value()), (a, b) -> a + ", " + b);
        }
        return byName;
    }

    private void add(String name, @Nullable String left, @Nullable String right) {
        if (!Objects.equals(left, right)) {
            facts.put(name, new Pair(name, left, right));
        }
    }

    /// The values of `field`, or null if they are too long.
    ///
    /// @param left where it first differs on the left side, or null
    /// @param right where it first differs on the right side, or null
    /// @throws IOException if a content cannot be read
    @Nullable
    Pair of(String field, @Nullable Region left, @Nullable Region right) throws IOException {
        var fact = fact(field);
        if (fact != null) {
            facts.remove(fact.name());
            return new Pair(field, fact.left(), fact.right());
        }
        var l = text(Side.LEFT, left);
        var r = text(Side.RIGHT, right);
        return l == null && r == null ? null : new Pair(field, l, r);
    }

    /// The fact that states `field`: the one with its whole name, or else with the name of a field of the one structure
    /// that is called otherwise there. A field of one of many (partitions, descriptors) has its whole name or no fact.
    private @Nullable Pair fact(String field) {
        int dot = field.lastIndexOf('.');
        for (var fact : facts.values()) {
            if (fact.name().equals(field) || fact.name().endsWith("." + field)) {
                return fact;
            }
        }
        if (field.lastIndexOf('.', dot - 1) >= 0) {
            return null;
        }
        var name = field.substring(dot + 1);
        for (var fact : facts.values()) {
            if (fact.name().substring(fact.name().lastIndexOf('.') + 1).equals(name)) {
                return fact;
            }
        }
        return null;
    }

    private @Nullable String text(Side side, @Nullable Region region) throws IOException {
        if (region == null || region.kind() != Region.Kind.FIELD || region.length() > SHOWN) {
            return null;
        }
        byte[] bytes = main.content(side).bytes(region.offset(), (int) region.length());
        for (byte b : bytes) {
            if (b < 0x20 || b > 0x7e) {
                return HexFormat.of().formatHex(bytes);
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /// Facts that differ and belong to no field that was asked for.
    List<Pair> rest() {
        return new ArrayList<>(facts.values());
    }
}
