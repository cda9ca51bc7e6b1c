package org.selfsame.format.iso9660;

import java.time.Instant;

/// What an image that is written states beside its tree. Everything that would otherwise come from a clock or a host
/// is given here, so the bytes depend on the tree and on this alone.
///
/// @param volumeId up to 32 printable ASCII characters
/// @param time the volume's dates, and the modification time of entries that have none; whole seconds
/// @param publisher up to 128 printable ASCII characters
/// @param preparer up to 128 printable ASCII characters
/// @param application up to 128 printable ASCII characters
/// @param joliet whether to write a Joliet tree beside Rock Ridge's
public record IsoOptions(String volumeId, Instant time, String publisher, String preparer, String application,
        boolean joliet) {
    private static final int VOLUME_ID = 32;
    private static final int TEXT = 128;

    /// @throws IllegalArgumentException if a text is too long or not printable ASCII
    public IsoOptions {
        check(volumeId, VOLUME_ID);
        check(publisher, TEXT);
        check(preparer, TEXT);
        check(application, TEXT);
    }

    /// Rock Ridge and Joliet, without publisher, preparer and application.
    ///
    /// @throws IllegalArgumentException if the volume id is too long or not printable ASCII
    public static IsoOptions of(String volumeId, Instant time) {
        return new IsoOptions(volumeId, time, "", "", "", true);
    }

    private static void check(String text, int length) {
        if (text.length() > length || !text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("not " + length + " printable ASCII characters or fewer: " + text);
        }
    }
}
