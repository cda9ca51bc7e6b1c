package org.selfsame.apt;

import java.nio.file.Path;
import java.util.List;
import org.selfsame.content.Digest;
import org.selfsame.recipe.Recipe;

/// An archive whose signed list and indexes were fetched, verified and stored.
///
/// @param request what the recipe asks
/// @param address where it was fetched, without a slash at the end
/// @param inRelease its signed list
/// @param indexes its indexes
/// @param keyring the digest of its keyring
record PinnedArchive(Recipe.ArchiveRequest request, String address, Lock.InRelease inRelease, List<PinnedIndex> indexes,
        Digest keyring) {
    /// Copies the list.
    PinnedArchive {
        indexes = List.copyOf(indexes);
    }

    /// An index.
    ///
    /// @param index what the lock says of it
    /// @param decoded its text, decompressed
    /// @param sources whether it lists source packages
    record PinnedIndex(Lock.Index index, Path decoded, boolean sources) {}

    /// What the lock says of it.
    Lock.Archive locked() {
        return new Lock.Archive(request.name(), request.uris().getFirst(), request.suite(), request.components(),
                inRelease, indexes.stream().map(PinnedIndex::index).sorted(LockOrder.INDEXES).toList(), keyring,
                request.snapshot(), request.original());
    }
}
