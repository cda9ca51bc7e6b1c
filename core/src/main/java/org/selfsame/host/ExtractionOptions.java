package org.selfsame.host;

import org.selfsame.tree.Limits;

/// How to extract.
///
/// @param intoNonEmpty whether the target may have entries already; they are kept, directories are entered and stay as
///        they are, and what would replace anything else fails
/// @param privileged whether owners, devices, set-id bits and all extended attributes are asked for
/// @param maxBytes the sum of the sizes of the files that may be written, or -1 for what is free at the target
/// @param measureFirst whether all sizes are added up before anything is written: a second walk, for a progress with
///        a total and a refusal that leaves nothing behind
/// @param limits how much of a tree is taken in
public record ExtractionOptions(boolean intoNonEmpty, boolean privileged, long maxBytes, boolean measureFirst,
        Limits limits) {

    /// As `unsquashfs` and `tar` do: everything for the superuser, nothing that lends rights for others.
    public static ExtractionOptions usual() {
        return new ExtractionOptions(false, isSuperuser(), -1, false, Limits.DEFAULT);
    }

    /// These options with another answer to whether the target may have entries already.
    public ExtractionOptions intoNonEmpty(boolean value) {
        return new ExtractionOptions(value, privileged, maxBytes, measureFirst, limits);
    }

    /// These options with another answer to whether the superuser's rights are used.
    public ExtractionOptions privileged(boolean value) {
        return new ExtractionOptions(intoNonEmpty, value, maxBytes, measureFirst, limits);
    }

    /// These options with another bound of bytes.
    public ExtractionOptions maxBytes(long value) {
        return new ExtractionOptions(intoNonEmpty, privileged, value, measureFirst, limits);
    }

    /// These options with another answer to whether sizes are added up first.
    public ExtractionOptions measureFirst(boolean value) {
        return new ExtractionOptions(intoNonEmpty, privileged, maxBytes, value, limits);
    }

    private static boolean isSuperuser() {
        try {
            return LinuxCalls.isAvailable() && LinuxCalls.forThread().effectiveUser() == 0;
        } catch (HostException _) {
            return false;
        }
    }
}
