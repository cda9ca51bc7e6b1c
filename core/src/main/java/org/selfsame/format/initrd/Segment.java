package org.selfsame.format.initrd;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// One archive of an initrd, compressed or not.
///
/// @param kind `cpio`, or the name of the compression
/// @param offset its first byte
/// @param end the first byte after it, without padding
/// @param damage why its end was not found, which is then that of the content; or null
record Segment(String kind, long offset, long end, @Nullable FormatException damage) {}
