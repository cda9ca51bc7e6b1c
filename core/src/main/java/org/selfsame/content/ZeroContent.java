package org.selfsame.content;

import java.io.IOException;
import java.util.Arrays;

/// Nothing but zeros.
///
/// @param size how many
public record ZeroContent(long size) implements Content {

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", offset, length, size);
        Arrays.fill(target, targetOffset, targetOffset + length, (byte) 0);
    }
}
