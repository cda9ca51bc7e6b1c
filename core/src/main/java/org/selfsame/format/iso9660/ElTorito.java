package org.selfsame.format.iso9660;

import java.util.List;

/// How an image that is written starts from a disc (El Torito 1.0).
///
/// @param catalog the path of the boot catalog in the tree; its directory must be there. A file that is there already is
///        replaced and keeps its permissions, owner and time
/// @param images what the catalog names, in its order: 1 to 31
public record ElTorito(String catalog, List<BootImage> images) {
    private static final int MAX_IMAGES = 31;

    /// @throws IllegalArgumentException if there are no images or too many
    public ElTorito {
        images = List.copyOf(images);
        if (images.isEmpty() || images.size() > MAX_IMAGES) {
            throw new IllegalArgumentException("a boot catalog of " + images.size() + " images");
        }
    }
}
