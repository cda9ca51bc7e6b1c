package org.selfsame.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What to check, and what the user gave along. Everything but the file may be left out.
///
/// @param file the file to check
/// @param signatures detached signatures over the file
/// @param checksums lists of checksums; a signature beside one is found by its name
/// @param keys keys that the user brings
/// @param publisher id of the only publisher to accept; empty for any that Selfsame knows
/// @param builders how many independent builders must have got the same file for it to count as rebuilt; at least 1
/// @param selfCheck whether to check the lists inside the image even when they cannot alter the verdict
public record Request(Path file, List<Path> signatures, List<Path> checksums, List<BroughtKey> keys,
        Optional<String> publisher, int builders, boolean selfCheck) {

    /// @throws IllegalArgumentException if `builders` is less than 1
    public Request {
        if (builders < 1) {
            throw new IllegalArgumentException("at least one builder, not " + builders);
        }
        signatures = List.copyOf(signatures);
        checksums = List.copyOf(checksums);
        keys = List.copyOf(keys);
    }

    /// A key that the user brings.
    ///
    /// @param file the file with the key or keys, binary or armoured
    /// @param name whose it is: the id of a publisher that Selfsame knows (then it must be the key that is pinned for
    ///        it), or any name (then it counts as added by hand)
    public record BroughtKey(Path file, String name) {}

    /// Checks `file` by what lies beside it.
    public static Request of(Path file) {
        return new Request(file, List.of(), List.of(), List.of(), Optional.empty(), Verdict.Builders.NONE.needed(),
                false);
    }

    public Request withSignatures(List<Path> value) {
        return new Request(file, value, checksums, keys, publisher, builders, selfCheck);
    }

    public Request withChecksums(List<Path> value) {
        return new Request(file, signatures, value, keys, publisher, builders, selfCheck);
    }

    public Request withKeys(List<BroughtKey> value) {
        return new Request(file, signatures, checksums, value, publisher, builders, selfCheck);
    }

    public Request withPublisher(Optional<String> value) {
        return new Request(file, signatures, checksums, keys, value, builders, selfCheck);
    }

    public Request withBuilders(int value) {
        return new Request(file, signatures, checksums, keys, publisher, value, selfCheck);
    }

    public Request withSelfCheck(boolean value) {
        return new Request(file, signatures, checksums, keys, publisher, builders, value);
    }
}
