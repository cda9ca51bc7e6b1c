package org.selfsame.verify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an image says it is. All of it comes from the image itself and proves nothing; text is not yet printable.
///
/// @param formats names of the formats that the file was opened as, the main one first; empty if it is no image
/// @param volumeId volume id of the ISO or file system; empty if none
/// @param name what the system calls itself (`PRETTY_NAME` of os-release, else `.disk/info`, else the volume id)
/// @param version its version; empty if it states none
/// @param commit the source commit that it was built from; empty if it states none
/// @param sourceDate the date that its build pinned (SOURCE_DATE_EPOCH), if it states one
/// @param from where each answer was found, such as `live/filesystem.squashfs!/usr/lib/os-release`
public record Identity(List<String> formats, String volumeId, String name, String version, String commit,
        Optional<Instant> sourceDate, List<String> from) {

    /// A file that is no image.
    public static final Identity NONE = new Identity(List.of(), "", "", "", "", Optional.empty(), List.of());

    /// What a computer may be started from.
    private static final List<String> MEDIA = List.of("iso9660", "disk");

    /// Whether it is an image of a disc or a disk, which people write to a stick.
    public boolean isMedium() {
        return formats.stream().anyMatch(MEDIA::contains);
    }
}
