package org.selfsame.compare;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.selfsame.content.Content;
import org.selfsame.content.Encoded;

/// Which bytes were compared already under another name: a file of an ISO is in two trees of it, and may be a partition
/// too. Thread-safe.
final class Seen {
    private final Set<Place> contents = ConcurrentHashMap.newKeySet();
    private final Set<Place> containers = ConcurrentHashMap.newKeySet();

    private final Set<Content.Span> pieces = ConcurrentHashMap.newKeySet();

    private record Place(Content.Span left, Content.Span right, long leftSize, long rightSize, String as) {}

    /// Notes that the two contents are compared.
    ///
    /// @return whether it is the first time
    boolean content(Content left, Content right) {
        return contents.add(new Place(left.span(), right.span(), left.size(), right.size(), ""));
    }

    /// Notes that the two contents are opened as `format`. Where they end does not count: a partition may be the image
    /// that it is a partition of, without its last bytes.
    ///
    /// @return whether it is the first time
    boolean container(Content left, Content right, String format) {
        return containers.add(new Place(left.span(), right.span(), 0, 0, format));
    }

    /// As [#container], but where they end counts.
    boolean exactly(Content left, Content right, String format) {
        return containers.add(new Place(left.span(), right.span(), left.size(), right.size(), format));
    }

    /// Notes that the stored bytes of a piece are looked at.
    ///
    /// @return whether it is the first time
    boolean piece(Encoded.Piece piece) {
        var whole = piece.stored().span();
        return pieces.add(new Content.Span(whole.root(), whole.offset() + piece.storedOffset()));
    }
}
