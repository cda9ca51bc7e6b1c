package org.selfsame.compare;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// What the comparison of the main tree of a container has told, so that the other trees (Joliet's, the plain names')
/// need not tell it again. Not thread-safe.
final class Told {
    private final Set<Field> fields = new HashSet<>();
    private final Set<Place> places = new HashSet<>();
    private final Set<Path> paths = new HashSet<>();

    private record Field(String name, @Nullable String left, @Nullable String right) {}

    private record Place(Side side, Content.Span span, long size) {}

    private record Path(Side side, String path) {}

    void add(MetadataComparison.Field field) {
        fields.add(new Field(field.name(), field.left(), field.right()));
    }

    boolean has(MetadataComparison.Field field) {
        return fields.contains(new Field(field.name(), field.left(), field.right()));
    }

    /// Notes that only `side` has the entry at `path`.
    void alone(Side side, String path) {
        paths.add(new Path(side, path.toUpperCase(Locale.ROOT)));
    }

    boolean isAlone(Side side, String path) {
        return paths.contains(new Path(side, path.toUpperCase(Locale.ROOT)));
    }

    /// Notes that only `side` has a file with these bytes.
    void alone(Side side, Content content) {
        places.add(new Place(side, content.span(), content.size()));
    }

    /// Whether only `side` has the entry at `path`, or a file with these bytes.
    boolean isAlone(Side side, String path, Content content) {
        return isAlone(side, path) || isAlone(side, content);
    }

    boolean isAlone(Side side, Content content) {
        return places.contains(new Place(side, content.span(), content.size()));
    }
}
