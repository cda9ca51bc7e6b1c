package org.selfsame.host;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an extraction did. Everything counted here is complete in the target; there are no halves.
///
/// @param counts how many entries of each kind were made
/// @param bytes the sum of the sizes of the files
/// @param failed how many entries were not written
/// @param failures the first of those
/// @param lost how often each kind of loss happened
/// @param losses the first few of each kind
/// @param stop why it ended early, or null if everything was tried
public record ExtractionResult(Counts counts, long bytes, long failed, List<Failure> failures,
        Map<Loss.What, Long> lost, List<Loss> losses, @Nullable Stop stop) {

    /// Entries made.
    ///
    /// @param directories directories, the target included
    /// @param files files, each counted once
    /// @param links further names of files
    /// @param symlinks symbolic links
    /// @param special devices, FIFOs and sockets
    public record Counts(long directories, long files, long links, long symlinks, long special) {}

    /// Whether nothing failed and nothing stopped it; what the host cannot keep is a loss, not a failure.
    public boolean isComplete() {
        return failed == 0 && stop == null;
    }
}
