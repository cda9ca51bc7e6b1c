package org.selfsame.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;

/// Members whose end took decoding, for as long as the content that they lie in is in use. Whether a stream holds an
/// archive, and what of, is asked several times until its files are read, and each answer would decode it again. A member
/// takes some hundred bytes; what it decodes to is in the cache of all streams, or not kept. Thread-safe.
final class KnownMembers {
    /// Members of one content; further ones are decoded again.
    private static final int MOST = 10_000;
    private static final Map<Content, Map<Place, Known>> KNOWN = new WeakHashMap<>();

    private KnownMembers() {}

    private record Place(String compression, long offset) {}

    /// @param stored bytes that the member has
    /// @param length bytes that it decodes to
    /// @param alone what is known of the stream that has this member alone, or null
    record Known(long stored, long length, @Nullable Alone alone) {}

    /// @param stream under which its chunks may be in the cache
    /// @param digest of all that it decodes to
    record Alone(StreamId stream, Digest digest) {}

    /// What is known of the member at `offset`, or null.
    static @Nullable Known get(Compression compression, Content stored, long offset) {
        var span = stored.span();
        synchronized (KNOWN) {
            var known = KNOWN.getOrDefault(span.root(), Map.of())
                    .get(new Place(compression.name(), span.offset() + offset));
            return known != null && known.stored() <= stored.size() - offset ? known : null;
        }
    }

    /// Keeps what is known of a member; that of one alone in its stream replaces that of one that is not.
    static void put(Compression compression, Content stored, Member member, @Nullable Alone alone) {
        var span = stored.span();
        var known = new Known(member.end() - member.offset(), member.length(), alone);
        synchronized (KNOWN) {
            var places = KNOWN.computeIfAbsent(span.root(), _ -> new HashMap<>());
            if (places.size() < MOST) {
                places.merge(new Place(compression.name(), span.offset() + member.offset()), known,
                        (a, b) -> b.alone() == null ? a : b);
            }
        }
    }
}
