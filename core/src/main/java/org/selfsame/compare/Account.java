package org.selfsame.compare;

import java.util.List;

/// Where all the differing bytes of one container belong. Bytes are compared by their position, as `cmp` does; what one
/// side has beyond the end of the other differs.
///
/// @param path the container, as in [Difference#path]; empty for the image itself
/// @param format the format that it was read as; empty if none was found
/// @param left differing bytes of the left side
/// @param right differing bytes of the right side
/// @param different positions at which the sides differ
/// @param explained positions at which every byte that is there belongs to a reported difference or to a named field
///        that is reported as different
/// @param unexplained the first of the other ranges, of each side
/// @param moreUnexplained how many ranges are not listed
public record Account(String path, String format, long left, long right, long different, long explained,
        List<ByteRange> unexplained, long moreUnexplained) {}
